import json
from pathlib import Path

import pytest

from index import StaticEmbedder, load_embedder
from index.errors import TrainingDataError
from index.train.beir import Figures, figures, figures_table, read_public_set

_CORPUS = [
    {"_id": "a", "title": "税", "text": "税"},
    {"_id": "b", "title": "", "text": "款"},
    {"_id": "c", "text": "人"},
]
_QUERIES = [{"_id": "1", "text": "税"}, {"_id": "2", "text": "款"}, {"_id": "3", "text": "人"}]
_JUDGED = "query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n3\tb\t1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in (("corpus", _CORPUS), ("queries", _QUERIES)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(_JUDGED, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def embedder(tiny_model: Path) -> StaticEmbedder:
    return load_embedder(str(tiny_model))


def test_a_set_is_read(folder: Path) -> None:
    public = read_public_set(folder)
    assert [passage.text for passage in public.passages] == ["税 税", "款", "人"]
    assert (public.questions, public.right) == (("税", "款", "人"), (0, 1, 1))
    assert public.name == folder.name


def test_figures_are_those_of_the_three_views(
    folder: Path, embedder: StaticEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.train.beir._CUTS", (1, 2))
    found = figures(embedder, read_public_set(folder))
    # The question 人 is judged to belong to b, but c is 人; b comes second by every view.
    assert found == Figures(
        folder.name,
        3,
        3,
        {"pooled": (2 / 3, 1.0), "windows": (2 / 3, 1.0), "late": (2 / 3, 1.0)},
    )


def test_the_table_has_a_line_for_each_set() -> None:
    found = Figures("xquad", 1190, 2000, {"pooled": (0.5, 0.75), "late": (0.25, 1.0)})
    assert figures_table([found]).splitlines() == [
        "| set | pooled R@1 | pooled R@10 | late R@1 | late R@10 |",
        "|---|---|---|---|---|",
        "| xquad (2,000 questions, 1,190 passages) | 0.500 | 0.750 | 0.250 | 1.000 |",
    ]
    assert figures_table([]) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("corpus.jsonl", None),
        ("corpus.jsonl", "{"),
        ("corpus.jsonl", '{"_id": "a"}'),
        ("queries.jsonl", '{"_id": "1", "text": "x"}'),  # question 2 is judged, but not there
        ("queries.jsonl", "[1]"),
        ("qrels/test.tsv", None),
        ("qrels/test.tsv", "head\n1\n"),
        ("qrels/test.tsv", "head\n1\tnone\t1\n"),
        ("qrels/test.tsv", "head\n"),
    ],
)
def test_what_is_no_set_is_told(folder: Path, name: str, content: str | None) -> None:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(TrainingDataError, match="is no retrieval set in BEIR form") as caught:
        read_public_set(folder)
    assert str(folder) in str(caught.value)
    assert "it has to hold corpus.jsonl, queries.jsonl and qrels/test.tsv" in str(caught.value)
