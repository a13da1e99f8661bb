import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Document, split
from index import DocumentRecord, Documents, Entry, IndexDamaged, Passages
from index.records import Records, RecordsWriter
from tests.corpus.documents import sources
from tests.factories import make_document
from tests.index.conftest import NOTICE, REPORT


def _written(folder: Path, documents: list[Document]) -> Records:
    writer = RecordsWriter(folder)
    for document in documents:
        writer.add(Entry(document, f"state of {document.doc_id}"), split(document))
    writer.close()
    return Records(folder)


def _library(*segments: Records, removed: dict[int, list[int]] | None = None) -> Passages:
    gone = [(removed or {}).get(home, []) for home in range(len(segments))]
    return Passages(segments, Documents(segments, gone))


_DOCUMENTS = [
    make_document(REPORT, "报告/2020", title="报告", source="/报告.txt"),
    make_document(NOTICE, "../" + "长" * 300),
    make_document("\ufeff无标题\r甲\u2028乙\x85\x00丙\n", "REPORT"),
    make_document("", "a:b.1"),
]


def test_documents_and_passages_come_back_as_they_were(tmp_path: Path) -> None:
    records = _written(tmp_path, _DOCUMENTS)
    assert list(Documents([records], [()])) == _DOCUMENTS
    expected = [passage for document in _DOCUMENTS for passage in split(document)]
    library = _library(records)
    assert list(library) == list(library[:]) == expected
    assert [library.number(p.passage_id) for p in expected] == list(range(len(expected)))
    for unknown in ("报告/2020:9.9", "none:1.1", "", "报告/2020:x.y", "a:b.1:1.1"):
        assert library.number(unknown) is None


def test_a_record_is_what_is_known_without_the_text(tmp_path: Path) -> None:
    records = _written(tmp_path, _DOCUMENTS)
    report = _DOCUMENTS[0]
    assert records.record(0) == DocumentRecord(
        "报告/2020", "报告", report.issuer, "", report.sha256, "/报告.txt", "state of 报告/2020",
        len(split(report)),
    )  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE passages SET text = CAST(replace(text, '450', '460') AS BLOB)",
        "UPDATE passages SET paragraph = paragraph + 1",
        "UPDATE passages SET lead = ''",
        "UPDATE sections SET path = '[]'",
        "UPDATE sections SET page = 3",
    ],
)
def test_a_passage_that_is_not_as_it_was_written_is_never_read(tmp_path: Path, spoil: str) -> None:
    records = _written(tmp_path, _DOCUMENTS)
    assert "审结450件" in records.read([0])[0].text
    with closing(sqlite3.connect(tmp_path / "records.db")) as connection, connection:
        connection.execute(spoil)
    spoilt = Records(tmp_path)
    for read in (lambda: spoilt.read([0]), lambda: list(spoilt.all_passages())):
        with pytest.raises(IndexDamaged, match=r"records\.db is damaged or gone; index its files"):
            read()


def test_a_document_that_is_not_as_it_was_written_is_never_read(tmp_path: Path) -> None:
    _written(tmp_path, _DOCUMENTS)
    with closing(sqlite3.connect(tmp_path / "records.db")) as connection, connection:
        connection.execute("UPDATE documents SET text = x'41' WHERE number = 1")
    spoilt = Records(tmp_path)
    assert spoilt.document(0) == _DOCUMENTS[0]
    with pytest.raises(IndexDamaged, match=r"records\.db is damaged"):
        spoilt.document(1)


def test_segments_count_on_and_removed_documents_do_not_count(tmp_path: Path) -> None:
    folders = [tmp_path / "1", tmp_path / "2"]
    for folder in folders:
        folder.mkdir()
    first = _written(folders[0], _DOCUMENTS[:2])
    second = _written(folders[1], [make_document(NOTICE, "报告/2020"), _DOCUMENTS[2]])
    documents = Documents([first, second], [[0], []])
    assert [document.doc_id for document in documents] == [
        *(_DOCUMENTS[1].doc_id, "报告/2020", "REPORT")
    ]
    assert documents.find("报告/2020").text == NOTICE
    library = Passages([first, second], documents)
    gone = first.span(0)[1]
    assert library.within(None).tolist() == [False] * gone + [True] * (len(library) - gone)
    assert library.within({"报告/2020"}).sum() == len(split(make_document(NOTICE)))
    assert library.within(()).sum() == 0
    number = library.number("报告/2020:1.1")
    assert library[number].text == split(make_document(NOTICE))[0].text
    assert Passages([first], Documents([first], [()])).within(None) is None


@settings(deadline=None)
@given(st.lists(sources, max_size=3))
def test_any_documents_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    documents = [make_document(text, f"d{n}") for n, text in enumerate(texts)]
    records = _written(tmp_path_factory.mktemp("records"), documents)
    assert list(Documents([records], [()])) == documents
    assert list(_library(records)) == [p for document in documents for p in split(document)]
