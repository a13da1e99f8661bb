"""Tables whose cells are ruled: the text within each cell, whatever its lines, to rows of cells."""

from __future__ import annotations

import statistics
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from .joining import joined
from .print import Row, Run
from .rules import NEAR, Rule, Rules
from .stitch import is_beside, stitched

# Fewer columns or rows with text are a box around text, or a figure.
_LEAST = 2
# In points: a row of one cell over the whole width is no higher.
_ROW = 40
# From the baseline to the middle of a line, in sizes.
_MIDDLE = 0.3


class _Grid(NamedTuple):
    """Edges of columns (left to right) and rows (top down, negated); the cell of every place."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[int, ...]

    def place(self, run: Run) -> int | None:
        """The number of the place, row by row, where a run stands."""
        column = bisect(self.xs, (run.x0 + run.x1) / 2) - 1
        row = bisect(self.ys, -(run.y + _MIDDLE * run.size)) - 1
        width = len(self.xs) - 1
        inside = 0 <= column < width and 0 <= row < len(self.ys) - 1
        return row * width + column if inside else None


def with_tables(runs: Sequence[Run], rules: Rules) -> list[Run]:
    """The runs of a page; those within a ruled table come as one for each of its rows."""
    left = list(runs)
    for grid in _grids(rules):
        rows = list(_rows(grid, left))
        columns = {
            place for row in rows if row.row for place, each in enumerate(row.row.cells) if each
        }
        if len(rows) >= _LEAST and len(columns) >= _LEAST:
            left = [run for run in left if grid.place(run) is None or run.row] + rows
    return left


def _grids(rules: Rules) -> Iterator[_Grid]:
    along, upright = rules
    crossings = [
        (one, len(along) + two)
        for one, flat in enumerate(along)
        for two, stem in enumerate(upright)
        if flat.covers(stem.at) and stem.covers(flat.at)
    ]
    roots = _roots(len(along) + len(upright), [*crossings, *_open_rows(along, upright)])
    for root in sorted(set(roots)):
        flats = [rule for rule, own in zip(along, roots, strict=False) if own == root]
        stems = [
            rule for rule, own in zip(upright, roots[len(along) :], strict=True) if own == root
        ]
        if flats and stems:
            yield _grid(flats, stems)


def _open_rows(along: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[int, int]]:
    """Lines one above the other that are the edges of a row, where no line closes the sides."""
    for place, (one, two) in enumerate(pairwise(along)):
        is_row = max(map(abs, (one.first - two.first, one.last - two.last))) <= NEAR
        ends = (one.first, one.last)
        if (
            is_row
            and two.at - one.at <= _ROW
            and not any(abs(stem.at - end) <= NEAR for stem in upright for end in ends)
        ):
            yield place, place + 1


def _grid(flats: Sequence[Rule], stems: Sequence[Rule]) -> _Grid:
    """The places between the lines; those with no line between them are one cell."""
    # A table may be open at its sides: its lines then end where they would stand.
    xs = _edges([rule.at for rule in stems], [end for rule in flats for end in rule[1:]])
    ys = _edges([-rule.at for rule in flats], [-end for rule in stems for end in rule[1:]])
    width, height = len(xs) - 1, len(ys) - 1
    open_pairs = [
        (place, place + 1)
        for place in range(width * height)
        if (place + 1) % width
        and not _is_parted(stems, at=xs[place % width + 1], place=-_middle(ys, place // width))
    ] + [
        (place, place + width)
        for place in range(width * (height - 1))
        if not _is_parted(flats, at=-ys[place // width + 1], place=_middle(xs, place % width))
    ]
    return _Grid(xs, ys, tuple(_roots(width * height, open_pairs)))


def _edges(lines: Iterable[float], ends: Sequence[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for place in sorted((*lines, min(ends), max(ends))):
        if not edges or place - edges[-1] > NEAR:
            edges.append(place)
    return tuple(edges)


def _middle(edges: Sequence[float], place: int) -> float:
    return (edges[place] + edges[place + 1]) / 2


def _is_parted(rules: Iterable[Rule], *, at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.covers(place) for rule in rules)


def _roots(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of `count` things the first of those that the pairs tie it to."""
    roots = list(range(count))

    def root(number: int) -> int:
        while roots[number] != number:
            roots[number] = roots[roots[number]]
            number = roots[number]
        return number

    for one, two in pairs:
        first, second = sorted((root(one), root(two)))
        roots[second] = first
    return [root(number) for number in range(count)]


def _rows(grid: _Grid, runs: Iterable[Run]) -> Iterator[Run]:
    """A run for each row with text; a cell over several places stands in each of them."""
    inside: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        place = grid.place(run)
        if place is not None:
            inside[grid.cells[place]].append(run)
    width = len(grid.xs) - 1
    texts = {cell: _text(found) for cell, found in inside.items()}
    before: tuple[int, ...] = ()
    for first in range(0, len(grid.cells), width):
        cells = grid.cells[first : first + width]
        words = tuple(texts.get(cell, "") for cell in cells)
        if cells != before and any(words):
            sizes = [run.size for cell in cells for run in inside.get(cell, ())]
            text = " ".join(word for word, _ in groupby(words) if word)
            y = -_middle(grid.ys, first // width)
            row = Row(words, grid.xs)
            yield Run(text, grid.xs[0], grid.xs[-1], y, statistics.median(sizes), row)
        before = cells


def _text(runs: Iterable[Run]) -> str:
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if lines and any(is_beside(run, other) for other in lines[-1]):
            lines[-1].append(run)
        else:
            lines.append([run])
    return joined(" ".join(run.text for run in stitched(line)) for line in lines)
