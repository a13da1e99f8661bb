"""The documents of an assistant by their titles, for readers who choose which ones to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus import Document
from index import DocumentRecord, fold


@dataclass(frozen=True, slots=True)
class Titled:
    """What a reader knows a document by; `issuer` and `as_of` are "" where they are not known."""

    doc_id: str
    title: str
    issuer: str = ""
    as_of: str = ""


class Catalogue:
    """Titles, issuers and dates in memory, about half a kilobyte a document, and never a text."""

    def __init__(self, documents: Iterable[Document | DocumentRecord]) -> None:
        """Take the documents, or what is recorded of them, in the order in which to list them."""
        entries = (Titled(each.doc_id, each.title, each.issuer, each.as_of) for each in documents)
        self._entries = {each.doc_id: each for each in entries}
        self._folded = {each.doc_id: _folded(each) for each in self._entries.values()}

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._entries

    def named(self, doc_ids: Iterable[str]) -> tuple[Titled, ...]:
        """The documents of these ids that are here, each once, in this order."""
        return tuple(self._entries[name] for name in dict.fromkeys(doc_ids) if name in self)

    def find(self, words: str, *, most: int) -> tuple[int, tuple[Titled, ...]]:
        """How many documents have every word in title, issuer, date or id, and the first of them.

        Scripts and widths of letters do not matter; without words every document is found.
        """
        wanted = fold(words).split()
        found = [
            name for name, text in self._folded.items() if all(word in text for word in wanted)
        ]
        return len(found), tuple(self._entries[name] for name in found[:most])


def _folded(entry: Titled) -> str:
    return fold(f"{entry.title} {entry.issuer} {entry.as_of} {entry.doc_id}")
