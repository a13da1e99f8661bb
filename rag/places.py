"""The places that a question may name, in Chinese and English.

Provinces, large cities, and the districts of the largest; names that are also everyday words are
listed with their suffix only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .question import folded_in_place

_FILE = Path(__file__).with_name("places.tsv")
_SUFFIX = "[省市区县]?"


def place_in(text: str) -> str | None:
    """The first place listed that a text names, as it stands there, suffix included, or None."""
    folded = folded_in_place(text)
    found = [match for pattern in _patterns() if (match := pattern.search(folded))]
    if not found:
        return None
    first = min(found, key=lambda match: (match.start(), -match.end()))
    return text[first.start() : first.end()]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """One pattern for each script: the English names as words, the Chinese ones anywhere."""
    rows = (row.split("\t") for row in _FILE.read_text(encoding="utf-8").splitlines()[1:])
    chinese, english = zip(*rows, strict=True)
    names = (name.casefold() for cell in english for name in cell.split("|") if name)
    return (
        re.compile(f"(?:{_any(chinese)}){_SUFFIX}"),
        re.compile(rf"\b(?:{_any(names)})\b"),
    )


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
