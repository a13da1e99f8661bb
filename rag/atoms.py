"""A text as atoms: figures, parts of dates and listed words whole, else Latin words and characters.

Atoms that mean the same have the same key, however they are written, so two texts can be aligned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .folded import folded
from .lexicon import synonyms
from .moments import DatePart, date_parts
from .quantities import Quantity, quantities

# Dashes and quotation marks join; what ends a clause, or sets it apart, is kept as a break.
_BREAK = re.compile(r"[,;:。!?()\n]|\.(?=\s|$)")
_TITLE = re.compile(r"《[^《》]*》")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d+|\w")


@dataclass(frozen=True, slots=True)
class Atom:
    """A key, its folded text and place in the original, the fact that it is, if any.

    `group` is its number among the synonyms, 0 for a word that is not listed.
    """

    key: str
    plain: str
    start: int
    end: int
    fact: Quantity | DatePart | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of a text; `breaks` are the numbers of atoms that begin a clause."""

    text: str
    atoms: tuple[Atom, ...]
    keys: tuple[str, ...]
    breaks: frozenset[int]

    def words(self, start: int, end: int) -> str:
        """The folded text of atoms `[start, end)`, facts left out."""
        return "".join(atom.plain for atom in self.atoms[start:end] if atom.fact is None)

    def clause(self, number: int) -> tuple[int, int]:
        """The atoms of the clause that an atom is in."""
        first = max((at for at in self.breaks if at <= number), default=0)
        return first, min((at for at in self.breaks if at > number), default=len(self.atoms))

    def crosses(self, start: int, end: int) -> bool:
        """Whether a clause begins within atoms `[start, end]`."""
        return any(start < at <= end for at in self.breaks)

    def stretch(self, start: int, end: int) -> str:
        """The original text of atoms `[start, end)` with the marks around it."""
        first = self.atoms[start - 1].end if start else 0
        last = self.atoms[end].start if end < len(self.atoms) else len(self.text)
        return self.text[first:last]

    def word(self, atom: Atom) -> str:
        """The original text of an atom."""
        return self.text[atom.start : atom.end].strip()

    def shown(self, start: int, end: int) -> str:
        """The original text from atom `start` to atom `end`."""
        if start >= end:
            return ""
        return self.text[self.atoms[start].start : self.atoms[end - 1].end]


def atoms_of(text: str) -> Atoms:
    """Cut a text into atoms."""
    plain = folded(text)
    atoms: list[Atom] = []
    breaks: set[int] = set()
    titles = [match.span() for match in _TITLE.finditer(plain.text)]
    for start, end, fact in _pieces(plain.text):
        if fact is None and _BREAK.match(plain.text, start):
            if not any(first < start < last for first, last in titles):
                breaks.add(len(atoms))
            continue
        word = plain.text[start:end]
        group = synonyms().get(word, 0) if fact is None else 0
        key = fact.key if fact else f"~{group}" if group else word
        atoms.append(Atom(key, word, *plain.span(start, end), fact, group))
    return Atoms(text, tuple(atoms), tuple(atom.key for atom in atoms), frozenset(breaks))


_Piece = tuple[int, int, Quantity | DatePart | None]


def _pieces(text: str) -> Iterator[_Piece]:
    """Facts, listed words, words, characters and breaks, in order, as (start, end, fact)."""
    at = 0
    for fact in _facts(text):
        yield from _words(text, at, end=fact.start)
        yield fact.start, fact.end, fact
        at = max(at, fact.end)
    yield from _words(text, at, end=len(text))


def _facts(text: str) -> list[Quantity | DatePart]:
    """Dates and figures by position; a figure that is part of a date is none."""
    when = date_parts(text)
    taken = [(part.start, part.end) for part in when]
    figures = [
        figure
        for figure in quantities(text)
        if not any(start < figure.end and figure.start < end for start, end in taken)
    ]
    return sorted((*when, *figures), key=lambda fact: (fact.start, fact.end))


def _words(text: str, start: int, *, end: int) -> Iterator[_Piece]:
    for match in _pattern().finditer(text, start, end):
        yield match.start(), match.end(), None


@cache
def _pattern() -> re.Pattern[str]:
    """Listed words first, the longest first; English ones only as whole words."""
    listed = sorted(synonyms(), key=len, reverse=True)
    chinese = [re.escape(word) for word in listed if not word.isascii()]
    return re.compile("|".join((*chinese, _WORD.pattern, _BREAK.pattern)))
