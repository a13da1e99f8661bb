"""The seams of the index stage; one contract suite in the tests runs over every implementation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .types import Mask, ModelInfo, Numbers, Role, Scores, Vectors


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
