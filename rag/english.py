"""Typing errors in English: an unknown word becomes one of the glossary that is spelt alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from index import is_stop_word

_WORD = re.compile(r"[a-z]+")
# Shorter words have too many neighbours; at 0.84 two letters in twelve may differ.
_SHORTEST, _LIKENESS = 6, 0.84
# Organise, defence: as good as organize, defense.
_BRITISH = str.maketrans("zc", "ss")


class English:
    """Finds the words that are neither known nor a variant of what they are like."""

    def __init__(self, phrases: Iterable[str], *, known: Callable[[str], bool]) -> None:
        """Take phrases whose words may be meant; `known` tells other words that are no slips."""
        words = {word for phrase in phrases for word in _WORD.findall(phrase.casefold())}
        self._words = sorted(word for word in words if len(word) >= _SHORTEST)
        self._known = known

    def slips(self, folded: str) -> Iterator[tuple[tuple[int, int], str]]:
        """Where a slip stands in a folded text, and what was meant."""
        for match in _WORD.finditer(folded):
            word = match[0]
            if len(word) < _SHORTEST or is_stop_word(word) or self._known(word):
                continue
            near = get_close_matches(word, self._words, n=1, cutoff=_LIKENESS)
            if near and not _is_variant(word, near[0]):
                yield match.span(), near[0]


def _is_variant(word: str, other: str) -> bool:
    """Whether they differ by ending or beginning (attended, supervisor), or as British spelling."""
    return (
        (word[0], word[-1]) != (other[0], other[-1])
        or word.startswith(other)
        or word.replace("our", "or").translate(_BRITISH)
        == other.replace("our", "or").translate(_BRITISH)
    )
