"""How measures changed from one run to another, as tables."""

from __future__ import annotations

from .compare import compare
from .pieces import of_split, splits_of
from .types import Difference, Run
from .views import Cell, Line, Table
from .wording import full_label

# A randomisation test of a few thousand shuffles cannot tell smaller ones apart.
_LEAST_P = 0.001
_VERDICTS = {"better": "▲ better", "worse": "▼ worse", "no clear change": "no clear change"}


def change_tables(before: Run, after: Run) -> tuple[Table, ...]:
    """How each measure changed from one run to another, a table a split."""
    tables = []
    for split in splits_of([before, after]):
        found = compare(of_split(before, split), of_split(after, split))
        lines = tuple(_change(difference) for difference in found.differences)
        columns = ("Change", "Verdict", "Before", "After", "p")
        tables.append(Table(f"Changes, {split}", "Measure", columns, lines))
    return tuple(tables)


def verdict(change: Difference) -> str:
    """Whether a change is more than chance: whether its 95 % interval leaves out 0."""
    if change.low > 0:
        return "better"
    return "worse" if change.high < 0 else "no clear change"


def _change(change: Difference) -> Line:
    p_value = "< 0.001" if change.p_value < _LEAST_P else f"{change.p_value:.3f}"
    cells = (
        Cell(_signed(change.after - change.before), _between(change)),
        Cell(_VERDICTS[verdict(change)]),
        Cell(f"{change.before:.3f}"),
        Cell(f"{change.after:.3f}"),
        Cell(p_value),
    )
    return Line(full_label(change.measure), cells, meaning=f"{change.n} questions")


def _between(change: Difference) -> str:
    return f"{_signed(change.low)} to {_signed(change.high)}"


def _signed(value: float) -> str:
    """Three decimals with their sign, 0 without one."""
    text = f"{value:+.3f}"
    return "0.000" if float(text) == 0 else text.replace("-", "\N{MINUS SIGN}")
