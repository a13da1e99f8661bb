"""Lines in cells to the rows of a table: a cell goes to the column that it stands under."""

from __future__ import annotations

from collections.abc import Sequence

from .joining import joined
from .print import PrintLine, Run


def table_rows(lines: Sequence[PrintLine]) -> list[list[str]]:
    """The cells of each line, by the columns of the line that has most of them."""
    widest = max(lines, key=lambda line: len(line.runs)).runs
    rows = []
    for line in lines:
        cells: list[list[str]] = [[] for _ in widest]
        for run in line.runs:
            cells[_column(run, widest)].append(run.text)
        rows.append([joined(parts) for parts in cells])
    return rows


def _column(run: Run, columns: Sequence[Run]) -> int:
    """The column that a run overlaps most, else the nearest."""

    def distance(place: int) -> float:
        column = columns[place]
        return max(run.x0, column.x0) - min(run.x1, column.x1)

    return min(range(len(columns)), key=distance)
