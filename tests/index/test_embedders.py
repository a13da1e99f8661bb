"""What holds for every Embedder."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import Embedder, Role, bundled_embedder, load_embedder
from tests.doubles import WordCountEmbedder

_TEXTS = ["审结案件450件。", "tax cases", "", "审结", "审结案件450件。"]


@pytest.fixture(
    scope="module",
    params=["bundled", "tiny", "double", pytest.param("transformer", marks=pytest.mark.slow)],
)
def embedder(request: pytest.FixtureRequest, tiny_model: Path, minilm: Path) -> Embedder:
    makers: dict[str, Callable[[], Embedder]] = {
        "bundled": bundled_embedder,
        "tiny": lambda: load_embedder(str(tiny_model)),
        "double": lambda: WordCountEmbedder("审", "结", "案件", "tax"),
        "transformer": lambda: load_embedder(str(minilm)),
    }
    return makers[request.param]()


def test_rows_are_of_unit_length_or_zero(embedder: Embedder) -> None:
    vectors = embedder.embed(_TEXTS)
    assert (vectors.shape, vectors.dtype) == ((5, embedder.info.dimension), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 0, 1, 1], abs=1e-5)


def test_the_same_text_has_the_same_vector_whatever_stands_beside_it(embedder: Embedder) -> None:
    vectors = embedder.embed(_TEXTS)
    assert vectors[0].tobytes() == vectors[4].tobytes()
    np.testing.assert_allclose(vectors[[0]], embedder.embed(_TEXTS[:1]), atol=1e-6)
    assert vectors.tobytes() == embedder.embed(_TEXTS).tobytes()


def test_no_texts_make_no_rows(embedder: Embedder) -> None:
    for role in Role:
        assert embedder.embed([], role).shape == (0, embedder.info.dimension)


def test_without_prompts_a_query_is_embedded_like_a_passage(embedder: Embedder) -> None:
    assert (embedder.info.query_prompt, embedder.info.passage_prompt) == ("", "")
    query = embedder.embed(_TEXTS, Role.QUERY)
    assert query.tobytes() == embedder.embed(_TEXTS, Role.PASSAGE).tobytes()


def test_the_identity_is_a_hash(embedder: Embedder) -> None:
    assert len(bytes.fromhex(embedder.info.sha256)) == 32
