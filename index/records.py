"""Documents, sections and passages of one segment in SQLite, read row by row.

A passage's id is made of its document's id, section and paragraph, so it is not stored. The file is
opened read-only and unchanging, hence safe to share between threads. The file of a large library is
not hashed when it is opened: a passage with its section is held against a checksum, a document's
text against its sha256, whenever they are read, so that no spoilt text is ever quoted.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import Block, Document, Passage, PassageKind, Section

from .store import RECORDS_FILE, damaged
from .types import DocumentRecord, Entry

_TABLES = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, doc_id TEXT UNIQUE, title TEXT, issuer TEXT, as_of TEXT,
    sha256 TEXT, source TEXT, state TEXT, first INTEGER, passages INTEGER,
    origin TEXT, licence TEXT, signature BLOB, blocks TEXT, text BLOB);
CREATE TABLE sections (
    document INTEGER, ordinal INTEGER, path TEXT, start INTEGER, body INTEGER, "end" INTEGER,
    page INTEGER, page_exact INTEGER, PRIMARY KEY (document, ordinal)) WITHOUT ROWID;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, document INTEGER, section INTEGER, paragraph INTEGER,
    kind TEXT, start INTEGER, "end" INTEGER, lead TEXT, checksum INTEGER, text BLOB);
"""
_RECORD = "doc_id, title, issuer, as_of, sha256, source, state, passages, origin, licence"
_SECTION = 'ordinal, path, start, body, "end", page, page_exact'
_PASSAGE = f"""
SELECT p.number, d.doc_id, p.paragraph, p.kind, p.start, p."end", p.lead, p.checksum, p.text,
       {", ".join(f"s.{name.strip()}" for name in _SECTION.split(","))}
FROM passages p JOIN documents d ON d.number = p.document
JOIN sections s ON s.document = p.document AND s.ordinal = p.section
"""
# SQLite takes at most 999 parameters in its oldest builds.
_AT_ONCE = 900
# Mapped pages are read in place: a passage takes 4 us where copied ones take 7.
_MAPPED = 1 << 31


