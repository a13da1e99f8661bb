"""LlamaIndex as its guides put hybrid search together: a fusion of vectors and BM25."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import faiss
import jieba
import numpy as np
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.faiss import FaissVectorStore
from numpy.typing import NDArray

# The words are cut beforehand and parted by spaces, the one thing its tokenizer is told.
_WORDS = r"(?u)\S+"

Vectors = NDArray[np.float32]


class _Given(MockEmbedding):
    """Hands out the vector of the question that is being asked."""

    vector: Any = None

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self.vector]


class System:
    """Vectors and BM25 by reciprocal ranks."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        self._given = _Given(embed_dim=vectors.shape[1])
        rows = zip(ids, texts, vectors.tolist(), strict=True)
        nodes = [TextNode(id_=id, text=_cut(text), embedding=vector) for id, text, vector in rows]
        store = FaissVectorStore(faiss.IndexFlatIP(vectors.shape[1]))
        dense = VectorStoreIndex(
            nodes,
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=self._given,
        )
        words = BM25Retriever.from_defaults(
            nodes=nodes, similarity_top_k=10, skip_stemming=True, token_pattern=_WORDS
        )
        self._fusion = QueryFusionRetriever(
            [dense.as_retriever(similarity_top_k=10), words],
            llm=MockLLM(),
            similarity_top_k=10,
            num_queries=1,
            mode="reciprocal_rerank",
            use_async=False,
        )

    def search(self, question: str, vector: Vectors) -> list[str]:
        """Ids, best first."""
        self._given.vector = vector
        return [found.node.node_id for found in self._fusion.retrieve(_cut(question))]


def _cut(text: str) -> str:
    return " ".join(jieba.lcut(text))
