"""A matrix file names configurations by their settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import RunError
from evals.matrix import load_matrix
from rag import SettingsError
from tests.tree import ROOT


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "matrix.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_configurations_share_the_base_and_the_flags(tmp_path):
    text = """
    [base.retrieval]
    pool = 50
    [[configuration]]
    name = "late"
    retrieval = { late = 2.0 }
    [[configuration]]
    """
    matrix = load_matrix(_file(tmp_path, text), {"cache_dir": "/c"})
    assert list(matrix) == ["late", "configuration-2"]
    assert (matrix["late"].retrieval.late, matrix["late"].retrieval.pool) == (2.0, 50)
    assert matrix["configuration-2"].retrieval.late == 1.0
    assert matrix["late"].cache_dir == "/c"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "cannot read the matrix"),
        ("", r"has no \[\[configuration\]\]"),
        (
            '[[configuration]]\nname="a"\n[[configuration]]\nname="a"',
            "two configurations named 'a'",
        ),
    ],
)
def test_a_broken_matrix_is_named(tmp_path, text, said):
    with pytest.raises(RunError, match=said):
        load_matrix(_file(tmp_path, text), {})


def test_a_misspelt_setting_names_the_nearest(tmp_path):
    text = "[[configuration]]\nretrieval = { lat = 1 }"
    with pytest.raises(SettingsError, match=r"'retrieval.lat' .* is 'retrieval.late'"):
        load_matrix(_file(tmp_path, text), {})


def test_the_shipped_ablation_is_readable():
    matrix = load_matrix(ROOT / "evals" / "ablation.toml", {})
    assert len(matrix) == 12
    assert matrix["all, cut at spaces"].index.tokens == "spaces"


def test_a_model_is_a_configuration_like_any_other_and_its_key_is_not_in_the_file(
    tmp_path, monkeypatch
):
    text = """
    [base.llm]
    base_url = "http://127.0.0.1:9/v1"
    [[configuration]]
    name = "quotes"
    [[configuration]]
    name = "model"
    llm = { model = "qwen" }
    """
    monkeypatch.setenv("OPENAI_API_KEY", "sk-0123456789")
    monkeypatch.setenv("BAIPISHU_RETRIEVAL__POOL", "7")
    matrix = load_matrix(_file(tmp_path, text), {})
    assert (matrix["quotes"].llm.model, matrix["quotes"].llm.key) == ("", "")
    assert (matrix["model"].llm.model, matrix["model"].llm.key) == ("qwen", "sk-0123456789")
    assert matrix["model"].retrieval.pool == 100
