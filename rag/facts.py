"""Figures and dates that a clause and its source differ in: exactly, and by what they count."""

from __future__ import annotations

from collections.abc import Iterator

from .align import Alignment, Gap, Span
from .atoms import Atom, Atoms
from .difference import Difference, Kind
from .lexicon import weighty
from .moments import RELATIVE, DatePart
from .paired import agreed, exchanged
from .quantities import Bound, Quantity

# Hedges that cannot be told of the same figure; leaving one out, or rounding, is no lie.
_CLASHES = {
    frozenset((Bound.BELOW, Bound.ABOVE)),
    frozenset((Bound.EXACT, Bound.ABOVE)),
    frozenset((Bound.EXACT, Bound.BELOW)),
}
# Before a figure these say that it is the outcome, not the change.
_REACHING = ("到", "至", "为", "达")
# How far from a figure the words stand that say what it counts.
_NEXT = 3


def fact_differences(found: Alignment) -> Iterator[Difference]:
    """Every figure and part of a date that the source does not have, or has for something else."""
    yield from _hedges(found)
    yield from _reached(found)
    # What stands out of order by its place is right by its year.
    wrong = exchanged(found)
    settled = agreed(found) | wrong.keys()
    for gap in found.gaps:
        yield from _facts(found, gap, settled=settled)
        if gap.claim[1] not in settled:
            yield from _skipped(found, gap)
        if gap.claim[0] - 1 not in settled:
            yield from _parted(found, gap)
    for ours, theirs in wrong.items():
        words = found.claim.word(found.claim.atoms[ours])
        yield Difference(Kind.FIGURE, words, found.source.word(found.source.atoms[theirs]))


def _hedges(found: Alignment) -> Iterator[Difference]:
    for run in found.runs:
        for i in range(run.size):
            ours, theirs = (
                side.atoms[at + i]
                for side, at in ((found.claim, run.claim), (found.source, run.source))
            )
            if isinstance(ours.fact, Quantity) and isinstance(theirs.fact, Quantity):
                bounds = ours.fact.bound, theirs.fact.bound
                # An exact figure for a hedged one is rounding; a hedge for an exact one is not.
                if frozenset(bounds) in _CLASHES and bounds[0] is not Bound.EXACT:
                    yield Difference(Kind.FIGURE, found.claim.word(ours), found.source.word(theirs))


def _reached(found: Alignment) -> Iterator[Difference]:
    """A figure that the claim says was reached, where it is the change: 升到 and 升了."""
    for run in found.runs:
        for i in range(run.size):
            ours, theirs = run.claim + i, run.source + i
            if isinstance(found.claim.atoms[ours].fact, Quantity) and _reaches(found.claim, ours):
                by = found.source.atoms[max(0, theirs - 2) : theirs]
                if any(a.group for a in by) and not any(a.plain in _REACHING for a in by):
                    shown = found.source.shown(max(0, theirs - 2), theirs + 1)
                    yield Difference(
                        Kind.FIGURE, found.claim.shown(max(0, ours - 2), ours + 1), shown
                    )


def _reaches(side: Atoms, number: int) -> bool:
    before = side.atoms[max(0, number - 2) : number]
    return len(before) == 2 and before[1].plain in _REACHING and before[0].group != 0


def _skipped(found: Alignment, gap: Gap) -> Iterator[Difference]:
    """A figure for something to which the source gives another one of the kind, passed over.

    It is the claim's own if the words of its clause in the source are in the claim at least as
    fully as those of the other's clause: 审结450件 is said of 审理案件523件,审结450件.
    """
    number, place = gap.claim[1], gap.source[1]
    if not gap.inner or gap.claim[0] in found.claim.breaks:
        return
    atom = found.claim.atoms[number]
    for other in range(*gap.source):
        if _same_unit(atom, found.source.atoms[other]):
            own, others = (_cover(found, clause=found.source.clause(at)) for at in (place, other))
            if own < others or found.source.clause(place) == found.source.clause(other):
                rival = found.source.word(found.source.atoms[other])
                yield Difference(Kind.FIGURE, found.claim.word(atom), rival)
            return


