"""The dense view: windows as unit rows, a passage's score the cosine of its best window.

Rows lie grouped by passage. While the index is small every window is scored, so no passage is lost
to a cut-off; beyond that the nearest windows are searched for, and any other passage that is asked
about is scored by its own windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import Passage

from .arrays import read_array
from .protocols import Embedder
from .rows import EXACT_ROWS, Rows, read_rows, write_exact, write_packed
from .runs import Places, places_of
from .scan import Full, Partial, best_of
from .types import Mask, Numbers, Role, Scores, Table, Vectors, Window
from .vectors import unit_rows

_WINDOWS_FILE = "windows.npy"
# Scoring so many rows takes less than a millisecond.
_ALL = 4_096
# Windows searched for, for every passage that is wanted: most have fewer among the nearest.
_PER_PASSAGE = 10
# How recall is measured: on so many queries, of the first ten of a pool as searches take it.
_MEASURED, _FIRST, _WANTED = 64, 10, 100
_BLOCK, _SEED = 20_000, 0


@dataclass(frozen=True, slots=True)
class DenseSegment:
    """Rows and their windows, shape (n, 3): passage, start, end; grouped by passage."""

    rows: Rows
    windows: Table
    firsts: Places

    @property
    def passages(self) -> int:
        """How many passages have windows here: all of the segment."""
        return len(self.firsts)

    def of(self, passages: Numbers) -> tuple[Places, Places]:
        """The rows of passages one after the other, and where each passage's begin."""
        return places_of(self.firsts, passages, size=len(self.windows))

    def nearest(
        self, vector: Vectors, count: int, *, within: Mask | None = None
    ) -> tuple[Numbers, Scores]:
        """About `count` passages or more with the best windows, in order, and their scores."""
        allowed = None if within is None else self.of(np.flatnonzero(within))[0]
        places, found = self.rows.search(vector, count * _PER_PASSAGE, allowed=allowed)
        order = np.argsort(-found, kind="stable")
        owners, first = np.unique(self.windows[places[order], 0], return_index=True)
        return owners.astype(np.int64), found[order][first]


def segment_of(rows: Rows, windows: Table) -> DenseSegment:
    """Rows with their windows."""
    return DenseSegment(rows, windows, np.flatnonzero(np.diff(windows[:, 0], prepend=-1)))


class DenseView:
    """Cosine of the query with the best window of each passage, from -1 to 1."""

    def __init__(self, segments: Sequence[DenseSegment], *, embedder: Embedder) -> None:
        """Take the segments in order."""
        self._segments = segments
        self._embedder = embedder
        self._bases = np.cumsum([0, *(segment.passages for segment in segments)])

    @property
    def is_exact(self) -> bool:
        """Whether every window is scored for every query."""
        return sum(len(segment.windows) for segment in self._segments) <= _ALL

    def scan(self, query: str) -> Full | Partial:
        """Score every passage of a small index by its best window, else search for the best."""
        vector = self._embedder.embed([query], Role.QUERY)
        if self.is_exact:
            return Full(self._every(vector))
        return Partial(
            lambda count, within: self._best(vector, count, within=within),
            lambda numbers: self._scores(vector, numbers),
        )

    def _every(self, vector: Vectors) -> Scores:
        scores = []
        for segment in self._segments:
            cosines = np.empty(len(segment.windows), dtype=np.float32)
            places, found = segment.rows.search(vector, len(segment.windows))
            cosines[places] = found
            scores.append(np.maximum.reduceat(cosines, segment.firsts))
        return np.concatenate(scores)

    def _best(self, vector: Vectors, count: int, *, within: Mask | None) -> Numbers:
        numbers, scores = [], []
        for segment, base in zip(self._segments, self._bases, strict=False):
            inside = None if within is None else within[base : base + segment.passages]
            owners, found = segment.nearest(vector, count, within=inside)
            numbers.append(base + owners)
            scores.append(found)
        return np.concatenate(numbers)[best_of(np.concatenate(scores), count)]

    def _scores(self, vector: Vectors, numbers: Numbers) -> Scores:
        scores = np.zeros(len(numbers), dtype=np.float32)
        homes = np.searchsorted(self._bases, numbers, side="right") - 1
        for home in np.unique(homes):
            here = np.flatnonzero(homes == home)
            segment = self._segments[home]
            places, begin = segment.of(numbers[here] - self._bases[home])
            scores[here] = np.maximum.reduceat(segment.rows.vectors(places) @ vector[0], begin)
        return scores


def recall_of(segment: DenseSegment) -> float:
    """The share of the exact first ten passages that a search finds, over rows taken as queries."""
    rng = np.random.default_rng(_SEED)
    places = np.sort(rng.choice(len(segment.windows), _MEASURED, replace=False))
    queries = segment.rows.vectors(places)
    exact = np.full((len(queries), segment.passages), -1, dtype=np.float32)
    for at in range(0, segment.passages, _BLOCK):
        numbers = np.arange(at, min(at + _BLOCK, segment.passages))
        rows, begin = segment.of(numbers)
        cosines = queries @ segment.rows.vectors(rows).T
        exact[:, numbers] = np.maximum.reduceat(cosines, begin, axis=1)
    shares = [
        len(np.intersect1d(best_of(scores, _FIRST), _first(segment, query))) / _FIRST
        for scores, query in zip(exact, queries, strict=True)
    ]
    return round(float(np.mean(shares)), 4)


def _first(segment: DenseSegment, query: Scores) -> Numbers:
    numbers, scores = segment.nearest(query[None], _WANTED)
    return numbers[best_of(scores, _FIRST)]


def embed_windows(
    passages: Sequence[Passage],
    windows: Sequence[Window],
    *,
    embedder: Embedder,
    weight: float,
) -> tuple[Vectors, Table]:
    """Embed windows and lean each towards its heading path by `weight`."""
    vectors = embedder.embed([passages[w.passage].text[w.start : w.end] for w in windows])
    paths = [passages[w.passage].section.path for w in windows]
    vectors = _lean(vectors, paths, embedder=embedder, weight=weight)
    table = np.array([(w.passage, w.start, w.end) for w in windows], dtype=np.int32)
    return vectors, table.reshape(-1, 3)


def write_dense(blocks: Iterable[Vectors], windows: Table, *, folder: Path, pack: bool) -> None:
    """Write rows and windows, in bytes without codes where `pack` is true or they are many."""
    np.save(folder / _WINDOWS_FILE, windows, allow_pickle=False)
    if pack or len(windows) > EXACT_ROWS:
        write_packed(blocks, len(windows), folder=folder)
    else:
        write_exact(np.concatenate(list(blocks)), folder)


def read_windows(folder: Path) -> Table:
    """Map the windows that `write_dense` wrote."""
    windows: Table = read_array(folder / _WINDOWS_FILE)
    return windows


def read_dense(folder: Path) -> DenseSegment:
    """Read the rows and windows of a segment."""
    return segment_of(read_rows(folder), read_windows(folder))


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
