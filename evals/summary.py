"""A run in numbers: every measure by split and group, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from .risk import risk_coverage_area
from .types import Estimate, Row

HEADLINE = (
    "every_evidence@1",
    "every_evidence@5",
    "dense_evidence@5",
    "lexical_evidence@5",
    "late_evidence@5",
    "mrr@10",
    "ndcg@10",
    "correct",
    "first_right",
    "exact_figure",
    "citation_precision",
    "citation_recall",
    "verbatim",
    "offsets_right",
    "support",
    "refusal_precision",
    "refusal_recall",
    "answered",
)
"""The measures of the headline table, in its order; all: higher is better."""

# A percentile interval moves by less than half a point beyond this many resamples.
_RESAMPLES = 2000
_SEED = 20210601

Group = Callable[[Row], bool]

GROUPS: dict[str, Group] = {
    "all": lambda row: True,
    "zh": lambda row: row.lang != "en",
    "zh, the report's words": lambda row: row.lang != "en" and row.style == "report",
    "zh, worded away": lambda row: row.lang != "en" and row.style == "reworded",
    "zh, with typing errors": lambda row: row.lang != "en" and row.style == "noisy",
    "zh-Hant": lambda row: row.lang == "zh-Hant",
    "en": lambda row: row.lang == "en",
}
"""The groups of questions that are reported apart."""


def summarise(rows: Sequence[Row]) -> dict[str, Any]:
    """Estimates as JSON: {split: {group: {measure: {mean, low, high, n}}}}, empty ones left out."""
    splits = {split: [row for row in rows if row.split == split] for split in ("dev", "test")}
    return {
        split: {
            name: _measures([row for row in of_split if keep(row)])
            for name, keep in GROUPS.items()
            if any(keep(row) for row in of_split)
        }
        for split, of_split in splits.items()
        if of_split
    }


def values_of(rows: Sequence[Row], measure: str) -> list[float]:
    """The values of a measure over the rows to which it applies."""
    return [row.measures[measure] for row in rows if measure in row.measures]


def estimate(values: Sequence[float]) -> Estimate:
    """The mean and its 95 % percentile-bootstrap interval (Efron 1979); seeded."""
    from scipy.stats import bootstrap

    data = np.asarray(values, dtype=float)
    mean = float(data.mean())
    if len(data) < 2 or float(data.std()) == 0:
        return Estimate(mean, mean, mean, len(data))
    interval = bootstrap(
        (data,),
        np.mean,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Estimate(mean, float(interval.low), float(interval.high), len(data))


def _measures(rows: Sequence[Row]) -> dict[str, Any]:
    names = sorted({name for row in rows for name in row.measures})
    found = {name: asdict(estimate(values_of(rows, name))) for name in names}
    lengths = [len(row.answer) for row in rows if not row.refused]
    if lengths:
        found["length"] = asdict(estimate(lengths))
    area = risk_coverage_area(rows)
    found["risk_coverage_area"] = asdict(Estimate(area, area, area, len(rows)))
    return found
