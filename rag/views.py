"""What each view of a search says by itself, so that their weights can be tried out.

A passage's score is the sum over the views of weight x share; that of the lexical view is also
multiplied by `Views.sight`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import Scores

from .types import Hit


@dataclass(frozen=True, slots=True)
class Shares:
    """What a view adds to the score of a passage at weight 1; or the weights themselves."""

    dense: float
    lexical: float
    late: float
    kind: float


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where a passage stands in each view among those compared, from 1; equals by passage id."""

    dense: int
    lexical: int
    late: int


@dataclass(frozen=True, slots=True)
class Viewed:
    """A hit as the views see it."""

    hit: Hit
    ranks: Ranks
    shares: Shares


@dataclass(frozen=True, slots=True)
class Views:
    """A query as it was searched, and every passage that was compared, best first.

    `typed` is the query as it came, `query` as it was understood; `terms` are the official words
    that widened it, `parts` the single questions in it, () where it is one. `weights` are those
    that the ranking was made with; `sight` (0 to 1) is how much of the query the lexical view sees.
    """

    typed: str
    query: str
    terms: tuple[str, ...]
    parts: tuple[str, ...]
    weights: Shares
    sight: float
    rows: tuple[Viewed, ...]


def best_first(scores: Scores, ids: Sequence[str]) -> list[int]:
    """The numbers of some passages, ordered by (-score, passage_id)."""
    return sorted(range(len(ids)), key=lambda i: (-float(scores[i]), ids[i]))


def places(scores: Scores, ids: Sequence[str]) -> list[int]:
    """The rank of each passage in one view, in the order of `best_first`."""
    ranks = [0] * len(ids)
    for rank, i in enumerate(best_first(scores, ids), 1):
        ranks[i] = rank
    return ranks
