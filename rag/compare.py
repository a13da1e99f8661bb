"""Comparisons: the difference or the sum of two quoted figures, computed exactly.

Both figures must stand in quotes and carry the same unit; nothing is computed from rough figures
as if they were exact, and nothing where more than one reading is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from corpus import clause_spans

from .measured import Measured, measured
from .types import Asked, Question, Quote

_SUM = re.compile(
    r"合计|一共|总共|加起来|合起来|加在一起|\b(?:together|combined|in total|sum)\b", re.IGNORECASE
)
# A change as printed says already what could be computed of it.
_CHANGE = re.compile(r"同比|环比|比上年|增[长加幅]|下降|减少|上升|提高|压[缩减]|降低|提升")

Closeness = Callable[[Sequence[str]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Place:
    """A figure and the quote, counted from 0, in which it stands."""

    quote: int
    figure: Measured


@dataclass(frozen=True, slots=True)
class Computed:
    """What two figures of one unit give: their sum or their difference, never negative."""

    left: Place
    right: Place
    value: Decimal
    is_sum: bool

    @property
    def unit(self) -> str:
        """The unit of the result: percentages differ by percentage points."""
        unit = self.left.figure.unit
        return "个百分点" if unit == "%" and not self.is_sum else unit

    @property
    def rough(self) -> bool:
        """Whether either figure is."""
        return self.left.figure.rough or self.right.figure.rough


def computed(
    question: Question, quotes: Sequence[Quote], *, closeness: Closeness
) -> Computed | None:
    """What the question's two figures give, or None where it compares none or units differ."""
    if question.asks is not Asked.COMPARISON:
        return None
    wants_sum = _SUM.search(question.searched) is not None
    pair = _within_one(quotes, closeness) or _across(quotes)
    if pair is None or (wants_sum and pair[0].figure.unit == "%"):
        return None
    left, right = (place.figure.value for place in pair)
    value = left + right if wants_sum else abs(left - right)
    return Computed(*pair, value, wants_sum) if value else None


def _within_one(quotes: Sequence[Quote], closeness: Closeness) -> tuple[Place, Place] | None:
    """The two figures of one unit that the first quote states, if it states just two."""
    if not quotes:
        return None
    figures = _figures(quotes[0].text, closeness)
    for first, second in zip(figures, figures[1:], strict=False):
        if first.unit == second.unit and sum(f.unit == first.unit for f in figures) == 2:
            return Place(0, first), Place(0, second)
    return None


def _across(quotes: Sequence[Quote]) -> tuple[Place, Place] | None:
    """The only pair of figures of one unit that the first two quotes state, one each."""
    if len(quotes) < 2:
        return None
    sides = [[f for f in measured(quote.text) if not _is_change(quote.text, f)] for quote in quotes]
    pairs = [(a, b) for a, b in product(sides[0], sides[1]) if a.unit == b.unit]
    return (Place(0, pairs[0][0]), Place(1, pairs[0][1])) if len(pairs) == 1 else None


def _figures(text: str, closeness: Closeness) -> list[Measured]:
    """The figures of the clauses closest to the question, in their order."""
    clauses = [text[start:end] for start, end in clause_spans(text)]
    holding = [clause for clause in clauses if measured(clause)]
    scores = closeness(holding) if holding else ()
    ranked = sorted(zip(scores, holding, strict=True), key=lambda pair: -pair[0])
    kept = {clause for _, clause in ranked[:2]}
    starts = {f.start for f in measured(text) if not _is_change(text, f)}
    return [
        figure
        for figure in measured(text)
        if figure.start in starts and any(figure.text in clause for clause in kept)
    ]


def _is_change(text: str, figure: Measured) -> bool:
    return figure.unit in ("%", "倍") and bool(_CHANGE.search(text[: figure.start][-6:]))
