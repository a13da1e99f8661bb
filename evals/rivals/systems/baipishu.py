"""This product as it ships: it makes its own vectors, of clauses, from the passages' text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

# Started as a file, Python knows only this folder.
sys.path.insert(0, str(Path(__file__).parents[3]))

import numpy as np
from numpy.typing import NDArray

from rag import Assistant, Settings

Vectors = NDArray[np.float32]


class System:
    """The shipped report's index, built anew."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        self._cache = TemporaryDirectory()
        self._assistant = Assistant.open(settings=Settings(cache_dir=self._cache.name))

    def search(self, question: str, vector: Vectors) -> list[str]:
        """Ids, best first."""
        return [hit.passage_id for hit in self._assistant.search(question, top_k=10)]
