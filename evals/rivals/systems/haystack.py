"""Haystack as its guides put hybrid search together: two retrievers and a joiner."""

from __future__ import annotations

from collections.abc import Sequence

import jieba
import numpy as np
from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from numpy.typing import NDArray

# The words are cut beforehand and parted by spaces.
_WORDS = r"(?u)\S+"

Vectors = NDArray[np.float32]


class System:
    """Vectors and BM25 by reciprocal ranks."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        store = InMemoryDocumentStore(bm25_tokenization_regex=_WORDS)
        rows = zip(ids, texts, vectors.tolist(), strict=True)
        store.write_documents([Document(id=id, content=_cut(t), embedding=v) for id, t, v in rows])
        self._words = InMemoryBM25Retriever(store, top_k=10)
        self._dense = InMemoryEmbeddingRetriever(store, top_k=10)
        self._joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=10)

    def search(self, question: str, vector: Vectors) -> list[str]:
        """Ids, best first."""
        words = self._words.run(query=_cut(question))["documents"]
        dense = self._dense.run(query_embedding=vector.tolist())["documents"]
        return [found.id for found in self._joiner.run(documents=[words, dense])["documents"]]


def _cut(text: str) -> str:
    return " ".join(jieba.lcut(text))
