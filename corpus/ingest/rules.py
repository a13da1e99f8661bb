"""The ruled lines of a printed page: thin boxes and straight strokes, along the page or down it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

# In points: what is thinner is a line; lines nearer than this are one, ends nearer than it meet.
NEAR = 3.0
# A cell is wider and higher than this; shorter strokes are ticks and hatching.
_LEAST = 6.0
# Maps and drawings hold more strokes and lines than any table; to compare them would take long.
_MOST = 5_000
_MOST_CROSSINGS = 10_000
_Point = tuple[float, float]


class Rule(NamedTuple):
    """A line: where it stands across its direction, and its two ends along it."""

    at: float
    first: float
    last: float

    def covers(self, place: float) -> bool:
        """Whether the line passes here."""
        return self.first - NEAR <= place <= self.last + NEAR


class Rules(NamedTuple):
    """The lines of a page: those from left to right, and those from the foot up."""

    along: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()

    def part(self, x0: float, x1: float, *, y: float) -> bool:
        """Whether an upright line stands between two places on one height."""
        return any(x0 <= rule.at <= x1 and rule.covers(y) for rule in self.upright)


def rules_of(page: pdfium.PdfPage) -> Rules:
    """The lines of a page, pieces of one line as one; none on a page full of drawings."""
    along: list[Rule] = []
    upright: list[Rule] = []
    for one, two in _strokes(page):
        if abs(one[0] - two[0]) <= NEAR:
            upright.append(Rule((one[0] + two[0]) / 2, *sorted((one[1], two[1]))))
        elif abs(one[1] - two[1]) <= NEAR:
            along.append(Rule((one[1] + two[1]) / 2, *sorted((one[0], two[0]))))
        if len(along) + len(upright) > _MOST:
            return Rules()
    rules = Rules(_whole(along), _whole(upright))
    return rules if len(rules.along) * len(rules.upright) <= _MOST_CROSSINGS else Rules()


def _strokes(page: pdfium.PdfPage) -> Iterator[tuple[_Point, _Point]]:
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, foot, right, top = shape.get_bounds()
        if min(right - left, top - foot) <= NEAR:
            yield (left, foot), (right, top)
            continue
        for one, two in pairwise(_corners(shape)):
            if one and two:
                yield one, two


def _corners(shape: pdfium.PdfObject) -> Iterator[_Point | None]:
    """The corners of a path on the page in drawing order; None where the pen is lifted."""
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start: _Point | None = None
    for number in range(min(raw.FPDFPath_CountSegments(shape), _MOST)):
        segment = raw.FPDFPath_GetPathSegment(shape, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        corner = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO:
            yield None
            start = corner if kind == raw.FPDF_SEGMENT_MOVETO else start
        yield corner
        if raw.FPDFPathSegment_GetClose(segment):
            yield start


def _whole(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The lines that pieces end to end, or side by side, amount to."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules):
        if rows and rule.at - rows[-1][-1].at <= NEAR / 2:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    return tuple(line for row in rows for line in _joined(row) if line.last - line.first >= _LEAST)


def _joined(row: list[Rule]) -> list[Rule]:
    lines: list[Rule] = []
    for rule in sorted(row, key=lambda rule: rule.first):
        if lines and lines[-1].covers(rule.first):
            last = max(lines[-1].last, rule.last)
            lines[-1] = lines[-1]._replace(last=last)
        else:
            lines.append(rule)
    return lines
