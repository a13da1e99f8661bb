"""The headline figures as a Markdown table: one command prints what the README shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from .summary import HEADLINE, summarise
from .types import Comparison, RetrievalScores, Run


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


def beir_table(found: Sequence[RetrievalScores]) -> str:
    """Public sets: one row a set and mode."""
    measures = list(next(iter(found[0].measures.values())))
    lines = ["| set | mode | " + " | ".join(measures) + " |", "|---" * (len(measures) + 2) + "|"]
    for scores in found:
        for mode, values in scores.measures.items():
            cells = [_cell(asdict(values[name])) for name in measures]
            lines.append(f"| {scores.name} | {mode} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def comparison_text(comparison: Comparison) -> str:
    """What changed between two runs, and every question won or lost with both answers."""
    lines = [f"{comparison.before} -> {comparison.after}"]
    for change in comparison.differences:
        lines.append(
            f"{change.measure:20} {change.before:.3f} -> {change.after:.3f}  "
            f"{change.after - change.before:+.3f} [{change.low:+.3f}, {change.high:+.3f}]  "
            f"p={change.p_value:.3f}  n={change.n}"
        )
    for title, pairs in (("won", comparison.wins), ("lost", comparison.losses)):
        lines.append(f"\n{title}: {len(pairs)}")
        for old, new in pairs:
            lines += [f"  {new.id} {new.question}", f"    before: {old.answer}"]
            lines.append(f"    after:  {new.answer}")
    return "\n".join(lines)


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
