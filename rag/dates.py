"""Chinese dates put into English: 12月4日 = 4 December; 上半年 = the first half of the year.

Only what a reader of English cannot read off; the caller marks it as converted.
"""

from __future__ import annotations

import re

from .figures import Conversion
from .moments import MONTHS

_PARTS = {
    "上半年": "the first half of",
    "下半年": "the second half of",
    "一季度": "the first quarter of",
    "二季度": "the second quarter of",
    "三季度": "the third quarter of",
    "四季度": "the fourth quarter of",
    "年初": "the beginning of",
    "年底": "the end of",
    "年末": "the end of",
}
_DATE = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:19|20)\d{2})年)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日)?"
    rf"|第?(?P<part>{'|'.join(_PARTS)})|(?P<bottom>[底末初])(?=[前,，。；、]|$))?"
)
_BOTTOM = {"底": "the end of", "末": "the end of", "初": "the beginning of"}


def dates(text: str) -> tuple[Conversion, ...]:
    """Every date of a text that names a month, a day or a part of a year, in order, each once."""
    found = (_convert(match) for match in _DATE.finditer(text) if match[0])
    return tuple(dict.fromkeys(conversion for conversion in found if conversion))


def _convert(match: re.Match[str]) -> Conversion | None:
    year = match["year"] or ""
    if match["month"]:
        parts = (match["day"], MONTHS[int(match["month"]) - 1], year)
        return Conversion(match[0], " ".join(str(part).lstrip("0") for part in parts if part))
    part = _PARTS.get(match["part"] or "") or (year and _BOTTOM.get(match["bottom"] or ""))
    return Conversion(match[0], f"{part} {year or 'the year'}") if part else None
