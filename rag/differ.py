"""What differs between a clause and the source that it is aligned with, kind by kind.

Figures, dates, names, direction and negation decide; other words are for the caller to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .align import Alignment, Gap
from .atoms import Atom, Atoms
from .dates import DatePart
from .folded import folded
from .lexicon import ends_negated, negations, weighty
from .names import is_body, is_named, places, titles
from .quantities import Bound, Quantity


class Kind(StrEnum):
    """What two texts differ in; the last three do not contradict."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    DIRECTION = "direction"
    NEGATION = "negation"
    JOINED = "joined"
    WORDS = "words"
    ADDED = "added"


CONTRADICTS = frozenset({Kind.FIGURE, Kind.DATE, Kind.NAME, Kind.DIRECTION, Kind.NEGATION})
"""The kinds that make a claim false rather than unproven."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The words of the claim and those of the source, each as written, or ""."""

    kind: Kind
    claim: str
    source: str = ""

    @property
    def contradicts(self) -> bool:
        """Whether the source says something else, not just nothing."""
        return self.kind in CONTRADICTS and bool(self.source)


# Hedges that cannot be told of the same figure; leaving one out, or rounding, is no lie.
_CLASHES = {
    frozenset((Bound.BELOW, Bound.ABOVE)),
    frozenset((Bound.EXACT, Bound.ABOVE)),
    frozenset((Bound.EXACT, Bound.BELOW)),
}
_EXCEPTED = re.compile(r"^的?(?:除外|以外)")
_NEGATORS = re.compile(r"并未|尚未|没有|从未|不[得予能可再应准许会是]?|未|无|没|非|勿|禁止|严禁")
# Enough to see what kind of thing a replaced word belongs to.
_CONTEXT = 3


def differences(found: Alignment) -> tuple[Difference, ...]:
    """Every difference, in the order of the claim; () where the clause stands in the source."""
    listed: list[Difference] = [*_hedges(found), *_titles(found), *_directions(found)]
    for gap in found.gaps:
        listed += _facts(found, gap)
        listed += _negation(found, gap)
        listed += _words(found, gap)
    return tuple(listed)


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
                    yield Difference(
                        Kind.FIGURE, _text(found.claim, ours), _text(found.source, theirs)
                    )


def _titles(found: Alignment) -> Iterator[Difference]:
    """A title that the source names neither as one nor in passing, or only a part of another."""
    if "《" not in found.claim.text:
        return
    clause = found.claim.shown(*found.clause)
    theirs = titles(folded(found.source.text).text)
    for title in titles(folded(clause).text):
        longer = [other for other in theirs if title in other]
        if title not in theirs and (longer or not is_named(title, found.source.text)):
            yield Difference(Kind.NAME, f"《{title}》", f"《{longer[0]}》" if longer else "")


def _directions(found: Alignment) -> Iterator[Difference]:
    """An unmatched word of the claim whose opposite is unmatched in the source."""
    theirs = {
        atom.group: atom
        for gap in found.gaps
        for atom in found.source.atoms[slice(*gap.source)]
        if atom.group
    }
    for gap in found.gaps:
        for atom in found.claim.atoms[slice(*gap.claim)]:
            if -atom.group in theirs and atom.group and atom.group not in theirs:
                other = theirs[-atom.group]
                yield Difference(
                    Kind.DIRECTION, _text(found.claim, atom), _text(found.source, other)
                )


def _facts(found: Alignment, gap: Gap) -> Iterator[Difference]:
    """Figures and parts of dates of the claim that the source does not have, or has otherwise."""
    beside = [atom for atom in found.source.atoms[slice(*gap.source)] if atom.fact]
    for atom in found.claim.atoms[slice(*gap.claim)]:
        if atom.fact is None:
            continue
        rivals = [other for other in beside if _rivals(atom, other)]
        if atom.key in found.source.keys and (not rivals or _same(atom, rivals)):
            continue
        kind = Kind.DATE if isinstance(atom.fact, DatePart) else Kind.FIGURE
        rival = _text(found.source, rivals[0]) if rivals else ""
        yield Difference(kind, _text(found.claim, atom), rival)


