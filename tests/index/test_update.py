"""The next version of an index: what is added, taken out, kept, merged and made again."""

from pathlib import Path

import numpy as np
import pytest

from corpus import shipped_report
from index import (
    DuplicateDocument,
    Entry,
    Index,
    IndexOptions,
    Making,
    build_index,
    load_embedder,
    open_index,
    read_contents,
    update_index,
    verify_index,
)
from tests.factories import make_document
from tests.index.conftest import GLOSSARY, NOTICE, REPORT, version_of

_QUERIES = ("税款", "审结多少件", "放管服改革")


@pytest.fixture
def making(tiny_model: Path, quick: None) -> Making:
    return Making(load_embedder(str(tiny_model)), GLOSSARY)


def _entry(text: str, doc_id: str) -> Entry:
    return Entry(make_document(text, doc_id), f"state of {doc_id}")


def _ids(opened: Index) -> list[str]:
    return [document.doc_id for document in opened.documents]


def _ranking(opened: Index, query: str) -> list[tuple[str, float, float, float]]:
    """Every passage that counts, with its scores in the three views."""
    views = [view.scan(query) for view in (opened.dense, opened.lexical, opened.late)]
    alive = opened.alive if opened.alive is not None else np.ones(len(opened.passages), bool)
    numbers = np.flatnonzero(alive)
    ids = [passage.passage_id for passage in opened.passages.many(numbers)]
    scores = np.stack([view.of(numbers) for view in views], axis=1).round(5).tolist()
    return sorted((id, *row) for id, row in zip(ids, scores, strict=True))


def _made(folder: Path, making: Making, *entries: Entry) -> Index:
    build_index(
        [entry.document for entry in entries],
        folder,
        embedder=making.embedder,
        glossary=making.glossary,
    )
    return open_index(folder)


@pytest.mark.parametrize("small", [5_000, 0])
def test_an_index_that_grew_scores_as_one_made_at_once(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    # With 0 nothing is small, so that every build adds a segment.
    monkeypatch.setattr("index.kept._SMALL", small)
    one, two = _entry(REPORT, "one"), _entry(NOTICE, "two")
    update_index([one], tmp_path / "grown", making=making)
    update_index([two], tmp_path / "grown", making=making)
    grown = open_index(tmp_path / "grown")
    whole = _made(tmp_path / "whole", making, one, two)
    assert len(grown.manifest.segments) == (1 if small else 2)
    assert _ids(grown) == ["one", "two"]
    for query in _QUERIES:
        assert _ranking(grown, query) == _ranking(whole, query)
    assert [record.state for record in grown.documents.records()] == [one.state, two.state]
    assert verify_index(tmp_path / "grown").passages == whole.manifest.passages


def test_what_stays_is_linked(making, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("index.kept._SMALL", 0)
    update_index([_entry(REPORT, "one")], tmp_path, making=making)
    before = (version_of(tmp_path) / "s-0001" / "records.db").stat().st_ino
    update_index([_entry(NOTICE, "two")], tmp_path, making=making)
    assert (version_of(tmp_path) / "s-0001" / "records.db").stat().st_ino == before


@pytest.mark.parametrize("small", [5_000, 0])
def test_a_document_that_is_taken_out_is_found_no_more(
    making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr("index.kept._SMALL", small)
    entries = [_entry(REPORT, "one"), _entry(NOTICE, "two")]
    update_index(entries, tmp_path, making=making)
    changed = _entry(NOTICE.replace("税款", "罚款"), "two")
    update_index([changed], tmp_path, making=making, removed={"two", "unknown"})
    opened = open_index(tmp_path)
    assert _ids(opened) == ["one", "two"]
    assert (opened.holds("税款"), opened.holds("罚款")) == (False, True)
    assert opened.documents.find("two").text == changed.document.text
    assert opened.manifest.documents == 2
    assert opened.manifest.passages == sum(r.passages for r in opened.documents.records())
    update_index([], tmp_path, making=making, removed={"one"}, compact=True)
    left = open_index(tmp_path)
    assert (len(left.manifest.segments), left.alive, _ids(left)) == (1, None, ["two"])
    for query in _QUERIES:
        assert _ranking(left, query) == _ranking(_made(tmp_path / "new", making, changed), query)


def test_a_segment_with_a_damaged_view_is_made_again(making, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("index.kept._SMALL", 0)
    update_index([_entry(REPORT, "one")], tmp_path, making=making)
    update_index([_entry(NOTICE, "two")], tmp_path, making=making)
    (version_of(tmp_path) / "s-0001" / "late-tokens.npy").write_bytes(b"")
    update_index([], tmp_path, making=making)
    opened = open_index(tmp_path)
    assert sorted(_ids(opened)) == ["one", "two"]
    assert [record.name for record in opened.manifest.segments] == ["s-0002", "s-0003"]


def test_an_index_that_was_made_otherwise_is_made_anew(making, tmp_path) -> None:
    update_index([_entry(REPORT, "one")], tmp_path, making=making)
    options = IndexOptions(tokens="pairs")
    update_index([_entry(NOTICE, "two")], tmp_path, making=Making(making.embedder, (), options))
    opened = open_index(tmp_path)
    assert opened.manifest.options == options
    assert sorted(_ids(opened)) == ["one", "two"]
    assert "审结案" not in opened.lexical.segmenter.tokens("审结案件")


def test_an_id_that_is_taken_is_refused(making, tmp_path) -> None:
    update_index([_entry(REPORT, "one")], tmp_path, making=making)
    with pytest.raises(DuplicateDocument, match="are both called 'one'"):
        update_index([_entry(NOTICE, "one")], tmp_path, making=making)
    assert read_contents(tmp_path)[1].find("one").text == REPORT


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
def test_a_large_index_is_made_in_parts_and_searched_by_codes(
    shipped_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr("index.workers._PORTION", 1)
    monkeypatch.setattr("index.workers._processors", lambda: processes)
    monkeypatch.setattr("index.segment.EXACT_ROWS", 0)
    monkeypatch.setattr("index.dense.EXACT_ROWS", 0)
    notice = make_document(NOTICE, "notice")
    manifest = build_index([shipped_report(), notice], tmp_path)
    (record,) = manifest.segments
    assert record.recall >= 0.98
    opened = open_index(tmp_path)
    assert _ids(opened) == ["chaoyang-2020", "notice"]
    for query in ("复议调解率是多少", "How clean is the air?"):
        first = shipped_index.dense.scan(query).best(5).tolist()
        assert opened.dense.scan(query).best(5).tolist() == first
