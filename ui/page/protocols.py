"""What the page asks of an assistant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from corpus import Document, Passage
from rag import Answer, Catalogue, Review, Views


class Answering(Protocol):
    """The part of `rag.Assistant` that the page uses."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that questions are about."""

    @property
    def catalogue(self) -> Catalogue:
        """The same by their titles."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
    ) -> Iterator[Answer]:
        """Answers each more complete than the one before; the last one counts."""

    def review(self, text: str) -> Review:
        """Every claim of a text with its verdict; raises CheckError."""

    def document(self, doc_id: str) -> Document:
        """Look a document up."""

    def passage(self, passage_id: str) -> Passage:
        """Look a passage up."""

    def views(self, query: str, *, doc_ids: Collection[str] | None = None) -> Views:
        """What each view of a search says of a query."""
