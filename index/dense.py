"""The dense view: windows as unit rows of an exact FAISS inner-product index.

A passage's score is the cosine of its best window. Rows lie grouped by passage, so the best is one
`maximum.reduceat` over the exact scores: no passage is lost to a cut-off.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from corpus import Passage

from .protocols import Embedder
from .types import Role, Scores, Table, Vectors, Window
from .vectors import unit_rows

_ROWS_FILE = "dense.faiss"
_WINDOWS_FILE = "windows.npy"


class DenseView:
    """Cosine of the query with the best window of each passage, from -1 to 1."""

    def __init__(self, rows: faiss.Index, windows: Table, *, embedder: Embedder) -> None:
        """Take rows and their windows, shape (n, 3): passage, start, end; grouped by passage."""
        self._rows = rows
        self._embedder = embedder
        self.windows = windows
        self._firsts = np.flatnonzero(np.diff(windows[:, 0], prepend=-1))

    def score(self, query: str) -> Scores:
        """Score every passage by its best window."""
        scores: Scores = np.maximum.reduceat(self.window_scores(query), self._firsts)
        return scores

    def window_scores(self, query: str) -> Scores:
        """Cosine of the query with every window, in the order of `windows`."""
        vector = self._embedder.embed([query], Role.QUERY)
        found, order = self._rows.search(vector, self._rows.ntotal)
        scores = np.empty(self._rows.ntotal, dtype=np.float32)
        scores[order[0]] = found[0]
        return scores


def build_dense(
    passages: Sequence[Passage],
    windows: Sequence[Window],
    *,
    embedder: Embedder,
    weight: float,
) -> tuple[faiss.Index, Table]:
    """Embed windows, lean each towards its heading path by `weight`, and index them."""
    vectors = embedder.embed([passages[w.passage].text[w.start : w.end] for w in windows])
    paths = [passages[w.passage].section.path for w in windows]
    vectors = _lean(vectors, paths, embedder=embedder, weight=weight)
    rows = faiss.IndexFlatIP(vectors.shape[1])
    rows.add(vectors)
    return rows, np.array([(w.passage, w.start, w.end) for w in windows], dtype=np.int32)


def write_dense(rows: faiss.Index, windows: Table, *, folder: Path) -> None:
    """Write through Python: FAISS itself fails on Windows paths with Chinese characters."""
    (folder / _ROWS_FILE).write_bytes(faiss.serialize_index(rows).tobytes())
    np.save(folder / _WINDOWS_FILE, windows, allow_pickle=False)


def read_dense(folder: Path) -> tuple[faiss.Index, Table]:
    """Read what `write_dense` wrote."""
    stored = np.frombuffer((folder / _ROWS_FILE).read_bytes(), dtype=np.uint8)
    return faiss.deserialize_index(stored), np.load(folder / _WINDOWS_FILE, allow_pickle=False)


def _lean(
    vectors: Vectors,
    paths: Sequence[tuple[str, ...]],
    *,
    embedder: Embedder,
    weight: float,
) -> Vectors:
    if weight == 0:
        return vectors
    distinct = sorted(set(paths))
    embedded = embedder.embed([" ".join(path) for path in distinct])
    number = {path: i for i, path in enumerate(distinct)}
    leaning = vectors + weight * embedded[[number[path] for path in paths]]
    return unit_rows(leaning)
