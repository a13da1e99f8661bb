from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import split
from index.records import read_documents, read_glossary, read_passages, write_records
from tests.corpus.documents import sources
from tests.factories import make_document
from tests.index.conftest import GLOSSARY, NOTICE, REPORT


def test_documents_passages_and_glossary_come_back_as_they_were(tmp_path: Path) -> None:
    documents = (
        make_document(REPORT, "报告/2020", title="报告", source="/报告.txt"),
        make_document(NOTICE, "../" + "长" * 300),
        make_document("\ufeff无标题\r甲\u2028乙\x85\n", "REPORT"),
        make_document("", "report"),  # one file with the last on some file systems
    )
    passages = tuple(passage for document in documents for passage in split(document))
    folder = tmp_path / "version"
    folder.mkdir()
    write_records(folder, documents, passages=passages, glossary=GLOSSARY)
    assert read_documents(folder) == documents
    assert read_passages(folder, documents) == passages
    assert read_glossary(folder) == GLOSSARY
    assert list(tmp_path.iterdir()) == [folder]


def test_texts_lie_there_byte_for_byte(tmp_path: Path) -> None:
    write_records(tmp_path, [make_document(REPORT)], passages=(), glossary=())
    assert (tmp_path / "documents" / "0.txt").read_bytes() == REPORT.encode("utf-8")


@given(st.lists(sources, max_size=3))
def test_any_documents_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("records")
    documents = tuple(make_document(text, f"d{n}") for n, text in enumerate(texts))
    passages = tuple(passage for document in documents for passage in split(document))
    write_records(folder, documents, passages=passages, glossary=())
    assert read_documents(folder) == documents
    assert read_passages(folder, documents) == passages
