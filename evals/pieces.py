"""The tables of a report, each a pure function of runs and their summaries.

Dev and test never share a figure: the first is looked at while building, the second is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .summary import GROUPS, HEADLINE
from .types import Estimate, Run
from .views import Cell, Line, Table
from .wording import OUTCOMES, Outcome, full_label, outcome, wording

Summary = Mapping[str, Any]

_SPLITS = ("dev", "test")
# Of the headline measures those that say most, so that a table by group fits a page.
_KEY = (
    "every_evidence@5",
    "mrr@10",
    "correct",
    "citation_precision",
    "citation_recall",
    "refusal_recall",
    "answered",
)
_BY_RUN = ("every_evidence@5", "correct", "refusal_recall")
_NOTHING = Cell("–")
# A mean of ones may come out a rounding error above one.
_ONE = 1 + 1e-9


def letters(runs: Sequence[Run]) -> tuple[str, ...]:
    """A short name for each run: A to Z, then AA, AB and so on, as in a spreadsheet."""
    return tuple(_letter(number) for number in range(len(runs)))


def run_headings(runs: Sequence[Run]) -> tuple[str, ...]:
    """What heads a run's column: its name, with its letter where there are several."""
    if len(runs) == 1:
        return (runs[0].name,)
    return tuple(f"{letter} {run.name}" for letter, run in zip(letters(runs), runs, strict=True))


def splits_of(runs: Sequence[Run]) -> tuple[str, ...]:
    """The splits that the runs hold, dev first."""
    held = {row.split for run in runs for row in run.rows}
    return tuple(split for split in _SPLITS if split in held)


def of_split(run: Run, split: str) -> Run:
    """A run cut down to the questions of one split."""
    return replace(run, rows=tuple(row for row in run.rows if row.split == split))


def headline_tables(runs: Sequence[Run], summaries: Sequence[Summary]) -> tuple[Table, ...]:
    """The headline measures: one run by split, several run beside run in a table a split."""
    splits = splits_of(runs)
    if len(runs) == 1:
        columns = {split: summaries[0][split]["all"] for split in splits}
        return (_headline("Headline measures", columns),)
    return tuple(
        _headline(f"Headline measures, {split}", _columns(runs, summaries, split=split))
        for split in splits
    )


def group_tables(runs: Sequence[Run], summaries: Sequence[Summary]) -> tuple[Table, ...]:
    """Groups of questions: one run with its key measures, several with one table a measure."""
    if len(runs) == 1:
        return tuple(
            _groups(
                f"Groups of questions, {split}",
                {full_label(name): _by_group(summaries[0][split], name) for name in _KEY},
            )
            for split in splits_of(runs)
        )
    return tuple(
        _groups(
            f"{full_label(name)} by group, {split}",
            {
                letter: _by_group(summary[split], name)
                for letter, summary in zip(letters(runs), summaries, strict=True)
            },
        )
        for split in splits_of(runs)
        for name in _BY_RUN
    )


def outcome_table(runs: Sequence[Run]) -> Table:
    """How many questions ended in which way."""
    lines = []
    for letter, run in zip(letters(runs), runs, strict=True):
        for split in splits_of(runs):
            found = [outcome(row) for row in of_split(run, split).rows]
            label = split if len(runs) == 1 else f"{letter}, {split}"
            lines.append(Line(label, tuple(_count(found, kind) for kind in OUTCOMES)))
    corner = "Split" if len(runs) == 1 else "Run, split"
    return Table("What became of the questions", corner, tuple(OUTCOMES), tuple(lines))


def speed_table(runs: Sequence[Run]) -> Table:
    """Time and memory; never gated, for they depend on the machine."""
    rows = {
        "Retrieve, median": [f"{run.speed.retrieve_p50:.1f} ms" for run in runs],
        "Retrieve, 95th percentile": [f"{run.speed.retrieve_p95:.1f} ms" for run in runs],
        "Answer, median": [f"{run.speed.answer_p50:.1f} ms" for run in runs],
        "Answer, 95th percentile": [f"{run.speed.answer_p95:.1f} ms" for run in runs],
        "Open the index": [f"{run.speed.open_s:.2f} s" for run in runs],
        "Memory at its peak": [f"{run.speed.peak_mib:.0f} MiB" for run in runs],
    }
    return _plain("Time and memory", "", runs=runs, rows=rows)


def settings_table(runs: Sequence[Run], *, differing: bool) -> Table:
    """The settings of the runs by dotted name; with `differing` those that are not all equal."""
    flat = [_flat(run.configuration) for run in runs]
    names = list(dict.fromkeys(name for values in flat for name in values))
    shown = {name: [_setting(values, name) for values in flat] for name in names}
    if differing:
        shown = {name: values for name, values in shown.items() if len(set(values)) > 1}
    caption = "Settings that differ" if differing else "All settings"
    return _plain(caption, "Setting", runs=runs, rows=shown)


def estimate_cell(found: Estimate | None) -> Cell:
    """A mean with its interval, where there is one."""
    if found is None:
        return _NOTHING
    is_share = found.high <= _ONE
    digits = 2 if is_share else 0
    sure = found.low == found.high
    return Cell(
        f"{found.mean:.{digits}f}",
        "" if sure else f"{found.low:.{digits}f}–{found.high:.{digits}f}",
        n=found.n,
        drawn=(found.low, found.mean, found.high) if is_share else None,
    )


def _letter(number: int) -> str:
    above, here = divmod(number, 26)
    return (_letter(above - 1) if above else "") + chr(ord("A") + here)


def _columns(runs: Sequence[Run], summaries: Sequence[Summary], *, split: str) -> dict[str, Any]:
    names = run_headings(runs)
    return {name: summary[split]["all"] for name, summary in zip(names, summaries, strict=True)}


def _headline(caption: str, columns: Mapping[str, Summary]) -> Table:
    order = (*HEADLINE, "risk_coverage_area", "length")
    names = [name for name in order if any(name in column for column in columns.values())]
    lines = tuple(
        Line(
            wording(name).label,
            tuple(_summarised(column, name) for column in columns.values()),
            meaning=wording(name).meaning,
            group=wording(name).group,
        )
        for name in names
    )
    return Table(caption, "Measure", tuple(columns), lines)


def _by_group(groups: Summary, measure: str) -> dict[str, Cell]:
    return {name: _summarised(measures, measure) for name, measures in groups.items()}


def _groups(caption: str, columns: Mapping[str, Mapping[str, Cell]]) -> Table:
    lines = tuple(
        Line(group, tuple(cells.get(group, _NOTHING) for cells in columns.values()))
        for group in GROUPS
        if any(group in cells for cells in columns.values())
    )
    return Table(caption, "Group", tuple(columns), lines)


def _summarised(measures: Summary, name: str) -> Cell:
    return estimate_cell(Estimate(**measures[name]) if name in measures else None)


def _count(found: Sequence[Outcome], kind: Outcome) -> Cell:
    share = found.count(kind) / len(found)
    return Cell(str(found.count(kind)), f"{share:.0%}")


def _plain(
    caption: str, corner: str, *, runs: Sequence[Run], rows: Mapping[str, Sequence[str]]
) -> Table:
    lines = tuple(Line(label, tuple(map(Cell, values))) for label, values in rows.items())
    return Table(caption, corner, run_headings(runs), lines)


def _flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        flat |= _flat(value, f"{name}.") if isinstance(value, Mapping) else {name: value}
    return flat


def _setting(values: Mapping[str, Any], name: str) -> str:
    if name not in values:
        return "–"
    value = values[name]
    if value is None:
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
