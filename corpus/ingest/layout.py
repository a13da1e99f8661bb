"""The runs of a page to lines in reading order: one column, or two with what spans both between."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from .print import Column, PrintLine, Run
from .stitch import is_beside, stitched

# The gutter of two columns is sought in the middle of the page, in steps of points, or fewer
# steps where a page is as large as a wall.
_MIDDLE = (0.35, 0.65)
_STEP = 3
_STEPS = 200
# Two columns of prose: lines on either side that mostly fill it, few (titles) across.
_SIDE_LINES = 4
_FILLED = 0.7
_ACROSS = 0.25


def gutter_of(runs: Sequence[Run], before: float | None) -> float | None:
    """Where the gap between two columns of prose stands, or None.

    The last page of a chapter may not fill its columns: that of the page `before` then holds on.
    """
    own = _gutter(runs)
    if own is not None or before is None:
        return own
    across = sum(run.x0 < before < run.x1 for run in runs)
    return before if across <= _ACROSS * len(runs) else None


def lines_of(runs: Sequence[Run], *, page: int, gutter: float | None) -> list[PrintLine]:
    """The lines of a page in the order in which they are read."""
    if gutter is None:
        return _lines(runs, page=page, column=Column.FULL)
    ordered: list[PrintLine] = []
    sides: tuple[list[Run], list[Run]] = ([], [])
    for run in sorted(runs, key=lambda run: -run.y):
        if run.x0 < gutter < run.x1:
            ordered += _columns(sides, page=page)
            sides = ([], [])
            ordered += _lines([run], page=page, column=Column.FULL)
        else:
            sides[run.x0 >= gutter].append(run)
    return [*ordered, *_columns(sides, page=page)]


def _columns(sides: tuple[list[Run], list[Run]], *, page: int) -> Iterator[PrintLine]:
    for side, column in zip(sides, (Column.LEFT, Column.RIGHT), strict=True):
        yield from _lines(side, page=page, column=column)


def _lines(runs: Sequence[Run], *, page: int, column: Column) -> list[PrintLine]:
    """The runs by baseline, from the top, each line from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if rows and any(is_beside(run, other) for other in rows[-1]):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [PrintLine(stitched(row), page, column) for row in rows]


def _gutter(runs: Sequence[Run]) -> float | None:
    runs = [run for run in runs if run.row is None]
    if len(runs) < 2 * _SIDE_LINES:
        return None
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    width = right - left
    first, last = (round(left + share * width) for share in _MIDDLE)
    places = range(first, last, max(_STEP, (last - first) // _STEPS))
    across = {place: sum(run.x0 < place < run.x1 for run in runs) for place in places}
    # Of places equally free of text the middle one, so that the gap is on both sides of it.
    fewest = [place for place in places if across[place] == min(across.values())]
    if not fewest:
        return None
    place = fewest[len(fewest) // 2]
    sides = (
        (_widths([run for run in runs if run.x1 <= place]), place - left),
        (_widths([run for run in runs if run.x0 >= place]), right - place),
    )
    if across[place] > _ACROSS * len(runs):
        return None
    is_prose = all(
        len(widths) >= _SIDE_LINES and statistics.median(widths) >= _FILLED * room
        for widths, room in sides
    )
    return place if is_prose else None


def _widths(side: Sequence[Run]) -> list[float]:
    """How wide the lines of a column are; justified words may stand wide apart."""
    lines = _lines(side, page=0, column=Column.FULL)
    return [line.x1 - line.x0 for line in lines]
