import numpy as np
import pytest

from index.table import TokenTable, table_of

_BYTES = np.array([[127, 0], [-64, 10], [1, 2]], dtype=np.int8)
_WEIGHTS = np.array([0.5, 2, 1], dtype=np.float64)


def test_rows_are_bytes_times_their_weights() -> None:
    table = table_of({"embeddings": _BYTES, "weights": _WEIGHTS})
    rows = table.rows([1, 0, 1])
    assert rows.tolist() == [[-128, 20], [63.5, 0], [-128, 20]]
    assert (rows.dtype, table.values.dtype, table.weights.dtype) == (
        np.float32,
        np.int8,
        np.float32,
    )
    assert (len(table), table.dimension) == (3, 2)


@pytest.mark.parametrize("kind", [np.float32, np.float16, np.int8])
@pytest.mark.parametrize("name", ["embedding.weight", "embeddings"])
def test_rows_without_weights_are_as_stored(kind: type, name: str) -> None:
    rows = table_of({name: _BYTES.astype(kind)}).rows(np.array([2, 1]))
    assert (rows.tolist(), rows.dtype) == ([[1, 2], [-64, 10]], np.float32)


def test_tokens_may_share_rows_and_have_weights_of_their_own() -> None:
    mapping = np.array([2, 2, 0])
    table = table_of({"embeddings": _BYTES, "mapping": mapping, "weights": _WEIGHTS})
    assert table.rows([0, 1, 2]).tolist() == [[0.5, 1], [2, 4], [127, 0]]


def test_no_numbers_make_no_rows() -> None:
    assert TokenTable(_BYTES, _WEIGHTS.astype(np.float32)).rows([]).shape == (0, 2)


def test_taking_rows_leaves_the_table_alone() -> None:
    table = table_of({"embedding.weight": np.ones((2, 2), np.float32)})
    table.rows([0])[:] = 7
    assert table.rows([0, 1]).tolist() == [[1, 1], [1, 1]]


@pytest.mark.parametrize(
    "tensors",
    [
        {},
        {"weights": _WEIGHTS},
        {"embeddings": _BYTES, "weights": _WEIGHTS[:2]},
        {"embeddings": _BYTES, "weights": _WEIGHTS[:, None]},
        {"embeddings": _BYTES, "mapping": np.array([0, 3])},
        {"embeddings": _BYTES, "mapping": np.array([0.5])},
        {"embeddings": _WEIGHTS},
        {"embedding.weight": _WEIGHTS},
    ],
)
def test_parts_that_disagree_are_refused(tensors: dict[str, np.ndarray]) -> None:
    with pytest.raises((LookupError, ValueError)):
        table_of(tensors)
