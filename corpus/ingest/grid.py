"""Lines in cells to tables: a cell goes to the column that it stands under, a table over the page.

A table goes on on the next page where the columns agree, unless the first row there is a heading.
A row may take several lines, and be broken by the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from .joining import joined
from .print import PrintLine, Run

_Edges = tuple[tuple[float, float], ...]
_Rows = list[list[str]]
_FIGURE = re.compile(r"[\d.,，%％]+")


class Part(NamedTuple):
    """The rows of a table on one page, and the two ends of each of its columns."""

    page: int
    columns: _Edges
    rows: _Rows


def tables_of(lines: Sequence[PrintLine]) -> Iterator[list[Part]]:
    """The tables that successive lines in cells amount to, each in its parts by page."""
    table: list[Part] = []
    for (page, _), group in groupby(lines, key=lambda line: (line.page, _edges(line))):
        part = _part(page, list(group))
        if table and not _goes_on(table[-1], part):
            yield table
            table = []
        table = [*table[:-1], *_whole(table[-1], part)] if table else [part]
    if table:
        yield table


def _edges(line: PrintLine) -> tuple[float, ...]:
    """The edges of the columns, where they are ruled."""
    return line.row.edges if line.row else ()


def _part(page: int, lines: Sequence[PrintLine]) -> Part:
    if row := lines[0].row:
        columns = tuple(zip(row.edges, row.edges[1:], strict=False))
        return Part(page, columns, [list(line.row.cells) for line in lines if line.row])
    widest = max(lines, key=lambda line: len(line.runs)).runs
    rows: _Rows = []
    for line in lines:
        cells: list[list[str]] = [[] for _ in widest]
        for run in line.runs:
            cells[_column(run, widest)].append(run.text)
        texts = [joined(parts) for parts in cells]
        if rows and len(line.runs) == 1 and not cells[0]:
            rows[-1] = [joined(pair) for pair in zip(rows[-1], texts, strict=True)]
        else:
            rows.append(texts)
    return Part(page, tuple((run.x0, run.x1) for run in widest), rows)


def _column(run: Run, columns: Sequence[Run]) -> int:
    """The column that a run overlaps most, else the nearest."""

    def distance(place: int) -> float:
        column = columns[place]
        return max(run.x0, column.x0) - min(run.x1, column.x1)

    return min(range(len(columns)), key=distance)


def _goes_on(before: Part, part: Part) -> bool:
    """Whether a part stands in the columns of the one before, on the page before."""
    agree = len(before.columns) == len(part.columns) and all(
        max(one[0], two[0]) < min(one[1], two[1])
        for one, two in zip(before.columns, part.columns, strict=True)
    )
    is_next = part.page - before.page in (0, 1)
    return is_next and agree and (part.rows[0] == before.rows[0] or not _is_headed(part.rows))


def _whole(before: Part, part: Part) -> list[Part]:
    """Two parts of a table; the end of a row that the page broke goes to the first of them."""
    first, *others = part.rows
    *above, last = before.rows
    pairs = [*zip(last, first, strict=True)]
    if first[0] or not all(row[0] for row in before.rows + others):
        return [before, part]
    if any(all(map(_FIGURE.fullmatch, pair)) for pair in pairs):
        return [before, part]
    before = before._replace(rows=[*above, [joined(pair) for pair in pairs]])
    return [before, part._replace(rows=others)] if others else [before]


def _is_headed(rows: _Rows) -> bool:
    """Whether the first row has words above a column of figures."""
    first, *others = rows
    below = [[cell for cell in column if cell] for column in zip(*others, strict=True)]
    return any(
        cell and column and not _has_figure(cell) and all(map(_has_figure, column))
        for cell, column in zip(first, below, strict=False)
    )


def _has_figure(cell: str) -> bool:
    return re.search(r"\d", cell) is not None
