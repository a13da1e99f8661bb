import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import BUNDLED, ModelError, ModelInfo, StaticEmbedder, bundled_embedder, load_embedder
from index.embed import hash_model
from tests.factories import make_model
from tests.index.conftest import ROWS

_BUNDLED_SHA256 = "5e75b7465760e0c30d55a0961e38191979dea07bed07a62b2e518d9440e864a9"
_TEXTS = (
    "全年共审理行政复议案件523件。",
    "全年共審理行政復議案件523件。",
    "How many cases of administrative review were heard?",
    "28.76亿元 9.3% 2020-06-01 １２３",
    "😀🚀",
    "PM2.5年均浓度 fell by 9.3%，创新低😀",
    "的",
    "",
    " \n\t",
    "。！？",
    "朝阳区法治政府建设 and the rule of law 2020。" * 500,
    "a\0b\x07",
)


@pytest.fixture(scope="module")
def bundled() -> StaticEmbedder:
    return bundled_embedder()


@pytest.fixture
def copy(tiny_model: Path, tmp_path: Path) -> Path:
    """A model folder to damage."""
    return shutil.copytree(tiny_model, tmp_path / "模型 1")


@pytest.mark.slow
def test_both_paths_give_the_same_vectors(bundled: StaticEmbedder) -> None:
    from sentence_transformers import SentenceTransformer

    folder = Path("index/model").resolve()
    expected = SentenceTransformer(str(folder)).float().encode(list(_TEXTS))
    np.testing.assert_allclose(bundled.embed(_TEXTS), expected, rtol=0, atol=1e-5)


@pytest.mark.slow
def test_both_paths_agree_on_rows_that_are_shared_and_weighed(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    tensors = {
        "embeddings": np.array([[1, 0], [0, 2], [3, 4]], np.float32),
        "mapping": np.array([0, 1, 2, 2, 1], np.int64),
        "weights": np.array([1, 1, 0.5, 2, 3], np.float64),
    }
    embedder = load_embedder(str(make_model(tmp_path, ROWS, tensors=tensors)))
    # 费 is half of row 2, 人 three times row 1: (1.5, 2) and (0, 6), of which the mean.
    expected = np.array([[1.5, 8]]) / np.hypot(1.5, 8)
    np.testing.assert_allclose(embedder.embed(["费人"]), expected, atol=1e-6)
    encoded = SentenceTransformer(str(tmp_path)).encode(["费人", "税款"])
    np.testing.assert_allclose(embedder.embed(["费人", "税款"]), encoded, atol=1e-6)


def test_a_vector_is_the_mean_of_its_tokens_rows(tiny_model: Path) -> None:
    embedder = load_embedder(str(tiny_model))
    vectors = embedder.embed(["税费", "税", "款款", ""])
    expected = [[2 / 5**0.5, 1 / 5**0.5], [1, 0], [0.6, 0.8], [0, 0]]
    np.testing.assert_allclose(vectors, expected, atol=1e-6)
    assert vectors.dtype == np.float32


def test_no_texts_make_no_rows(bundled: StaticEmbedder) -> None:
    assert bundled.embed([]).shape == (0, bundled.table.dimension)


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_a_text_without_tokens_is_the_zero_vector(bundled: StaticEmbedder, text: str) -> None:
    assert bundled.embed([text, "税"])[0].tolist() == [0.0] * bundled.table.dimension


def test_a_batch_equals_its_texts_one_by_one(
    bundled: StaticEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = bundled.embed(_TEXTS)
    assert together.tobytes() == b"".join(bundled.embed([text]).tobytes() for text in _TEXTS)
    monkeypatch.setattr("index.embed._BATCH", 5)
    assert together.tobytes() == bundled.embed(_TEXTS).tobytes()


@given(st.lists(st.text(st.characters(categories=None), max_size=20), max_size=4))
def test_any_text_is_embedded(bundled: StaticEmbedder, texts: list[str]) -> None:
    vectors = bundled.embed(texts)
    norms = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(norms - 1) < 1e-5) | (norms == 0))


def test_a_lone_surrogate_is_read_as_a_question_mark(bundled: StaticEmbedder) -> None:
    assert bundled.embed(["税\ud800"]).tobytes() == bundled.embed(["税?"]).tobytes()


