"""Runs: the elements of an array that belong together, one run after the other.

Run number r goes from `firsts[r]` to the first of the next one, the last to the end of the array.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]


def places_of(firsts: Places, runs: Places, *, size: int) -> tuple[Places, Places]:
    """The places of these runs' elements in an array of `size`, and where each run begins there."""
    starts = firsts[runs]
    last = len(firsts) - 1
    ends = np.where(runs < last, firsts[np.minimum(runs + 1, last)], size)
    counts = ends - starts
    begin = np.cumsum(counts) - counts
    return np.arange(counts.sum()) + np.repeat(starts - begin, counts), begin
