"""The seams of the index stage; one contract suite in the tests runs over every implementation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from .types import ModelInfo, Role, Scores, Vectors


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


class Searcher(Protocol):
    """One view of the passages: dense, lexical or late interaction."""

    def score(self, query: str) -> Scores:
        """Score every passage for a query; 0 where the view sees nothing in common."""
        ...
