"""Numbers in words and in digits: 一百二十三, 二〇二〇, 1,234; exact, as Decimal."""

from __future__ import annotations

import re
from decimal import Decimal

from index import fold

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}

NUMERALS = "".join((*_DIGITS, *_TENS, "万亿"))
"""Every character that a number in words is made of."""


MAGNITUDES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
"""What may stand between a number in digits and its unit, and what it multiplies by."""


def decimal(digits: str) -> Decimal:
    """The value of a number in digits, with its commas and the gaps that a layout left in it."""
    return Decimal(re.sub(r"[,\s]", "", fold(digits)))


def number(words: str) -> Decimal | None:
    """The value of Chinese numerals, or None where they form no number (百千, 一二三十)."""
    if not set(words) & (_DIGITS.keys() | {"十"}):
        return None
    if all(word in _DIGITS for word in words):
        return Decimal("".join(str(_DIGITS[word]) for word in words))
    total = section = 0
    digit: int | None = None
    for word in words:
        if word in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[word]
        elif word in _TENS:
            section += (1 if digit is None else digit or 1) * _TENS[word]
            digit = None
        elif word == "万":
            section, digit = (section + (digit or 0)) * 10**4, None
        else:
            total, section, digit = (total + section + (digit or 0)) * 10**8, 0, None
    return Decimal(total + section + (digit or 0))