class RecordsWriter:
    """Writes the records of a segment, one document at a time."""

    def __init__(self, folder: Path) -> None:
        """Create the file; nothing is durable before `close`."""
        self._base = self.documents = self.passages = 0
        self._connection = sqlite3.connect(folder / RECORDS_FILE)
        # The folder is thrown away when a build breaks off, so no journal is needed.
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        self._connection.executescript(_TABLES)

    def add(self, entry: Entry, passages: Sequence[Passage], *, signature: bytes = b"") -> None:
        """Add a document with its passages, numbered on from those before."""
        document, number, first = entry.document, self.documents, self.passages
        head = (document.doc_id, document.title, document.issuer, document.as_of)
        tail = (document.sha256, document.source, entry.state, first, len(passages))
        held = (document.origin, document.licence, signature)
        whole = (_packed(document.blocks), _bytes(document.text))
        self._insert("documents", [(number, *head, *tail, *held, *whole)])
        self._insert("sections", (_section_row(number, each) for each in document.sections))
        self._insert(
            "passages",
            (_passage_row(first + i, number, passage=each) for i, each in enumerate(passages)),
        )
        self.documents, self.passages = number + 1, first + len(passages)

    def close(self) -> None:
        """Commit and close the file."""
        self._connection.commit()
        self._connection.close()

    def _insert(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return
        marks = ", ".join("?" * len(first))
        self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", first)
        self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


class Records:
    """Reads the records of a segment; numbers are those within the segment."""

    def __init__(self, folder: Path) -> None:
        """Open the file; raises sqlite3.Error where it is none."""
        self._path = folder / RECORDS_FILE
        place = self._path.resolve().as_uri()
        self._connection = sqlite3.connect(
            f"{place}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self.documents, self.passages = self._rows(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM passages)"
        )[0]

    def document(self, number: int) -> Document:
        """A document with its text and sections."""
        (row,) = self._rows(
            f"SELECT {_RECORD}, blocks, text FROM documents WHERE number = ?",
            number,
        )
        sections = self._rows(
            f"SELECT {_SECTION} FROM sections WHERE document = ? ORDER BY ordinal", number
        )
        doc_id, title, issuer, as_of, sha256, source, _, _, origin, licence, blocks, text = row
        if hashlib.sha256(text).hexdigest() != sha256:
            raise damaged(self._path)
        return Document(
            *(doc_id, title, issuer, as_of, _text(text)),
            *(tuple(map(_section, sections)), sha256, source, origin, licence),
            tuple(Block(PassageKind(kind), *span) for kind, *span in json.loads(blocks)),
        )

    def number_of(self, doc_id: str) -> int | None:
        """The number of a document; None where it is not here."""
        rows = self._rows("SELECT number FROM documents WHERE doc_id = ?", doc_id)
        return int(rows[0][0]) if rows else None

    def record(self, number: int) -> DocumentRecord:
        """What is known of a document, without its text."""
        return DocumentRecord(
            *self._rows(f"SELECT {_RECORD} FROM documents WHERE number = ?", number)[0]
        )

    def records(self) -> Iterator[tuple[int, DocumentRecord]]:
        """Every document's number and record, in order, without the texts."""
        cursor = self._connection.execute(
            f"SELECT number, {_RECORD} FROM documents ORDER BY number"
        )
        return ((row[0], DocumentRecord(*row[1:])) for row in cursor)

    def signatures(self) -> Iterator[tuple[int, str, bytes]]:
        """Number, id and signature of every document that has one, in order."""
        yield from self._connection.execute(
            "SELECT number, doc_id, signature FROM documents "
            "WHERE length(signature) ORDER BY number"
        )

    def span(self, document: int) -> tuple[int, int]:
        """The first passage of a document and the one after its last."""
        ((first, count),) = self._rows(
            "SELECT first, passages FROM documents WHERE number = ?", document
        )
        return first, first + count

    def read(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Passages by their numbers."""
        found: dict[int, Passage] = {}
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._rows(f"{_PASSAGE} WHERE p.number IN ({marks})", *some)
            found.update((row[0], self._passage(row)) for row in rows)
        return found

    def all_passages(self) -> Iterator[Passage]:
        """Every passage in order, a row at a time."""
        return map(self._passage, self._connection.execute(f"{_PASSAGE} ORDER BY p.number"))

    def passage_number(self, document: int, *, section: int, paragraph: int) -> int | None:
        """The number of a paragraph; None where there is none."""
        first, end = self.span(document)
        rows = self._rows(
            "SELECT number FROM passages WHERE number >= ? AND number < ? "
            "AND section = ? AND paragraph = ?",
            *(first, end, section, paragraph),
        )
        return int(rows[0][0]) if rows else None

    def _passage(self, row: Sequence[Any]) -> Passage:
        _, *head, checksum, text = row[:9]
        if checksum != _checksum(head, row[9:], text=text):
            raise damaged(self._path)
        doc_id, paragraph, kind, start, end, lead = head
        return Passage(
            passage_id=f"{doc_id}:{row[9]}.{paragraph}",
            doc_id=doc_id,
            section=_section(row[9:]),
            paragraph=paragraph,
            kind=PassageKind(kind),
            start=start,
            end=end,
            text=_text(text),
            lead=lead,
        )

    def _rows(self, query: str, *values: object) -> list[Any]:
        return self._connection.execute(query, values).fetchall()


def _packed(blocks: Iterable[Block]) -> str:
    return json.dumps([(str(block.kind), block.start, block.end) for block in blocks])


def _section_row(document: int, section: Section) -> tuple[object, ...]:
    path = json.dumps(section.path, ensure_ascii=False)
    place = (section.start, section.body, section.end, section.page, int(section.page_exact))
    return document, section.ordinal, path, *place


def _passage_row(number: int, document: int, *, passage: Passage) -> tuple[object, ...]:
    text, section = _bytes(passage.text), _section_row(document, passage.section)[1:]
    place = (passage.paragraph, str(passage.kind), passage.start, passage.end, passage.lead)
    checksum = _checksum((passage.doc_id, *place), section, text=text)
    return number, document, passage.section.ordinal, *place, checksum, text


def _checksum(place: Sequence[object], section: Sequence[object], *, text: bytes) -> int:
    """The checksum of all that is shown of a passage; numbers change when segments merge."""
    return zlib.crc32(text, zlib.crc32(repr((*place, *section)).encode()))


def _section(row: Sequence[Any]) -> Section:
    ordinal, path, start, body, end, page, exact = row
    return Section(ordinal, tuple(json.loads(path)), start, body, end, page, bool(exact))


def _bytes(text: str) -> bytes:
    # As bytes, for SQLite ends a text at its first NUL in some of its functions.
    return text.encode("utf-8")


def _text(data: bytes) -> str:
    return data.decode("utf-8")
