"""Comparisons: the difference or the sum of two quoted figures, computed exactly.

Both figures must stand in the quotes and carry the same unit; where more than one pair could be
meant, nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .measured import Measured, measured, printed
from .types import Asked, Computed, Place, Question, Quote

_SUM = re.compile(
    r"合计|一共|总共|加起来|合起来|加在一起|\b(?:together|combined|in total|sum)\b", re.IGNORECASE
)
# A change as printed has been computed already: "同比下降25.3%" is no side of a comparison.
_CHANGE = re.compile(r"(?:同比|环比|比上年|比去年|增[长加幅]|下降|减少|上升|提高|降低|提升)\w{0,3}$")


def computed(question: Question, quotes: Sequence[Quote]) -> Computed | None:
    """What the two figures that the question compares give, or None where there are no such two."""
    if question.asks is not Asked.COMPARISON:
        return None
    wants_sum = _SUM.search(question.searched) is not None
    for pair in (_within(quotes[:1]), _across(quotes[:2])):
        if pair:
            return _result(*pair, wants_sum=wants_sum)
    return None


_Side = tuple[int, Measured]


def _within(quotes: Sequence[Quote]) -> tuple[_Side, _Side] | None:
    """The only two figures of one unit that a quote states."""
    figures = [figure for quote in quotes for figure in _levels(quote.text)]
    for unit in dict.fromkeys(figure.unit for figure in figures):
        same = [figure for figure in figures if figure.unit == unit]
        if len(same) == 2:
            return (0, same[0]), (0, same[1])
    return None


def _across(quotes: Sequence[Quote]) -> tuple[_Side, _Side] | None:
    """The only figures of one unit that two quotes state, one each."""
    if len(quotes) < 2:
        return None
    ours, theirs = (list(_levels(quote.text)) for quote in quotes)
    pairs = [(a, b) for a in ours for b in theirs if a.unit == b.unit]
    return ((0, pairs[0][0]), (1, pairs[0][1])) if len(pairs) == 1 else None


def _levels(text: str) -> Iterator[Measured]:
    return (figure for figure in measured(text) if not _CHANGE.search(text[: figure.start]))


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