def test_traditional_embeds_as_simplified(bundled: StaticEmbedder) -> None:
    traditional, simplified = bundled.embed(
        ["優化營商環境，審結行政復議", "优化营商环境，审结行政复议"]
    )
    assert traditional.tobytes() == simplified.tobytes()


@pytest.mark.parametrize(
    ("query", "cosines"),
    [("打官司", (0.518, -0.010)), ("How clean is the air?", (-0.040, 0.606))],
)
def test_meaning_counts_where_no_word_is_shared(
    bundled: StaticEmbedder, query: str, cosines: tuple[float, float]
) -> None:
    asked, court, air = bundled.embed([query, "人民法院审理诉讼案件", "空气质量优良天数"])
    assert (asked @ court, asked @ air) == pytest.approx(cosines, abs=0.001)


def test_the_identity_of_the_bundled_model(bundled: StaticEmbedder) -> None:
    assert bundled.info == ModelInfo("bundled", _BUNDLED_SHA256, bundled.table.dimension, "", "")
    assert load_embedder(BUNDLED).info == load_embedder(None).info == bundled.info


def test_a_folder_is_known_by_its_full_path(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_model.parent)
    monkeypatch.setenv("HOME", str(tiny_model.parent))
    for name in (tiny_model.name, f"~/{tiny_model.name}", str(tiny_model)):
        assert load_embedder(name).info.name == str(tiny_model)


def test_tokenizer_and_table_may_lie_in_a_subfolder(tiny_model: Path, tmp_path: Path) -> None:
    model = load_embedder(str(make_model(tmp_path, ROWS, part="0_StaticEmbedding")))
    assert (
        model.embed(["税款"]).tobytes() == load_embedder(str(tiny_model)).embed(["税款"]).tobytes()
    )


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _write(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


def _cut(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:-7])


def _other_weights(folder: Path) -> None:
    tensors = {"embeddings": np.ones((5, 2), np.int8), "weights": np.ones(4, np.float32)}
    make_model(folder, ROWS, tensors=tensors)


def _other_table(folder: Path) -> None:
    make_model(folder, ROWS, tensors={"embedding.weight": np.ones((2, 2), np.float32)})


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (_remove("tokenizer.json"), "has no tokenizer.json"),
        (_remove("model.safetensors"), "has no model.safetensors"),
        (_write("tokenizer.json", b"{"), "tokenizer.json is no tokenizer"),
        (_write("tokenizer.json", b""), "tokenizer.json is no tokenizer"),
        (_write("tokenizer.json", b"\xff\xfe"), "tokenizer.json is no tokenizer"),
        (_cut("model.safetensors"), "model.safetensors holds no table"),
        (_write("model.safetensors", b""), "model.safetensors holds no table"),
        (_write("modules.json", b"{"), "modules.json does not list"),
        (_write("modules.json", b"[]"), "modules.json does not list"),
        (_write("modules.json", b'{"type": 1}'), "modules.json does not list"),
        (_write("modules.json", b"\xff"), "modules.json does not list"),
        (_other_weights, "model.safetensors holds no table of token vectors"),
        (_other_table, "model.safetensors has 2 rows for 5 tokens"),
    ],
)
def test_a_damaged_model_is_refused_in_words(
    copy: Path, damage: Callable[[Path], object], named: str
) -> None:
    damage(copy)
    with pytest.raises(ModelError) as caught:
        load_embedder(str(copy))
    assert str(copy) in str(caught.value)
    assert named in str(caught.value)
    assert "copy" in str(caught.value)


def test_a_table_under_another_name_is_refused(tmp_path: Path) -> None:
    folder = make_model(tmp_path, ROWS, tensors={"other": np.ones((5, 2), np.float32)})
    with pytest.raises(ModelError, match=r"model\.safetensors holds no table"):
        load_embedder(str(folder))


def test_the_hash_of_a_model_covers_what_its_vectors_depend_on(copy: Path) -> None:
    before = hash_model(copy)
    (copy / "README.md").write_text("a card")
    (copy / "picture.png").write_bytes(b"png")
    assert hash_model(copy) == before
    for name in ("model.safetensors", "tokenizer.json", "1_Normalize/config.json"):
        data = (copy / name).read_bytes()
        (copy / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        assert hash_model(copy) != before
        (copy / name).write_bytes(data)
    assert hash_model(copy) == before
    (copy / "tokenizer.json").rename(copy / "words.json")
    assert hash_model(copy) != before
