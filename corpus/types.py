"""The values of the corpus stage: sources, Document, Section, Passage, the options of the split.

Every offset is a Unicode code point, 0-based, end-exclusive, into `Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read as a document, seen but not yet read.

    `path` is absolute with links followed; `sha256` that of the bytes, `note_sha256` that of what
    a sidecar TOML or SOURCE.md says of it, "" for nothing: the document is unchanged as long as
    both are.
    """

    path: Path
    sha256: str
    size: int
    note_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that cannot be read, and why, in words that name the next step."""

    path: Path
    reason: str


class PassageKind(StrEnum):
    """What a passage is on the page."""

    TEXT = "text"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it, up to the next heading of any depth.

    `text[start:body]` is the heading (empty where the section has none), `text[body:end]` its
    paragraphs. The sections of a document tile its body in reading order.
    """

    ordinal: int
    path: tuple[str, ...]
    start: int
    body: int
    end: int
    page: int | None = None
    page_exact: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a caption or the row of a table where the source's format tells them apart."""

    kind: PassageKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source text with its section tree: verbatim, or as taken out of a PDF, Word file, table.

    `blocks` are the paragraphs of formats that mark them, in order; () where lines have to tell.
    `origin` says where the source was published, `licence` under which terms; "" if unknown.
    `as_of` is an ISO 8601 date at the precision the source gives ("2021-06"), or "" where it gives
    none; such strings compare in time order. `sha256` is that of `text` in UTF-8;
    `source` the absolute path it was read from, or "" (the shipped report, a text in memory).
    """

    doc_id: str
    title: str
    issuer: str
    as_of: str
    text: str
    sections: tuple[Section, ...]
    sha256: str
    source: str = ""
    origin: str = ""
    licence: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: the unit that is indexed, found and cited.

    `document.text[start:end] == text`; `paragraph` counts from 1 within the section; `lead` is the
    leading sentence of a "——" paragraph, which names its topic (dashes and full stop left out), or
    "".
    """

    passage_id: str
    doc_id: str
    section: Section
    paragraph: int
    kind: PassageKind
    start: int
    end: int
    text: str
    lead: str = ""

    def index_text(self) -> str:
        """The text that search sees: the heading path, then the paragraph."""
        return "\n".join((*self.section.path, self.text))


@dataclass(frozen=True, slots=True)
class SplitOptions:
    """How a document is cut; `max_chars` bounds a passage (longer paragraphs part at sentences)."""

    max_chars: int = 1500


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An official term with the everyday words and the English for it."""

    term: str
    everyday: tuple[str, ...]
    english: tuple[str, ...]
