"""Comparisons: the difference or the sum of two quoted figures, computed exactly.

Both figures must stand in the quotes and carry the same unit; where another pair could be meant,
nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from .evidence import Closeness, Computed, Place
from .measured import Measured, measured, members, printed
from .types import Asked, Question, Quote
from .units import counts

# Two things must be named: "一共多少件" asks for a figure that the report gives.
_SUM = re.compile(
    r"[和与跟加].*(?:合计|一共|总共|[加合]起来|加在一起)"
    r"|\band\b.*\b(?:together|combined|in total)\b",
    re.IGNORECASE,
)
# A change as printed has been computed already: "同比下降25.3%" is no side of a comparison.
_CHANGE = re.compile(
    r"(?:同比|环比|比上年|比去年|增[长加幅]|下降|减少|上升|提高|降低|提升)\w{0,3}$"
)
_RANGE = frozenset("至到—–~～-")
_Side = tuple[int, Measured]


def computed(
    question: Question, quotes: Sequence[Quote], *, closeness: Closeness
) -> Computed | None:
    """What the two figures that the question compares give, or None where there are no such two.

    They are the only two of their unit in the first two quotes, and one is closest to the question.
    """
    wants_sum = _SUM.search(question.searched) is not None
    if question.asks is not Asked.COMPARISON and not wants_sum:
        return None
    stated = [
        (number, member, figure)
        for number, quote in enumerate(quotes[:2])
        for member in members(quote.text)
        for figure in _apart(member)
        if not _CHANGE.search(member[: figure.start])
    ]
    if len(stated) < 2:
        return None
    closest = int(np.argmax(closeness([member for _, member, _ in stated])))
    unit = stated[closest][2].unit
    sides = [(number, figure) for number, _, figure in stated if figure.unit == unit]
    asked = question.unit
    if len(sides) != 2 or (asked and not counts(sides[0][1].text, asked)):
        return None
    return _result(sides[0], sides[1], wants_sum=wants_sum)


def _apart(member: str) -> Iterator[Measured]:
    """The figures of a member of a clause without the ends of a range: 5倍至10倍 is one thing."""
    figures = measured(member)
    for figure in figures:
        others = (sorted((figure, other), key=lambda one: one.start) for other in figures)
        if not any(member[one.end : two.start] in _RANGE for one, two in others):
            yield figure


def _result(left: _Side, right: _Side, *, wants_sum: bool) -> Computed | None:
    (_, one), (_, two) = left, right
    value = one.value + two.value if wants_sum else abs(one.value - two.value)
    if not value or (wants_sum and one.unit == "%"):
        return None
    # Percentages differ by percentage points.
    unit = "个百分点" if one.unit == "%" else one.unit
    about = "约" if one.rough or two.rough else ""
    places = (Place(left[0], one.text), Place(right[0], two.text))
    return Computed(places, f"{about}{printed(value, unit)}", wants_sum)
