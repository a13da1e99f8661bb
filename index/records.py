"""Documents, passages and glossary as files of an index: texts verbatim, the rest as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus import Block, Document, GlossaryEntry, Passage, PassageKind, Section

_TEXTS = "documents"
_DOCUMENTS = "documents.json"
_PASSAGES = "passages.json"
_GLOSSARY = "glossary.json"


def write_records(
    folder: Path,
    documents: Sequence[Document],
    *,
    passages: Sequence[Passage],
    glossary: Sequence[GlossaryEntry],
) -> None:
    """Write documents, passages (as spans of the documents) and glossary."""
    (folder / _TEXTS).mkdir()
    for number, document in enumerate(documents):
        # Bytes, so that no platform translates line ends and offsets stay what they were.
        _text_file(folder, number).write_bytes(document.text.encode("utf-8"))
    _dump(folder / _DOCUMENTS, [_document_row(document) for document in documents])
    _dump(folder / _PASSAGES, [_passage_row(passage) for passage in passages])
    _dump(folder / _GLOSSARY, [asdict(entry) for entry in glossary])


def read_documents(folder: Path) -> tuple[Document, ...]:
    """Read documents with their texts and sections."""
    documents = []
    for number, row in enumerate(_load(folder / _DOCUMENTS)):
        text = _text_file(folder, number).read_bytes().decode("utf-8")
        sections = tuple(Section(**{**s, "path": tuple(s["path"])}) for s in row.pop("sections"))
        blocks = tuple(
            Block(PassageKind(b["kind"]), b["start"], b["end"]) for b in row.pop("blocks", ())
        )
        documents.append(Document(**row, text=text, sections=sections, blocks=blocks))
    return tuple(documents)


def read_passages(folder: Path, documents: Sequence[Document]) -> tuple[Passage, ...]:
    """Cut the passages out of their documents again."""
    texts = {document.doc_id: document.text for document in documents}
    sections = {(d.doc_id, s.ordinal): s for d in documents for s in d.sections}
    return tuple(
        _passage(texts[row[1]], sections[row[1], row[2]], row=row)
        for row in _load(folder / _PASSAGES)
    )


def read_glossary(folder: Path) -> tuple[GlossaryEntry, ...]:
    """Read the glossary that the index was made with."""
    return tuple(
        GlossaryEntry(row["term"], tuple(row["everyday"]), tuple(row["english"]))
        for row in _load(folder / _GLOSSARY)
    )


def _text_file(folder: Path, number: int) -> Path:
    # By number, for an id may hold what a file system does not take.
    return folder / _TEXTS / f"{number}.txt"


def _document_row(document: Document) -> dict[str, object]:
    row = asdict(document)
    del row["text"]
    return row


def _passage_row(passage: Passage) -> list[object]:
    return [
        passage.passage_id,
        passage.doc_id,
        passage.section.ordinal,
        passage.paragraph,
        passage.kind,
        passage.start,
        passage.end,
        passage.lead,
    ]


def _passage(text: str, section: Section, *, row: list[Any]) -> Passage:
    passage_id, doc_id, _, paragraph, kind, start, end, lead = row
    return Passage(
        passage_id=passage_id,
        doc_id=doc_id,
        section=section,
        paragraph=paragraph,
        kind=PassageKind(kind),
        start=start,
        end=end,
        text=text[start:end],
        lead=lead,
    )


def _dump(path: Path, rows: object) -> None:
    path.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _load(path: Path) -> list[Any]:
    rows: list[Any] = json.loads(path.read_text(encoding="utf-8"))
    return rows
