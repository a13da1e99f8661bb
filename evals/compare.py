"""Comparing two runs of the same questions, pair by pair.

Means of a few hundred questions move by chance; so each difference comes with a paired bootstrap
interval (Efron 1979) and the p-value of a paired randomisation test (Fisher 1935; Smucker, Allan
and Carterette 2007), both through scipy, both seeded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .errors import RunError
from .summary import HEADLINE
from .types import Comparison, Difference, Row, Run

_RESAMPLES = 5000
_SEED = 20210601
# The one measure by which a question is won or lost: was it answered rightly?
_DECIDING = "correct"


def compare(before: Run, after: Run, *, measures: Sequence[str] = HEADLINE) -> Comparison:
    """What changed from one run to the other, measure by measure and question by question.

    Raises RunError when the runs were made on different gold sets.
    """
    if before.gold_sha256 != after.gold_sha256:
        raise RunError(
            f"{before.name} and {after.name} were run on different gold sets "
            f"({before.gold_sha256[:12]}, {after.gold_sha256[:12]}); run one of them again"
        )
    pairs = list(zip(before.rows, after.rows, strict=True))
    differences = [difference(pairs, measure) for measure in measures]
    return Comparison(
        before=before.name,
        after=after.name,
        differences=tuple(found for found in differences if found is not None),
        wins=tuple(pair for pair in pairs if _gain(pair) > 0),
        losses=tuple(pair for pair in pairs if _gain(pair) < 0),
    )


def difference(pairs: Sequence[tuple[Row, Row]], measure: str) -> Difference | None:
    """The change of one measure over the questions to which it applies in both; None for none."""
    values = [
        (old.measures[measure], new.measures[measure])
        for old, new in pairs
        if measure in old.measures and measure in new.measures
    ]
    if not values:
        return None
    old, new = np.array(values).T
    low, high, p_value = _significance(new - old)
    return Difference(
        measure=measure,
        before=float(old.mean()),
        after=float(new.mean()),
        low=low,
        high=high,
        p_value=p_value,
        n=len(values),
    )


def _significance(changes: np.ndarray) -> tuple[float, float, float]:
    """The 95 % interval of the mean change and the probability of as large a one by chance."""
    from scipy.stats import bootstrap, permutation_test

    mean = float(changes.mean())
    if len(changes) < 2 or float(changes.std()) == 0:
        return mean, mean, 1.0 if mean == 0 else 0.0
    interval = bootstrap(
        (changes,),
        np.mean,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    flipped = permutation_test(
        (changes,),
        np.mean,
        permutation_type="samples",
        n_resamples=_RESAMPLES,
        rng=np.random.default_rng(_SEED),
    )
    return float(interval.low), float(interval.high), float(flipped.pvalue)


def _gain(pair: tuple[Row, Row]) -> float:
    old, new = (row.measures.get(_DECIDING, row.measures.get("refusal_recall", 0)) for row in pair)
    return new - old
