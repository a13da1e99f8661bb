import json
import shutil
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from index import ModelError, Role, load_embedder
from index.transformer import TransformerEmbedder

pytestmark = pytest.mark.slow

_PROMPTS = {"query": "query: ", "passage": "passage: ", "title": "title: "}


@pytest.fixture(scope="module")
def embedder(minilm: Path) -> TransformerEmbedder:
    return TransformerEmbedder(str(minilm))


@pytest.fixture
def copy(minilm: Path, tmp_path: Path) -> Path:
    """A model folder to change."""
    return shutil.copytree(minilm, tmp_path / "模型 1")


def _configure(folder: Path, **values: object) -> str:
    path = folder / "config_sentence_transformers.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values), encoding="utf-8")
    return str(folder)


def test_the_weights_find_the_sentence_that_means_the_same(embedder: TransformerEmbedder) -> None:
    query, near, far = embedder.embed(
        ["How clean is the air?", "Fine dust fell by a tenth.", "Appeals were heard in court."]
    )
    assert (query @ near, query @ far) == pytest.approx((0.400, -0.013), abs=0.001)


def test_the_identity_of_a_transformer(embedder: TransformerEmbedder, minilm: Path) -> None:
    info = embedder.info
    assert (info.name, info.dimension) == (str(minilm), 384)
    assert (info.query_prompt, info.passage_prompt) == ("", "")


def test_a_lone_surrogate_is_read_as_a_question_mark(embedder: TransformerEmbedder) -> None:
    assert embedder.embed(["a\ud800"]).tobytes() == embedder.embed(["a?"]).tobytes()


@pytest.mark.parametrize("default", [None, "query", "title"])
def test_a_model_with_prompts_gets_the_one_of_the_role(
    copy: Path, embedder: TransformerEmbedder, default: str | None
) -> None:
    name = _configure(copy, prompts=_PROMPTS, default_prompt_name=default)
    prompted = load_embedder(name)
    assert (prompted.info.query_prompt, prompted.info.passage_prompt) == ("query: ", "passage: ")
    query, passage = prompted.embed(["the air"], Role.QUERY), prompted.embed(["the air"])
    expected = embedder.embed(["query: the air", "passage: the air"])
    np.testing.assert_allclose([query[0], passage[0]], expected, atol=1e-6)
    assert float(query[0] @ passage[0]) < 0.95


def test_a_role_without_a_prompt_does_not_get_the_default_of_the_other(
    copy: Path, embedder: TransformerEmbedder
) -> None:
    name = _configure(copy, prompts={"query": "query: "}, default_prompt_name="query")
    passage = load_embedder(name).embed(["the air"])
    np.testing.assert_allclose(passage, embedder.embed(["the air"]), atol=1e-6)


@pytest.mark.parametrize("name", ["sentence-transformers/all-MiniLM-L6-v2", "all-MiniLM-L6-v2"])
def test_a_name_is_looked_up_on_this_computer(
    name: str,
    embedder: TransformerEmbedder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cached = tmp_path / "models--sentence-transformers--all-MiniLM-L6-v2"
    shutil.copytree(embedder.info.name, cached / "snapshots" / ("a" * 40))
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("a" * 40)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    # The hub may be asked here, and the sealed network would tell.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    named = load_embedder(name)
    assert (named.info.name, named.info.sha256) == (name, embedder.info.sha256)
    assert named.embed(["the air"]).tobytes() == embedder.embed(["the air"]).tobytes()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no-such-model", "couldn't find them in the cached files"),
        ("nobody/no-such-model", "couldn't find them in the cached files"),
        ("/no/such/folder", "there is no such folder"),
        ("./模型", "there is no such folder"),
        ("~nobody/model", "there is no such folder"),
        ("", "there is no such folder"),
        ("a\0b", "there is no such folder"),
        ("x" * 5000, "there is no such folder"),
    ],
)
def test_an_unknown_name_is_refused_in_words_and_quickly(name: str, reason: str) -> None:
    began = perf_counter()
    with pytest.raises(ModelError) as caught:
        load_embedder(name)
    assert repr(name) in str(caught.value)
    assert reason in str(caught.value)
    assert "--model bundled" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert perf_counter() - began < 2


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("model.safetensors", None),
        ("config.json", None),
        ("1_Pooling/config.json", None),
        ("model.safetensors", 1000),
        ("tokenizer.json", 1000),
        ("modules.json", 100),
    ],
)
def test_a_model_with_a_part_missing_or_cut_is_refused(
    copy: Path, part: str, kept: int | None
) -> None:
    data = (copy / part).read_bytes()
    (copy / part).unlink()
    if kept is not None:
        (copy / part).write_bytes(data[:kept])
    with pytest.raises(ModelError) as caught:
        load_embedder(str(copy))
    assert str(copy) in str(caught.value)
    assert "--model bundled" in str(caught.value) or "copy the model folder" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_static_model_with_a_layer_more_is_no_static_model(
    tiny_model: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(tiny_model, tmp_path / "model")
    from sentence_transformers.models import Dense
    from torch import nn

    dense = Dense(2, 3, activation_function=nn.Identity())
    (folder / "2_Dense").mkdir()
    dense.save(str(folder / "2_Dense"))
    listing = json.loads((folder / "modules.json").read_text())
    kind = "sentence_transformers.models.Dense"
    listing.append({"idx": 2, "name": "2", "path": "2_Dense", "type": kind})
    (folder / "modules.json").write_text(json.dumps(listing))
    embedder = load_embedder(str(folder))
    assert embedder.info.dimension == 3
    weight, bias = dense.linear.weight.detach().numpy(), dense.linear.bias.detach().numpy()
    expected = weight @ np.array([1, 0]) + bias
    np.testing.assert_allclose(
        embedder.embed(["税"])[0], expected / np.linalg.norm(expected), atol=1e-5
    )
