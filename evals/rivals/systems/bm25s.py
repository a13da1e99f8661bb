"""The other floor: BM25 alone."""

from __future__ import annotations

from collections.abc import Sequence

import jieba
import numpy as np
from bm25s import BM25
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class System:
    """BM25 over the words that jieba cuts."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        self._ids = ids
        self._bm25 = BM25()
        self._bm25.index([jieba.lcut(text) for text in texts], show_progress=False)

    def search(self, question: str, vector: Vectors) -> list[str]:
        """Ids, best first."""
        rows, _ = self._bm25.retrieve([jieba.lcut(question)], k=10, show_progress=False)
        return [self._ids[row] for row in rows[0]]
