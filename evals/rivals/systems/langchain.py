"""LangChain as its guides put hybrid search together: an ensemble of FAISS and BM25."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jieba
import numpy as np
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_core.embeddings import FakeEmbeddings
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class _Given(FakeEmbeddings):
    """Hands out the vector of the question that is being asked."""

    vector: Any = None

    def embed_query(self, text: str) -> list[float]:
        """The vector at hand."""
        return list(self.vector)


class System:
    """FAISS and BM25, half each."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        self._given = _Given(size=vectors.shape[1])
        metadata = [{"id": id} for id in ids]
        pairs = list(zip(texts, vectors.tolist(), strict=True))
        faiss = FAISS.from_embeddings(pairs, self._given, metadatas=metadata)
        documents = [Document(text, metadata=m) for text, m in zip(texts, metadata, strict=True)]
        words = BM25Retriever.from_documents(documents, preprocess_func=jieba.lcut, k=10)
        dense = faiss.as_retriever(search_kwargs={"k": 10})
        self._ensemble = EnsembleRetriever(
            retrievers=[words, dense], weights=[0.5, 0.5], id_key="id"
        )

    def search(self, question: str, vector: Vectors) -> list[str]:
        """Ids, best first."""
        self._given.vector = vector
        return [found.metadata["id"] for found in self._ensemble.invoke(question)]
