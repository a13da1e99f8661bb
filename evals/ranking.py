"""The standard measures over passage ids, for BEIR sets and TREC exports.

`qrels` maps ids to grades (above 0 is relevant); they equal ir_measures' to 1e-9, which a property
test shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from .summary import estimate
from .types import Estimate

DEPTH = 10
"""How far down a ranking is looked at."""

_CUTOFFS = (1, 5, 10)


def ndcg(ranking: Sequence[str], qrels: Mapping[str, int], *, k: int) -> float:
    """DCG with gain = grade and discount log2(1 + rank), over the ideal DCG.

    Järvelin and Kekäläinen 2002, in the linear form of trec_eval.
    """
    ideal = _dcg(sorted(qrels.values(), reverse=True)[:k])
    return _dcg([qrels.get(id, 0) for id in ranking[:k]]) / ideal if ideal else 0.0


def reciprocal_rank(ranking: Sequence[str], qrels: Mapping[str, int], *, k: int) -> float:
    """1 / rank of the first relevant id among the first k, else 0 (Voorhees 1999)."""
    for rank, id in enumerate(ranking[:k], 1):
        if qrels.get(id, 0) > 0:
            return 1 / rank
    return 0.0


def recall(ranking: Sequence[str], qrels: Mapping[str, int], *, k: int) -> float:
    """The share of the relevant ids that is among the first k."""
    relevant = {id for id, grade in qrels.items() if grade > 0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else 0.0


def ranking_measures(
    rankings: Sequence[Sequence[str]], judgements: Sequence[Mapping[str, int]]
) -> dict[str, Estimate]:
    """Every measure over the queries; a ranking and its judgements stand at the same place."""
    judged = list(zip(rankings, judgements, strict=True))
    values = {
        f"ndcg@{DEPTH}": [ndcg(ids, qrels, k=DEPTH) for ids, qrels in judged],
        f"mrr@{DEPTH}": [reciprocal_rank(ids, qrels, k=DEPTH) for ids, qrels in judged],
    }
    for k in _CUTOFFS:
        values[f"recall@{k}"] = [recall(ids, qrels, k=k) for ids, qrels in judged]
    return {name: estimate(found) for name, found in values.items()}


def _dcg(grades: Sequence[int]) -> float:
    return sum(max(grade, 0) / math.log2(1 + rank) for rank, grade in enumerate(grades, 1))
