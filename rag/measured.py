"""Figures with their units: what can be compared, added up or contradicted.

Values are exact decimals in the unit as written, 万 and 亿 multiplied out: 46.2亿美元 is
4620000000 of 美元. Years, dates and numbers inside names are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus import clause_spans

from .numerals import MAGNITUDES, decimal

_UNITS = (
    "微克/立方米|平方公里|平方米|立方米|个工作日|个百分点|人民币元|家次|人次|件次|户次|公里|公顷|小时|"
    "分钟|美元|欧元|港元|日元|工作日|万元|%|％|元|件|人|名|位|家|户|个|项|条|份|次|起|宗|例|天|周|"
    "吨|米|亩|种|类|批|部|册|场|期|处|所|座|套|台|辆|本|张|篇|卷|岁|倍|只|支|路|级|分(?![之类])"
)
_FIGURE = re.compile(
    rf"(?P<about>近|约|超过?|逾)?(?P<number>(?<![\d.])\d+(?:,\d{{3}})*(?:\.\s?\d+)?)"
    rf"(?P<magnitude>万亿|[万亿]|)(?P<more>余|多)?(?P<unit>{_UNITS})"
)
_NAMED = re.compile(r"《[^》]*》|“[^”]*”|[(（][^)）]*[)）]")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a text: as printed, its value, its unit; `rough` where 余, 近 or 约 hedge it."""

    text: str
    start: int
    value: Decimal
    unit: str
    rough: bool

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure, the words around it, and where their clause stands in the text."""

    words: str
    figure: Measured
    start: int
    end: int


def statements(text: str) -> Iterator[Statement]:
    """The members of a text's clauses that state just one figure."""
    for start, end in clause_spans(text):
        for member in text[start:end].split("、"):
            figures = measured(member)
            if len(figures) == 1:
                yield Statement(member, figures[0], start, end)


def members(text: str) -> list[str]:
    """The members of a text's clauses, as 、 parts them."""
    return [member for start, end in clause_spans(text) for member in text[start:end].split("、")]


def measured(text: str) -> tuple[Measured, ...]:
    """The figures of a text that carry a unit, in order, those in names and brackets left out."""
    hidden = _NAMED.sub(lambda match: " " * len(match[0]), text)
    return tuple(_measured(match) for match in _FIGURE.finditer(hidden))


def printed(value: Decimal, unit: str) -> str:
    """A value in its unit, 万 and 亿 put back where that is shorter to read."""
    for name in ("万亿", "亿", "万"):
        size = MAGNITUDES[name]
        if unit.endswith("元") and abs(value) >= size:
            return f"{_plain(value / size)}{name}{unit}"
    return f"{_plain(value)}{unit}"


def _measured(match: re.Match[str]) -> Measured:
    unit = match["unit"].replace("％", "%")
    scale = MAGNITUDES.get(match["magnitude"], 1)
    if unit == "万元":
        unit, scale = "元", scale * 10**4
    rough = bool(match["about"] or match["more"])
    return Measured(match[0], match.start(), decimal(match["number"]) * scale, unit, rough)


def _plain(number: Decimal) -> str:
    # Normalised, a round number would print its exponent.
    return f"{number.normalize():f}"
