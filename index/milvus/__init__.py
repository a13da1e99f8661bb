"""The store for more than one machine: everything that is searched lies in a Milvus engine.

An embedded engine in one file (milvus-lite) runs the same code. What stays on this machine: the
embedding model, the list of documents without their texts, and the published statistics.
"""

from .engine import Engine, reach_milvus
from .loading import load_entries, publish_entries
from .opened import open_milvus, read_held

__all__ = [
    "Engine",
    "load_entries",
    "open_milvus",
    "publish_entries",
    "reach_milvus",
    "read_held",
]
