"""A query's scores in one view: the best passages, and the scores of any others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .types import Mask, Numbers, Scores

# The highest of so many groups for every score that is wanted are found in a tenth of the time
# that half a million scores take, and hardly two of the best are in one group.
_GROUPS = 32


class Full:
    """Scores of every passage."""

    def __init__(self, scores: Scores) -> None:
        """Take one score per passage, by its number."""
        self.scores = scores

    def best(self, count: int, within: Mask | None = None) -> Numbers:
        """The best passages of those within, best first, by number where scores are equal."""
        if within is None:
            return best_of(self.scores, count)
        numbers = np.flatnonzero(within)
        return numbers[best_of(self.scores[numbers], count)]

    def of(self, numbers: Numbers) -> Scores:
        """The scores of these passages."""
        return self.scores[numbers]


class Partial:
    """The best passages that a search found; scores of others are computed when asked for."""

    def __init__(
        self,
        search: Callable[[int, Mask | None], Numbers],
        score: Callable[[Numbers], Scores],
    ) -> None:
        """Take how to search for so many best passages, and how to score given ones."""
        self._search = search
        self._score = score

    def best(self, count: int, within: Mask | None = None) -> Numbers:
        """The best passages of those within, best first."""
        return self._search(count, within)

    def of(self, numbers: Numbers) -> Scores:
        """The scores of these passages."""
        return self._score(numbers)


def best_of(scores: Scores, count: int) -> Numbers:
    """The places of the highest scores, highest first, by place where they are equal."""
    if len(scores) <= 4 * count:
        return np.argsort(-scores, kind="stable")[:count]
    floor = _reached(scores, count)
    above = np.flatnonzero(scores > floor)
    best = above[np.argsort(-scores[above], kind="stable")][:count]
    # Fewer are above only where the last of them is as high as the floor, as many others may be.
    return np.concatenate([best, np.flatnonzero(scores == floor)[: count - len(best)]])


def _reached(scores: Scores, count: int) -> np.float32:
    """A score that at least `count` reach, and of many scores few more than that."""
    groups = _GROUPS * count
    height = len(scores) // groups
    if height > 1:
        # Each of the groups whose highest scores are the first `count` has one that reaches it.
        scores = scores[: height * groups].reshape(height, groups).max(axis=0)
    reached: np.float32 = np.partition(scores, len(scores) - count)[len(scores) - count]
    return reached
