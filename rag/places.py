"""The places that a text may name, in Chinese and English.

Provinces, large cities, and the districts of the largest; names that are also everyday words are
listed with their suffix only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from index import fold

from .folded import folded_in_place

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


def places_named(text: str) -> Iterator[tuple[str, str]]:
    """Every place listed that a text names, as (Chinese name, name there), in the list's order.

    An English name counts with its capital only: without it, it may be a word.
    """
    folded = fold(text)
    for chinese, english in _listed():
        if chinese in folded:
            yield chinese, chinese
        elif found := re.search(rf"\b(?:{_any(english)})\b", text):
            yield chinese, found[0]


def names_a_place(folded: str) -> bool:
    """Whether a folded text holds the Chinese name of a place listed."""
    return any(chinese in folded for chinese, _ in _listed())


@cache
def _listed() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The Chinese name of each place, and its English ones."""
    rows = (row.split("\t") for row in _FILE.read_text(encoding="utf-8").splitlines()[1:])
    return tuple((chinese, tuple(english.split("|"))) for chinese, english in rows)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """One pattern for each script: the English names as words, the Chinese ones anywhere."""
    english = (name.casefold() for _, names in _listed() for name in names)
    return (
        re.compile(f"(?:{_any(chinese for chinese, _ in _listed())}){_SUFFIX}"),
        re.compile(rf"\b(?:{_any(english)})\b"),
    )


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
