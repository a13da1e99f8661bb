"""Widening: the official terms that a question means, found through the glossary.

A resident writes 上访, the report writes 信访; a foreigner writes "property fee". The glossary
knows both. An English word that stands in no phrase by itself means what the terms of its phrases
have in common: "reconsideration" 复议. Widening adds terms for matching; what is shown and cited is
never touched.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from corpus import GlossaryEntry
from index import fold, is_stop_word

_ENGLISH_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
# The longest phrase of a glossary: 12 characters by its format, 6 words by its habits.
_MAX_CHARACTERS, _MAX_WORDS = 12, 6
# Characters of grammar, which people put in or leave out: 说和成功的比例, 说和成功比例.
_GRAMMAR = str.maketrans("", "", "的了着过在把被给让就都也还又很得地之所和与及")
# Shorter English words mean too much; of a longer one's terms so many must share its meaning.
_MIN_LETTERS, _SHARED = 5, 0.6
# Two characters that remain of a phrase may be any word.
_MIN_REMAINING = 3


class Widener:
    """Finds the glossary terms for which a question uses everyday or English words."""

    def __init__(self, glossary: Iterable[GlossaryEntry]) -> None:
        """Take entries in Simplified Chinese and English; a question costs a look-up a phrase."""
        self._terms: dict[str, list[str]] = defaultdict(list)
        # 数量 for 多少: a question says it of whatever it asks about.
        self._glossary = [e for e in glossary if not any(map(is_stop_word, e.everyday))]
        for entry in self._glossary:
            for word in (*entry.everyday, *entry.english):
                self._terms[_normal(word.casefold())].append(entry.term)

    def terms(self, question: str) -> tuple[str, ...]:
        """Official terms, those of the longest phrases first, no repeats.

        A term that the question itself contains is left out: there is nothing to add.
        """
        folded = fold(question)
        found = sorted(set(_phrases(folded)) & self._terms.keys(), key=lambda p: (-len(p), p))
        terms = dict.fromkeys(term for phrase in found for term in self._terms[phrase])
        for word in map(_singular, _ENGLISH_WORD.findall(folded)):
            terms.setdefault(self._meanings.get(word, folded))
        return tuple(term for term in terms if term not in folded)

    @cached_property
    def _meanings(self) -> dict[str, str]:
        """The Chinese that most terms of an English word's phrases share, where they do."""
        terms: dict[str, set[str]] = defaultdict(set)
        for entry in self._glossary:
            for word in _ENGLISH_WORD.findall(" ".join(entry.english).casefold()):
                if len(word) >= _MIN_LETTERS:
                    terms[_singular(word)].add(entry.term)
        shared = {word: _shared(sorted(those)) for word, those in terms.items()}
        return {word: meaning for word, meaning in shared.items() if meaning}


def _phrases(folded: str) -> Iterator[str]:
    """Every run of up to six English words and every stretch of up to twelve characters."""
    words = [_singular(word) for word in _ENGLISH_WORD.findall(folded)]
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MAX_WORDS, len(words)) + 1):
            yield " ".join(words[start:end])
    for run in (*_HAN_RUN.findall(folded), *_HAN_RUN.findall(folded.translate(_GRAMMAR))):
        for start in range(len(run)):
            for end in range(start + 2, min(start + _MAX_CHARACTERS, len(run)) + 1):
                yield run[start:end]


def _shared(terms: Sequence[str]) -> str:
    """The longest stretch of two characters and more that most of several terms hold, or ""."""
    stretches = Counter(
        stretch
        for term in terms
        for stretch in {
            term[start:end] for start in range(len(term)) for end in range(start + 2, len(term) + 1)
        }
    )
    most = max(
        stretches.items(), key=lambda item: (item[1], len(item[0]), item[0]), default=("", 0)
    )
    return most[0] if most[1] >= max(2, _SHARED * len(terms)) else ""


def _normal(word: str) -> str:
    english = " ".join(map(_singular, _ENGLISH_WORD.findall(word)))
    bare = word.translate(_GRAMMAR)
    return english or (bare if len(bare) >= _MIN_REMAINING else word)


def _singular(word: str) -> str:
    """The word without possessive and plural ending, roughly: both sides are cut alike."""
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def english_terms(glossary: Sequence[GlossaryEntry], text: str) -> tuple[tuple[str, str], ...]:
    """The glossary terms that a Chinese text contains, each with its first English equivalent.

    A term inside a longer one that is found too is left out; in order of appearance.
    """
    spans = [
        (text.find(entry.term), entry.term, entry.english[0])
        for entry in glossary
        if entry.english and entry.term in text
    ]
    longest = [
        (at, term, english)
        for at, term, english in spans
        if not any(term != other and term in other for _, other, _ in spans)
    ]
    return tuple((term, english) for _, term, english in sorted(longest))
