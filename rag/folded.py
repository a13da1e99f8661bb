"""Text folded for comparison, character by character, with the way back to the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index import fold

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Simplified, half-width, lower case; character i came from `origins[i]` of the original."""

    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text as one of the original; an empty one stays empty."""
        if start >= end:
            return 0, 0
        return self.origins[start], self.origins[end - 1] + 1


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which no converter or tokenizer takes."""
    return _SURROGATE.sub("\ufffd", text)


def folded(text: str) -> Folded:
    """Fold a text; `index.fold` does the same to whole texts and keeps no offsets."""
    parts = [_fold(character) for character in text]
    if all(len(part) == 1 for part in parts):
        # Read in context some characters have another simplified form: 瞭解 is 了解.
        whole = fold(text)
        alike = whole if len(whole) == len(text) else "".join(parts)
        return Folded(alike, tuple(range(len(text))))
    origins = [at for at, part in enumerate(parts) for _ in part]
    return Folded("".join(parts), tuple(origins))


def folded_in_place(text: str) -> str:
    """The folded text where folding keeps the length, so that offsets hold for both; else as is.

    Enough for a short question; `folded` keeps the offsets of any text.
    """
    whole = fold(text)
    return whole if len(whole) == len(text) else text


@lru_cache(maxsize=20_000)
def _fold(character: str) -> str:
    return fold(character)
