"""Claims in one language about a source in another: figures, dates, terms and closeness only.

Word for word nothing can be compared, so who did what and what was added go unseen: the verdict
says so, and closeness alone never makes a claim supported unless its terms are there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from corpus import GlossaryEntry

from .atoms import Atom, Atoms
from .difference import Difference, Kind
from .lexicon import negations
from .moments import DatePart
from .quantities import Quantity
from .question import has_chinese

_LATIN = re.compile(r"[A-Za-z]{2,}")
_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
# The units that both languages name; counters such as 件 have no English.
_SHARED_UNITS = frozenset({"元", "美元", "欧元", "港元", "日元", "%", "个百分点"})
_MAX_WORDS = 6


def is_across(claim: str, source: str) -> bool:
    """Whether only one of the two is written in Chinese characters."""
    return has_chinese(claim) != has_chinese(source) and bool(
        _LATIN.search(claim) or _LATIN.search(source)
    )


class Terms:
    """The glossary, read from English: what a claim's phrases are called in the source."""

    def __init__(self, glossary: Iterable[GlossaryEntry]) -> None:
        """Take the entries of an index."""
        self._terms: dict[str, set[str]] = defaultdict(set)
        for entry in glossary:
            for english in entry.english:
                self._terms[english.lower().removeprefix("the ")].add(entry.term)

    def missing(self, claim: str, source: str) -> Iterator[Difference]:
        """Phrases of the claim for which the source has none of the terms."""
        words = _WORD.findall(claim.lower())
        at = 0
        while at < len(words):
            phrases = (" ".join(words[at : at + size]) for size in range(_MAX_WORDS, 0, -1))
            phrase = next((phrase for phrase in phrases if phrase in self._terms), "")
            # Single words are everyday words, seldom used as terms.
            if " " in phrase and not any(term in source for term in self._terms[phrase]):
                yield Difference(Kind.WORDS, phrase)
            at += len(phrase.split()) or 1


def differences_across(claim: Atoms, source: Atoms) -> tuple[Difference, ...]:
    """Figures, parts of dates, directions and negations of the claim that the source has not."""
    found: list[Difference] = []
    for atom in claim.atoms:
        if atom.fact and not any(_agree(atom, other) for other in source.atoms):
            found.append(_missing(claim, atom, source=source))
    theirs = {atom.group: atom for atom in source.atoms if atom.group}
    for atom in claim.atoms:
        if atom.group and atom.group not in theirs and -atom.group in theirs:
            found.append(Difference(Kind.DIRECTION, atom.plain, theirs[-atom.group].plain))
    said, told = claim.words(0, len(claim.atoms)), source.words(0, len(source.atoms))
    if negations(_spaced(claim)) > 0 and not negations(told) and said:
        found.append(Difference(Kind.NEGATION, claim.text.strip(), source.text.strip()))
    return tuple(found)


def facts_shared(claim: Atoms, source: Atoms) -> float:
    """The share of the claim's figures and dates that the source has; 0 where it has none."""
    facts = [atom for atom in claim.atoms if atom.fact]
    held = [atom for atom in facts if any(_agree(atom, other) for other in source.atoms)]
    return len(held) / max(len(facts), 1)


def _spaced(side: Atoms) -> str:
    return " ".join(atom.plain for atom in side.atoms)


def _agree(ours: Atom, theirs: Atom) -> bool:
    if not isinstance(ours.fact, Quantity) or not isinstance(theirs.fact, Quantity):
        return ours.key == theirs.key and theirs.fact is not None
    units = {ours.fact.unit, theirs.fact.unit} & _SHARED_UNITS
    return ours.fact.value == theirs.fact.value and (
        ours.fact.unit == theirs.fact.unit or not units
    )


def _missing(claim: Atoms, atom: Atom, *, source: Atoms) -> Difference:
    """A fact with the first of the same kind that the source has instead."""
    kind = Kind.DATE if isinstance(atom.fact, DatePart) else Kind.FIGURE
    shown = claim.text[atom.start : atom.end].strip()
    for other in source.atoms:
        if other.fact and type(other.fact) is type(atom.fact) and _comparable(atom, other):
            return Difference(kind, shown, source.text[other.start : other.end].strip())
    return Difference(kind, shown)


def _comparable(ours: Atom, theirs: Atom) -> bool:
    if isinstance(ours.fact, Quantity) and isinstance(theirs.fact, Quantity):
        units = {ours.fact.unit, theirs.fact.unit}
        return len(units) == 1 or not units & _SHARED_UNITS
    return ours.key[0] == theirs.key[0]
