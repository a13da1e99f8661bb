"""A run in sentences: what somebody reads who reads nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from .pieces import of_split, run_headings, splits_of
from .summary import estimate, values_of
from .types import Row, Run

_MOST_RUNS = 3


def sentences(runs: Sequence[Run]) -> tuple[str, ...]:
    """One sentence for each run and split; none for more runs than one cares to read about."""
    if len(runs) > _MOST_RUNS:
        return ()
    return tuple(
        f"{heading}, {split}, {_said(of_split(run, split).rows)}"
        for heading, run in zip(run_headings(runs), runs, strict=True)
        for split in splits_of([run])
    )


def _said(rows: Sequence[Row]) -> str:
    said = [
        part
        for part in (
            _share(rows, "correct", words="of {n} answerable questions were answered rightly"),
            _share(
                rows, "every_evidence@5", words="had all evidence among the first five passages"
            ),
            _share(rows, "refusal_recall", words="of {n} unanswerable ones were refused"),
        )
        if part
    ]
    return f"{len(rows)} questions: {'; '.join(said)}."


def _share(rows: Sequence[Row], measure: str, *, words: str) -> str:
    values = values_of(rows, measure)
    if not values:
        return ""
    found = estimate(values)
    sure = found.low == found.high
    interval = "" if sure else f" ({found.low * 100:.0f}–{found.high * 100:.0f}\N{NO-BREAK SPACE}%)"
    return f"{found.mean * 100:.0f}\N{NO-BREAK SPACE}%{interval} {words.format(n=found.n)}"
