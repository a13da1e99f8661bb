"""What changed from one run to another: measures split by split, and questions won and lost."""

from __future__ import annotations

from collections.abc import Mapping

from .compare import compare
from .pieces import of_split, splits_of
from .types import Comparison, Difference, Row, Run
from .views import Cell, Line, Table
from .wording import full_label

Pair = tuple[Row, Row]

# A randomisation test of a few thousand shuffles cannot tell smaller ones apart.
_LEAST_P = 0.001
_VERDICTS = {"better": "▲ better", "worse": "▼ worse", "no clear change": "no clear change"}


def by_split(before: Run, after: Run) -> dict[str, Comparison]:
    """What changed in each split; raises RunError when the runs were made on different gold."""
    return {
        split: compare(of_split(before, split), of_split(after, split))
        for split in splits_of([before, after])
    }


def change_tables(compared: Mapping[str, Comparison]) -> tuple[Table, ...]:
    """How each measure changed, a table a split."""
    columns = ("Change", "Verdict", "Before", "After", "p")
    return tuple(
        Table(f"Changes, {split}", "Measure", columns, tuple(map(_change, found.differences)))
        for split, found in compared.items()
    )


def won(compared: Mapping[str, Comparison]) -> tuple[Pair, ...]:
    """The questions that were won, as rows before and after."""
    return tuple(pair for found in compared.values() for pair in found.wins)


def lost(compared: Mapping[str, Comparison]) -> tuple[Pair, ...]:
    """The questions that were lost, those first that fell most over all their measures."""
    pairs = [pair for found in compared.values() for pair in found.losses]
    return tuple(sorted(pairs, key=lambda pair: (-_fall(*pair), pair[0].id)))


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


def _fall(before: Row, after: Row) -> float:
    return sum(value - after.measures.get(name, 0.0) for name, value in before.measures.items())