def _parted(found: Alignment, gap: Gap) -> Iterator[Difference]:
    """A fact whose next words the source says of another: 二百元以上,二千元以下 as 二百元以下."""
    if not gap.inner or gap.claim[0] != gap.claim[1] or gap.claim[0] in found.claim.breaks:
        return
    atom = found.claim.atoms[gap.claim[0] - 1]
    kind = Kind.DATE if isinstance(atom.fact, DatePart) else Kind.FIGURE
    for other in found.source.atoms[slice(*gap.source)]:
        if _same_unit(atom, other) or (kind is Kind.DATE and _rivals(atom, other)):
            yield Difference(kind, found.claim.word(atom), found.source.word(other))
            return
    if atom.key in RELATIVE and found.source.crosses(*gap.source):
        yield Difference(kind, found.claim.word(atom))


def _cover(found: Alignment, *, clause: Span) -> float:
    """The share of the weighty words of a clause of the source that the claim's clause has."""
    claim = found.claim.keys[slice(*found.clause)]
    words = [a.key for a in found.source.atoms[slice(*clause)] if not a.fact and weighty(a.plain)]
    return sum(word in claim for word in words) / max(len(words), 1)


def _same_unit(ours: Atom, theirs: Atom) -> bool:
    return (
        isinstance(ours.fact, Quantity)
        and isinstance(theirs.fact, Quantity)
        and ours.fact.unit == theirs.fact.unit
        and ours.key != theirs.key
    )


def _facts(found: Alignment, gap: Gap, *, settled: frozenset[int]) -> Iterator[Difference]:
    """Figures and parts of dates of the claim that the source does not have, or has otherwise."""
    beside = [atom for atom in found.source.atoms[slice(*gap.source)] if atom.fact]
    for number in range(*gap.claim):
        atom = found.claim.atoms[number]
        if atom.fact is None or number in settled:
            continue
        rivals = [other for other in beside if _rivals(atom, other)]
        if not rivals and isinstance(atom.fact, DatePart):
            # A sentence speaks of its dates as a whole.
            rivals = [other for other in found.source.atoms if _rivals(atom, other)]
        if _same(atom, rivals) or (not rivals and _moved(found, number)):
            continue
        kind = Kind.DATE if isinstance(atom.fact, DatePart) else Kind.FIGURE
        rival = found.source.word(rivals[0]) if rivals else ""
        yield Difference(kind, found.claim.word(atom), rival)


def _moved(found: Alignment, number: int) -> bool:
    """Whether the source has a fact of the claim at another place, beside a word in common.

    A figure that stands beside other words counts other things; a date is about all of them,
    but for 上年 and 同比, which are about their clause.
    """
    claim, source, key = found.claim, found.source, found.claim.keys[number]
    at = [i for i, other in enumerate(source.keys) if other == key]
    if key in RELATIVE:
        return key in source.keys[slice(*found.reach)]
    if not at or isinstance(claim.atoms[number].fact, DatePart):
        return bool(at)
    if any(_same_unit(claim.atoms[number], claim.atoms[i]) for i in _in_place(found)):
        # Two figures of a kind in another order have changed places.
        return False
    ours = _beside(claim, number)
    return not ours or any(ours & _beside(source, i) for i in at)


def _in_place(found: Alignment) -> Iterator[int]:
    """The numbers of the claim's atoms that stand in the source in order."""
    for run in found.runs:
        yield from range(run.claim, run.claim + run.size)


def _beside(side: Atoms, number: int) -> set[str]:
    """The weighty atoms next to one."""
    around = side.atoms[max(0, number - _NEXT) : number] + side.atoms[number + 1 :][:_NEXT]
    return {atom.key for atom in around if atom.fact is None and weighty(atom.plain)}


def _rivals(ours: Atom, theirs: Atom) -> bool:
    """Whether one fact may stand in the other's place: a figure, or the same part of a date."""
    if isinstance(ours.fact, DatePart) and isinstance(theirs.fact, DatePart):
        return ours.key[0] == theirs.key[0]
    return isinstance(ours.fact, Quantity) and isinstance(theirs.fact, Quantity)


def _same(atom: Atom, others: list[Atom]) -> bool:
    return any(other.key == atom.key for other in others)
