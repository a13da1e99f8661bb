"""A run in sentences: what somebody reads who reads nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from .pieces import of_split, splits_of
from .summary import estimate, values_of
from .types import Row, Run


def run_sentences(run: Run) -> tuple[str, ...]:
    """One sentence for each split of a run."""
    return tuple(_sentence(run, split) for split in splits_of([run]))


def _sentence(run: Run, split: str) -> str:
    rows = of_split(run, split).rows
    said = [
        part
        for part in (
            _share(rows, "correct", "of {n} answerable questions were answered rightly"),
            _share(rows, "every_evidence@5", "had all evidence among the first five passages"),
            _share(rows, "refusal_recall", "of {n} unanswerable ones were refused"),
        )
        if part
    ]
    return f"{run.name}, {split}, {len(rows)} questions: {'; '.join(said)}."


def _share(rows: Sequence[Row], measure: str, words: str) -> str:
    values = values_of(rows, measure)
    if not values:
        return ""
    found = estimate(values)
    sure = found.low == found.high
    interval = "" if sure else f" ({found.low * 100:.0f}–{found.high * 100:.0f} %)"
    return f"{found.mean * 100:.0f} %{interval} {words.format(n=found.n)}"
