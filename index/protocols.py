"""The seams of the index stage; one contract suite in the tests runs over every implementation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from corpus import Document, Passage

from .text import Segmenter
from .types import DocumentRecord, Mask, ModelInfo, Numbers, Role, Scores, Vectors


class Embedder(Protocol):
    """Turns texts into vectors."""

    @property
    def info(self) -> ModelInfo:
        """The identity of the model."""
        ...

    def embed(self, texts: Sequence[str], role: Role = Role.PASSAGE) -> Vectors:
        """Embed texts as float32 rows of unit length, shape (len(texts), dimension).

        A text without tokens gives the zero vector, never NaN.
        """
        ...


class Scan(Protocol):
    """The scores of one query in one view."""

    def best(self, count: int, within: Mask | None = None) -> Numbers:
        """The best passages of those within, best first; fewer where the view finds no more."""
        ...

    def of(self, numbers: Numbers) -> Scores:
        """The scores of these passages; 0 where the view sees nothing in common."""
        ...


class Searcher(Protocol):
    """One view of the passages: dense, lexical or late interaction."""

    def scan(self, query: str) -> Scan:
        """Hold a query against the passages."""
        ...


class Lexical(Protocol):
    """The view that goes by words."""

    segmenter: Segmenter

    def scan(self, query: str, *, also: str = "", weight: float = 0.0) -> Scan:
        """Hold a query against the passages, and with `weight` what it may mean `also`."""
        ...

    def knows(self, token: str) -> bool:
        """Whether a passage has a token."""
        ...

    def idf(self, tokens: Sequence[str]) -> Scores:
        """How rare each token is."""
        ...

    def holding(self, text: str) -> Numbers | None:
        """The passages that may hold a text, folded; None where any may."""
        ...

    def titles(self) -> tuple[str, ...]:
        """Every 《title》 that the passages name, without its marks, in order."""
        ...


class Shelf(Protocol):
    """Documents and passages in one place, by their numbers there."""

    documents: int
    passages: int

    def document(self, number: int) -> Document:
        """A document with its text and sections."""
        ...

    def number_of(self, doc_id: str) -> int | None:
        """The number of a document; None where it is not here."""
        ...

    def records(self) -> Iterator[tuple[int, DocumentRecord]]:
        """Every document's number and record, in order, without the texts."""
        ...

    def span(self, document: int) -> tuple[int, int]:
        """The first passage of a document and the one after its last."""
        ...

    def read(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Passages by their numbers."""
        ...

    def all_passages(self) -> Iterator[Passage]:
        """Every passage in order."""
        ...

    def passage_number(self, document: int, *, section: int, paragraph: int) -> int | None:
        """The number of a paragraph; None where there is none."""
        ...
