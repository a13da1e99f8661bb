"""Chinese figures put into English: 46.2亿美元 = USD 4.62 billion; 1.6万余件 = more than 16,000.

Only figures with 万 or 亿, or with a currency, are converted: those are what an English reader
cannot read off. Every conversion is exact decimal arithmetic, and the caller marks it as converted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .numerals import MAGNITUDES, decimal

_CURRENCIES = {"美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY", "元": "CNY"}
_FIGURE = re.compile(
    r"(?P<about>近|约)?(?P<number>\d+(?:,\d{3})*(?:\.\s?\d+)?)(?P<magnitude>万亿|[万亿]|)"
    # "1月1日元旦", "2元素": no currency.
    r"(?P<more>余|多)?(?P<currency>(?:人民币元|美元|欧元|港元|日元|元)(?![旦月年首素件]))?"
)
_SCALE = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A figure as printed and in English."""

    text: str
    english: str


def conversions(text: str) -> tuple[Conversion, ...]:
    """Every convertible figure of a text, in order, each once."""
    found = (_convert(match) for match in _FIGURE.finditer(text))
    return tuple(dict.fromkeys(conversion for conversion in found if conversion))


def _convert(match: re.Match[str]) -> Conversion | None:
    magnitude, currency = match["magnitude"], match["currency"]
    if not magnitude and not currency:
        return None
    amount = decimal(match["number"]) * MAGNITUDES.get(magnitude, 1)
    code = _CURRENCIES.get((currency or "").removeprefix("人民币"), "")
    hedge = "about " if match["about"] == "约" else "nearly " if match["about"] else ""
    hedge = "more than " if match["more"] else hedge
    return Conversion(match[0], f"{hedge}{code} {_in_words(amount)}".replace("  ", " ").strip())


def _in_words(amount: Decimal) -> str:
    for size, name in _SCALE:
        if amount >= size:
            return f"{_plain(amount / size)} {name}"
    return f"{_plain(amount):s}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():,f}"
