"""Fusion: one score from several views of the same passages."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from index import Scores

# Cormack, Clarke and Büttcher 2009; 60 is the constant of the paper.
_RRF_CONSTANT = 60
# Between 2 and 10 all but equal, on the dev questions and on XQuAD and CMRC2018 alike.
_FULL_SIGHT = 4.0


def sight(best: float, rarity: float) -> float:
    """How much the lexical view can see of a question, 0 to 1: what its vote is worth.

    `best` is its highest score, `rarity` the summed rarity of the question's tokens. A question in
    the report's words reaches a quarter of that and more, one worded away or in another language
    next to nothing, and then a vote on stray words would only do harm.
    """
    return min(1.0, _FULL_SIGHT * best / rarity) if rarity > 0 else 0.0


def standardised_sum(views: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """Sum over views of weight x (score - mean) / standard deviation, over the passages given.

    A view that scores everything alike says nothing and adds nothing.
    """
    total = np.zeros(len(next(iter(views.values()))), dtype=np.float32)
    for name, scores in views.items():
        # The deviation of equal scores may come out above 0 by rounding.
        if len(scores) and scores.min() < scores.max():
            total += weights[name] * (scores - scores.mean()) / scores.std()
    return total


def reciprocal_ranks(views: Mapping[str, Scores], weights: Mapping[str, float]) -> Scores:
    """Sum over views of weight / (60 + rank); equal scores share the better rank."""
    total = np.zeros(len(next(iter(views.values()))), dtype=np.float32)
    for name, scores in views.items():
        better = np.sort(-scores)
        ranks = np.searchsorted(better, -scores, side="left") + 1
        total += weights[name] / (_RRF_CONSTANT + ranks)
    return total
