"""The systems that are compared, and what each is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class System:
    """A system: its name, how it is put together, and what its environment installs.

    Without requirements it runs in the environment of this project.
    """

    name: str
    made_of: str
    requirements: tuple[str, ...] = ()


_JIEBA = "jieba==0.42.1"

SYSTEMS = (
    System("baipishu", "hybrid of clause vectors, BM25, late interaction and kind of answer"),
    System(
        "langchain",
        "FAISS and BM25Retriever (jieba) in an EnsembleRetriever 0.5/0.5",
        (
            *("langchain-classic==1.0.8", "langchain-community==0.4.2", "rank-bm25==0.2.2"),
            *("faiss-cpu==1.15.1", _JIEBA),
        ),
    ),
    System(
        "llamaindex",
        "FaissVectorStore and BM25Retriever (jieba) in a QueryFusionRetriever, reciprocal ranks",
        (
            *("llama-index-core==0.14.25", "llama-index-retrievers-bm25==0.8.0"),
            *("llama-index-vector-stores-faiss==0.7.0", "faiss-cpu==1.15.1", _JIEBA),
        ),
    ),
    System(
        "txtai",
        "Embeddings with hybrid=True over words cut by jieba",
        ("torch==2.13.0", "txtai==9.14.0", _JIEBA),
    ),
    System(
        "haystack",
        "InMemoryDocumentStore: embedding and BM25 retriever (jieba), joined by reciprocal ranks",
        ("haystack-ai==3.4.1", _JIEBA),
    ),
    System("bm25s", "BM25 alone over words cut by jieba", ("bm25s==0.3.16", _JIEBA)),
    System("numpy", "a scan of the passage vectors alone", ("numpy==2.4.6",)),
)