def _rivals(ours: Atom, theirs: Atom) -> bool:
    """Whether one fact may stand in the other's place: a figure, or the same part of a date."""
    if isinstance(ours.fact, DatePart) and isinstance(theirs.fact, DatePart):
        return ours.key[0] == theirs.key[0]
    return isinstance(ours.fact, Quantity) and isinstance(theirs.fact, Quantity)


def _same(atom: Atom, others: list[Atom]) -> bool:
    return any(other.key == atom.key for other in others)


def _negation(found: Alignment, gap: Gap) -> Iterator[Difference]:
    ours, theirs = found.claim.words(*gap.claim), found.source.words(*gap.source)
    shown = found.claim.shown(*gap.claim), found.source.shown(*gap.source)
    followed = gap.inner or gap.source[1] <= found.runs[0].source
    if negations(ours) > negations(theirs):
        yield Difference(Kind.NEGATION, shown[0], shown[1] or _after(found, gap))
    elif _denied(ours, theirs) if followed else _excepted(ours, theirs):
        yield Difference(Kind.NEGATION, shown[0], shown[1])


def _denied(ours: str, theirs: str) -> bool:
    """Whether the source negates what follows and the claim does not."""
    return negations(ours) < negations(theirs) and ends_negated(theirs)


def _excepted(ours: str, theirs: str) -> bool:
    """Whether the source excepts what goes before and the claim does not."""
    return bool(_EXCEPTED.match(theirs)) and not _EXCEPTED.match(ours)


def _after(found: Alignment, gap: Gap) -> str:
    """What the source says where the claim negates: the words that follow."""
    return found.source.shown(gap.source[1], min(gap.source[1] + 6, len(found.source.atoms)))


def _words(found: Alignment, gap: Gap) -> Iterator[Difference]:
    ours, theirs = found.claim.words(*gap.claim), found.source.words(*gap.source)
    raw = _NEGATORS.sub("", _unlisted(found.claim, gap.claim, other=found.source))
    other = weighty(_NEGATORS.sub("", theirs))
    # Two words of no weight may be one that has it: 所有 where the source has another word.
    left = weighty(raw) or (raw if len(raw) > 1 and other else "")
    if left and not _elsewhere(left, found.source):
        shown = found.claim.shown(*gap.claim), found.source.shown(*gap.source)
        kind = Kind.WORDS if other and (gap.inner or not _far(other, left)) else Kind.ADDED
        if kind is Kind.WORDS and _is_name(found, gap):
            kind = Kind.NAME
        yield Difference(kind, shown[0], shown[1] if kind is not Kind.ADDED else "")
    elif gap.inner and not ours and _splices(found, gap):
        yield Difference(Kind.JOINED, "", found.source.shown(*gap.source))


def _unlisted(claim: Atoms, span: tuple[int, int], *, other: Atoms) -> str:
    """The words of a gap without the synonyms of words that the source has somewhere."""
    return "".join(
        claim.words(at, at + 1)
        for at in range(*span)
        if not (claim.atoms[at].group and claim.atoms[at].key in other.keys)
    )


def _elsewhere(words: str, source: Atoms) -> bool:
    """Whether words stand in the source at another place: two characters at least."""
    return len(words) > 1 and words in source.words(0, len(source.atoms))


def _far(other: str, left: str) -> bool:
    """At the edges of a clause, source words much longer than the claim's stand for themselves."""
    return len(other) > 4 * len(left) + 4


def _is_name(found: Alignment, gap: Gap) -> bool:
    """Whether the claim's gap, or what it begins, is the name of a place or a body."""
    start, end = gap.claim
    longer = found.claim.words(start, end + _CONTEXT)
    return bool(places(longer)) or any(
        is_body(longer[:size]) for size in range(1, len(longer) + 1) if size >= end - start
    )


def _splices(found: Alignment, gap: Gap) -> bool:
    """Whether words were joined over the end of a clause that names somebody else."""
    start, end = gap.source
    crossed = any(start < at <= end for at in found.source.breaks)
    if not crossed or gap.claim[0] in found.claim.breaks:
        return False
    words = found.source.words(start, end)
    return any(is_body(words[:size]) for size in range(2, len(words) + 1))


def _text(side: Atoms, atom: Atom) -> str:
    return side.text[atom.start : atom.end]
