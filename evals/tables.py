"""The headline figures as a Markdown table: one command prints what the README shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .summary import HEADLINE, summarise
from .types import Run


def headline_table(runs: Sequence[Run]) -> str:
    """One run: measures by group, a table a split. Several: measures by run, all questions."""
    if len(runs) == 1:
        summary = summarise(runs[0].rows)
        return "\n\n".join(f"{split}\n\n{_table(groups)}" for split, groups in summary.items())
    by_split: dict[str, dict[str, Any]] = {}
    for finished in runs:
        for split, groups in summarise(finished.rows).items():
            by_split.setdefault(split, {})[finished.name] = groups["all"]
    return "\n\n".join(f"{split}\n\n{_table(columns)}" for split, columns in by_split.items())


def _table(columns: Mapping[str, Mapping[str, Any]]) -> str:
    """Measures down, columns across; each cell a mean with its 95 % interval."""
    order = (*HEADLINE, "risk_coverage_area", "length")
    names = [name for name in order if any(name in column for column in columns.values())]
    lines = [
        "| measure | " + " | ".join(columns) + " |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for name in names:
        cells = [_cell(column.get(name)) for column in columns.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(estimate: Mapping[str, float] | None) -> str:
    if estimate is None:
        return ""
    mean, low, high = (estimate[key] for key in ("mean", "low", "high"))
    digits = 0 if mean > 1 else 2
    if low == high:
        return f"{mean:.{digits}f}"
    return f"{mean:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"
