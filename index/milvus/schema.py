"""The collections of an index: their fields, and the index of each that is searched."""

from __future__ import annotations

from typing import Any

# The most bytes that a text field takes.
_FIELD = 65_535
# The embedded engine compares all windows faster than it walks a graph.
_EXACT: dict[str, Any] = {"index_type": "FLAT"}
_GRAPH: dict[str, Any] = {"index_type": "HNSW", "params": {"M": 16, "efConstruction": 200}}


def fields_of(dimension: int, *, embedded: bool) -> dict[str, dict[str, dict[str, Any]]]:
    """The fields of each collection, and how those that are searched are indexed."""
    from pymilvus import DataType as T

    number = {"datatype": T.INT64}
    text = {"datatype": T.VARCHAR, "max_length": _FIELD}
    return {
        "passages": {
            "passage": {**number, "is_primary": True},
            "document": number,
            "folded": text,
            "body": {"datatype": T.JSON},
            "terms": {
                "datatype": T.SPARSE_FLOAT_VECTOR,
                "index": {"index_type": "SPARSE_INVERTED_INDEX"},
            },
        },
        "windows": {
            "window": {"datatype": T.VARCHAR, "max_length": 64, "is_primary": True},
            "passage": number,
            "document": number,
            "vector": {
                "datatype": T.FLOAT_VECTOR,
                "dim": dimension,
                "index": _EXACT if embedded else _GRAPH,
            },
        },
        "texts": {
            "part": {"datatype": T.VARCHAR, "max_length": 256, "is_primary": True},
            "owner": {"datatype": T.VARCHAR, "max_length": 128},
            "about": {"datatype": T.JSON},
            "body": text,
            # The engine takes no collection without a vector.
            "unused": {"datatype": T.FLOAT_VECTOR, "dim": 2, "index": _EXACT},
        },
    }
