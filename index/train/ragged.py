"""Rows of different lengths in one flat array, and the few operations that batches are made with.

Everything is vectorised: a batch of two thousand texts is cut, thinned and translated in
milliseconds, so that the optimiser and not Python sets the pace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row r is `ids[starts[r]:starts[r + 1]]`."""

    ids: Ids
    starts: Numbers

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> Ragged:
        """Join rows that are lists."""
        kept = list(rows)
        flat = np.fromiter((i for row in kept for i in row), dtype=np.int32)
        return cls(flat, bounds(np.array([len(row) for row in kept], dtype=np.int64)))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Numbers:
        """How many entries each row has."""
        return np.diff(self.starts)

    def take(self, rows: npt.NDArray[np.integer]) -> Ragged:
        """The rows of these numbers, in this order, repeats allowed."""
        first = self.starts[rows]
        return self.cut(first, self.starts[rows + 1] - first)

    def cut(self, first: Numbers, lengths: Numbers) -> Ragged:
        """New rows: stretches of the flat array from `first` on."""
        starts = bounds(lengths)
        at = np.arange(starts[-1]) + np.repeat(first - starts[:-1], lengths)
        return Ragged(self.ids[at], starts)

    def keep(self, flags: Flags) -> Ragged:
        """Only the entries that are flagged; rows may become empty."""
        counts = np.concatenate([[0], np.cumsum(flags)])
        return Ragged(self.ids[flags], counts[self.starts])

    def owners(self) -> Numbers:
        """The row that each entry belongs to."""
        return np.repeat(np.arange(len(self)), self.lengths)


def bounds(lengths: Numbers) -> Numbers:
    """Where rows of these lengths start, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def replaced(
    rows: Ragged, flags: Flags, *, choices: Ragged, options: Ragged, draw: Numbers
) -> Ragged:
    """Rows in which each flagged entry gives way to one of its replacements, drawn at random.

    `options` row i lists the rows of `choices` that may stand for entry i; an entry without any
    stays. `draw` holds a large random number for each entry.
    """
    counts = options.lengths[rows.ids]
    swapped = flags & (counts > 0)
    if not swapped.any():
        return rows
    pick = options.ids[
        np.where(swapped, options.starts[rows.ids] + draw % np.maximum(counts, 1), 0)
    ]
    lengths = np.where(swapped, choices.lengths[pick], 1)
    starts = bounds(lengths)
    ids = np.empty(starts[-1], dtype=np.int32)
    ids[starts[:-1][~swapped]] = rows.ids[~swapped]
    inserted = choices.take(pick[swapped])
    at = np.arange(inserted.starts[-1]) + np.repeat(
        starts[:-1][swapped] - inserted.starts[:-1], inserted.lengths
    )
    ids[at] = inserted.ids
    return Ragged(ids, starts[rows.starts])
