"""Which year each figure of a sentence is of: a claim may tell the years in another order.

2020年、2019年分别审结5件、3件: each year of a list has the figure at its place; one alone has the
figures up to the next year. Where a figure stands before the first year, nothing is paired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from .align import Alignment
from .atoms import Atom, Atoms
from .lexicon import weighty
from .moments import DatePart
from .quantities import Quantity

# Between the years of a list; a dash would make them a range.
_JOINED = re.compile(r"[、,，\s]*[和与與及]?\s*")
# One year has no order.
_SEVERAL = 2
# What says that lists belong together, and nothing else.
_RESPECTIVELY = frozenset("分别各")


@dataclass(frozen=True, slots=True)
class Pair:
    """The numbers of a figure and its year, and the keys of the words that say what it counts."""

    year: int
    figure: int
    words: frozenset[str]


def pairs_of(side: Atoms) -> tuple[Pair, ...]:
    """The figures of a text whose year can be told, in order."""
    facts = [
        n for n, atom in enumerate(side.atoms) if atom.fact and (_is_year(atom) or _is_figure(atom))
    ]
    runs = [list(run) for _, run in groupby(facts, key=lambda n: _is_year(side.atoms[n]))]
    if not runs or not _is_year(side.atoms[runs[0][0]]):
        return ()
    years_and_figures = zip(runs[::2], runs[1::2], strict=False)
    return tuple(
        pair
        for years, figures in years_and_figures
        for pair in _pairs(side, years, figures=figures)
    )


def agreed(found: Alignment) -> frozenset[int]:
    """The numbers of the clause's figures, and of their years, that the source pairs alike.

    A year is left out where the source does not give it all of its figures.
    """
    ours, told = _both(found)
    right = [pair for pair in ours if any(_same(found, pair, theirs=other) for other in told)]
    wrong = {pair.year for pair in ours if pair not in right}
    return frozenset(n for pair in right for n in (pair.figure, pair.year)) - wrong


def exchanged(found: Alignment) -> dict[int, int]:
    """The clause's figures that the source gives to another year, with what it has for theirs."""
    ours, told = _both(found)
    wrong = {}
    for pair in ours:
        years = {_year(found.source, other) for other in told if _equal(found, pair, theirs=other)}
        others = [other.figure for other in told if _counts_alike(found, pair, theirs=other)]
        if years and _year(found.claim, pair) not in years and len(others) == 1:
            wrong[pair.figure] = others[0]
    return wrong


def _pairs(side: Atoms, years: list[int], *, figures: list[int]) -> Iterator[Pair]:
    if len(years) == 1:
        for before, figure in pairwise((years[0], *figures)):
            yield Pair(years[0], figure, _words(side, before, end=figure))
    elif len(figures) == len(years) and _is_list(side, years, figures=figures):
        for year, figure in zip(years, figures, strict=True):
            yield Pair(year, figure, _words(side, years[0], end=figures[0]))


def _is_list(side: Atoms, years: list[int], *, figures: list[int]) -> bool:
    """Whether nothing but a comma or an "and" parts the years, and the figures count the same."""
    between = (
        side.text[side.atoms[one].end : side.atoms[two].start] for one, two in pairwise(years)
    )
    return (
        all(map(_JOINED.fullmatch, between)) and len({_unit(side.atoms[n]) for n in figures}) == 1
    )


def _words(side: Atoms, start: int, *, end: int) -> frozenset[str]:
    between = (atom for atom in side.atoms[start + 1 : end] if atom.fact is None)
    return frozenset(atom.key for atom in between if weighty(atom.plain)) - _RESPECTIVELY


def _both(found: Alignment) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """The pairs of the clause and of the source; none where the source tells of one year."""
    told = pairs_of(found.source)
    if len({_year(found.source, pair) for pair in told}) < _SEVERAL:
        return (), ()
    first, last = found.clause
    return tuple(pair for pair in pairs_of(found.claim) if first <= pair.figure < last), told


def _year(side: Atoms, pair: Pair) -> str:
    return side.atoms[pair.year].key


def _equal(found: Alignment, ours: Pair, *, theirs: Pair) -> bool:
    return found.claim.keys[ours.figure] == found.source.keys[theirs.figure]


def _same(found: Alignment, ours: Pair, *, theirs: Pair) -> bool:
    return _equal(found, ours, theirs=theirs) and _counts_alike(found, ours, theirs=theirs)


def _counts_alike(found: Alignment, ours: Pair, *, theirs: Pair) -> bool:
    """Whether both are of one year and unit, and the claim has the words of the source's figure.

    审结 in 2019年审结3件、2020年5件 is said of both.
    """
    claim, source = found.claim.atoms, found.source.atoms
    return (
        _year(found.claim, ours) == _year(found.source, theirs)
        and _unit(claim[ours.figure]) == _unit(source[theirs.figure])
        and theirs.words <= (ours.words or set(found.claim.keys[: ours.figure]))
    )


def _is_year(atom: Atom) -> bool:
    return isinstance(atom.fact, DatePart) and atom.key.startswith("Y")


def _is_figure(atom: Atom) -> bool:
    return isinstance(atom.fact, Quantity)


def _unit(atom: Atom) -> str:
    return atom.fact.unit if isinstance(atom.fact, Quantity) else ""
