"""Dates as official documents print them, to ISO 8601 at the precision given."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0", "Ｏ": "0", "O": "0", "０": "0"}
_DIGITS |= {char: str(value) for value, char in enumerate("壹贰叁肆伍陆柒捌玖", start=1)}
_DIGITS |= {"貳": "2", "參": "3", "参": "3", "陸": "6"}
_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_HAN = "〇零○ＯO一二三四五六七八九"
# Years of the Republic, as in Taiwan, count from 1912.
_REPUBLIC = r"(?:中[华華])?民[国國]\s*"
_FIRST_YEAR = 1912
_YEAR = (
    rf"(?:(?P<year>\d{{4}}|[{_HAN}]{{4}})"
    rf"|{_REPUBLIC}(?P<republic>\d{{2,3}}|[{_HAN}十百]{{1,6}}))\s*年"
)
_MONTH = rf"(?P<month>\d{{1,2}}|[{_HAN}十]{{1,3}})\s*月"
_DAY = rf"(?P<day>\d{{1,2}}|[{_HAN}十]{{1,3}})\s*日"
_DATE_LINE = re.compile(
    rf"[(（]?\s*(?:{_YEAR}(?:\s*{_MONTH}(?:\s*{_DAY})?)?"
    r"|(?P<y>\d{4})[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?)\s*[)）]?"
)
_NOTE = re.compile(
    rf"{_YEAR}\s*{_MONTH}\s*{_DAY}[^。]{{0,80}}?(?:通过|通過|修正|修订|修訂|公布|发布|發布|批准|印发)"
)


def han_number(text: str) -> int:
    """The value of a numeral: 一百零五 is 105, 二〇二一 is 2021, １２ is 12."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        else:
            digit = digit * 10 + int(_DIGITS[char])
    return total + digit


def date_line(text: str) -> str:
    """The ISO date of a line that is nothing but a date, or ""."""
    match = _DATE_LINE.fullmatch(text)
    if not match:
        return ""
    return _iso(match.group("y", "m", "d") if match["y"] else _parts(match))


def adoption_date(text: str) -> str:
    """The latest date on which a note says that the text was adopted or amended, or ""."""
    dates = (_iso(_parts(match)) for match in _NOTE.finditer(text))
    return max(dates, default="")


def _parts(match: re.Match[str]) -> tuple[str | None, ...]:
    republic = match["republic"]
    year = str(_FIRST_YEAR - 1 + han_number(republic)) if republic else match["year"]
    return year, match["month"], match["day"]


def _iso(parts: Iterable[str | None]) -> str:
    """Year, month and day as an ISO date, the missing ones left out; "" for a 13th month."""
    numbers = [han_number(part) for part in parts if part]
    limits = ((1, 9999), (1, 12), (1, 31))
    if not all(low <= n <= high for n, (low, high) in zip(numbers, limits, strict=False)):
        return ""
    return "-".join(f"{n:0{4 if place == 0 else 2}}" for place, n in enumerate(numbers))
