"""The values that the page shows, Source, Turn and Spot, and what a build reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import Document, Passage
from index import Likeness, Manifest
from rag import Answer, Titled


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that an answer cites or names as near, and the document it stands in."""

    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what became of it: an `error`, an `answer`, or neither while it is looked up.

    `final` is False while more of the answer is on its way.

    `key` names the turn in the page; it holds ASCII letters, digits and hyphens only. `sources`
    holds each passage that the answer cites or names as near once, `topics` what else the reader
    may ask about. `found` names the passages that the search found, best first, for a turn whose
    answer no longer holds its hits. `scope` holds the documents that were asked, none for all.
    """

    key: str
    question: str
    answer: Answer | None = None
    sources: tuple[Source, ...] = ()
    error: str | None = None
    final: bool = True
    topics: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    scope: tuple[Titled, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether the reader should wait for more."""
        return not self.final or (self.answer is None and self.error is None)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document that a reader was led to, empty where no span was named.

    `0 <= start <= end <= len(document.text)`; `note` tells the reader what was wrong with the way
    there, or is "".
    """

    document: Document
    start: int = 0
    end: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a build put what it read: a folder, or the engine at `uri` where there is none.

    What one of many workers loaded is not published yet.
    """

    folder: Path | None
    uri: str = ""
    is_published: bool = True

    @property
    def name(self) -> str:
        """The folder or the address."""
        return self.uri if self.folder is None else str(self.folder)

    @property
    def flags(self) -> str:
        """What names it on the command line."""
        if self.folder is None:
            return f"--store milvus --milvus-uri {self.uri}"
        return f"--index {self.folder}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of the files of a build.

    `added`, `updated` and `pruned` are document ids; `duplicates` maps files to the document that
    has the same text, `skipped` files to why they could not be read. `near` are those added or
    updated that are nearly the same as another.
    """

    manifest: Manifest
    added: tuple[str, ...]
    updated: tuple[str, ...]
    pruned: tuple[str, ...]
    unchanged: int
    duplicates: Mapping[str, str]
    skipped: Mapping[str, str]
    near: tuple[Likeness, ...] = ()
