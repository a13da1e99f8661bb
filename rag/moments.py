"""Points in time, part by part: 2020年4月27日 is a year, a month and a day, so each can differ.

Half-years, quarters and the year before are parts as well, in either language; 同比 is 较上年同期.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import number

MONTHS = (
    "January February March April May June July August September October November December".split()
)
"""The English names, in order."""

RELATIVE = ("上年", "同比")
"""The keys of parts that are about their clause alone; others are about all that follows."""


@dataclass(frozen=True, slots=True)
class DatePart:
    """A part of a date at `[start, end)` of a folded text; `key` is a letter and the value."""

    start: int
    end: int
    key: str


_PART = re.compile(
    rf"""
    (?P<year>(?<![\d.])(?:19|20)\d{{2}}(?=\s*年|\s*[—–~-]+\s*(?:19|20)\d{{2}}\s*年))\s*年?
    |(?P<iso>(?<!\d)(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))
    |(?P<words>[〇零一二三四五六七八九]{{4}})年
    |(?P<half>[上下])半年
    |(?P<quarter>第?[一二三四1-4])季度
    |(?P<quarters>前三个?季度)
    |\b(?P<english_half>first|second)\ half\b
    |\b(?P<english_quarter>first|second|third|fourth)\ quarter\b
    |\b(?P<letter>q[1-4]|h[12])\b
    |(?P<month>(?<![\d.个])\d{{1,2}})月(?!份额)(?:份)?
    |(?P<day>(?<=月)\d{{1,2}})[日号]
    |(?P<since>同比|(?:[较比])(?:上年|去年|上一年)(?:同期)?|year-on-year|year\ on\ year)
    |(?P<before>上年度?|去年|上一年度?)
    |(?P<english>\b(?:{"|".join(MONTHS).lower()})\b)(?:\s+(?P<english_day>\d{{1,2}})(?:st|nd|rd|th)?\b)?
    |(?P<bare>(?<![\d.,$])\b(?:19|20)\d{{2}}\b(?![\d.,%年]\d?))(?=[^一-鿿]|$)
    """,
    re.VERBOSE,
)
_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:\s*年?\s*[—–~至到-]\s*((?:19|20)\d{2})(?!\d))?"
)
_QUARTERS = {
    name: str(n)
    for n, names in enumerate(("一 1 first", "二 2 second", "三 3 third", "四 4 fourth"), 1)
    for name in names.split()
}
_HALVES = {"first": "上", "second": "下"}
_LETTERS = {"h1": "H上", "h2": "H下", "q1": "Q1", "q2": "Q2", "q3": "Q3", "q4": "Q4"}


def date_parts(text: str) -> tuple[DatePart, ...]:
    """The parts of every date of a folded text, in order."""
    found: list[DatePart] = []
    for match in _PART.finditer(text):
        found += [DatePart(match.start(), match.end(), key) for key in _keys(match)]
    return tuple(found)


def years(text: str) -> frozenset[str]:
    """The years from 1900 to 2099 in a text, those inside a range included."""
    found: set[str] = set()
    for first, last in _YEARS.findall(text):
        found.update(str(year) for year in range(int(first), int(last or first) + 1))
    return frozenset(found)


def _keys(match: re.Match[str]) -> Iterator[str]:
    kind = match.lastgroup or ""
    value = match[kind]
    if kind == "iso":
        year, month, day = re.split(r"[-/.]", value)
        yield from (f"Y{year}", f"M{int(month)}", f"D{int(day)}")
    elif kind in ("english", "english_day"):
        yield f"M{MONTHS.index(match['english'].title()) + 1}"
        if match["english_day"]:
            yield f"D{int(match['english_day'])}"
    elif kind == "words":
        yield f"Y{number(value)}"
    elif kind == "quarter":
        yield f"Q{_QUARTERS[value[-1]]}"
    elif kind == "english_quarter":
        yield f"Q{_QUARTERS[value]}"
    elif kind == "english_half":
        yield f"H{_HALVES[value]}"
    elif kind in ("month", "day"):
        yield f"{kind[0].upper()}{int(value)}"
    elif kind in ("year", "bare"):
        yield f"Y{value}"
    else:
        keys = {"half": f"H{value}", "quarters": "Q1-3", "since": "同比", "before": "上年"}
        yield _LETTERS.get(value) or keys[kind]
