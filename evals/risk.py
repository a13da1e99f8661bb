"""Risk and coverage: what is gained by answering only the questions one is surest of."""

from __future__ import annotations

from collections.abc import Sequence

from .types import Row


def risk_coverage(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """(coverage, risk) as questions are answered in order of falling confidence.

    Coverage is the share answered so far, risk the share of those that are wrong; answering an
    unanswerable question is wrong (El-Yaniv and Wiener 2010).
    """
    ordered = sorted(rows, key=lambda row: (-row.confidence, row.id))
    wrong, curve = 0.0, []
    for answered, row in enumerate(ordered, 1):
        wrong += 1 - row.measures.get("correct", 0.0)
        curve.append((answered / len(ordered), wrong / answered))
    return curve


def risk_coverage_area(rows: Sequence[Row]) -> float:
    """The mean risk over all coverages (AURC, Geifman and El-Yaniv 2017); lower is better."""
    curve = risk_coverage(rows)
    return sum(risk for _, risk in curve) / len(curve) if curve else 0.0
