"""txtai with its own hybrid index, over words that jieba has cut."""

from __future__ import annotations

from collections.abc import Sequence

import jieba
import numpy as np
from numpy.typing import NDArray
from txtai import Embeddings

Vectors = NDArray[np.float32]


class System:
    """Vectors and BM25, half each."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        words = [_cut(text) for text in texts]
        self._vectors = vectors_of = dict(zip(words, vectors, strict=True))

        def given(texts: list[str]) -> Vectors:
            return np.array([vectors_of[text] for text in texts], dtype=np.float32)

        self._embeddings = Embeddings(
            method="external",
            transform=given,
            hybrid=True,
            scoring={
                "method": "bm25",
                "terms": True,
                "normalize": True,
                "tokenizer": {"lowercase": True, "alphanum": False, "stopwords": False},
            },
        )
        self._embeddings.index((id, text, None) for id, text in zip(ids, words, strict=True))

    def search(self, question: str, vector: Vectors) -> list[str]:
        """Ids, best first."""
        words = _cut(question)
        self._vectors[words] = vector
        return [str(id) for id, _ in self._embeddings.search(words, 10)]


def _cut(text: str) -> str:
    return " ".join(jieba.lcut(text))
