import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from index import StaticEmbedder, load_embedder
from index.train.folder import in_bytes, write_model
from tests.index.train.conftest import make_tokenizer

_WORDS = ("税收", "税", "tax")


@pytest.fixture
def table() -> np.ndarray:
    return np.random.default_rng(5).normal(size=(4, 16)).astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path, table: np.ndarray) -> Path:
    write_model(tmp_path, table=table, tokenizer=make_tokenizer(*_WORDS))
    return tmp_path


def test_bytes_are_within_half_a_level_of_the_table(table: np.ndarray) -> None:
    values, weights = in_bytes(table)
    assert (values.dtype, weights.dtype) == (np.int8, np.float16)
    weights = weights.astype(np.float32)
    off = np.abs(values * weights[:, None] - table)
    # Half a level, and what the weight lost to 11 bits.
    assert (off <= weights[:, None] * (0.5 + 127 / 2048)).all()
    assert np.abs(values).max(axis=1).tolist() == [127] * 4


def test_a_row_of_zeros_stays_one() -> None:
    values, weights = in_bytes(np.array([[0, 0], [-2.54, 1.27]], np.float32))
    assert values.tolist() == [[0, 0], [-127, 64]]
    assert weights == pytest.approx([1, 0.02], rel=1e-3)


def test_the_folder_is_read_by_the_fast_path(folder: Path, table: np.ndarray) -> None:
    embedder = load_embedder(str(folder))
    assert isinstance(embedder, StaticEmbedder)
    values, weights = in_bytes(table)
    expected = values * weights.astype(np.float32)[:, None]
    assert embedder.table.rows([1, 3]).tolist() == expected[[1, 3]].tolist()
    assert embedder.token_ids(["税收tax", "税"]) == [[1, 3], [2]]
    tensors = load_file(folder / "model.safetensors")
    assert {name: tensors[name].shape for name in tensors} == {
        "embeddings": (4, 16),
        "weights": (4,),
    }


def test_the_listings_are_those_of_the_bundled_model(folder: Path) -> None:
    # Versions of libraries aside.
    for name in ("modules.json", "1_Normalize/config.json", "config_sentence_transformers.json"):
        new, old = (json.loads((home / name).read_text()) for home in (folder, Path("index/model")))
        for listing in (new, old):
            if isinstance(listing, dict):
                listing.pop("__version__", None)
        assert new == old


@pytest.mark.slow
def test_sentence_transformers_loads_the_folder_unchanged(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["税收", "tax 税", "税税收tax"]
    expected = SentenceTransformer(str(folder)).encode(texts)
    np.testing.assert_allclose(load_embedder(str(folder)).embed(texts), expected, atol=1e-5)
