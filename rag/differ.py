"""What differs between a clause and the source that it is aligned with, kind by kind.

Figures, dates, names, direction and negation decide; other words are for the caller to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .align import Alignment, Gap
from .difference import Difference, Kind
from .facts import fact_differences
from .folded import folded
from .lexicon import ends_negated, has_opposite, negations, weighty
from .names import is_body, is_named, titles
from .places import names_a_place

_EXCEPTED = re.compile(r"^的?(?:除外|以外)")
_NEGATORS = re.compile(r"并未|尚未|没有|从未|不[得予能可再应准许会是]?|未|无|没|非|勿|禁止|严禁")
# Enough to see what kind of thing a replaced word belongs to.
_CONTEXT = 3


def differences(found: Alignment) -> tuple[Difference, ...]:
    """Every difference, in the order of the claim; () where the clause stands in the source."""
    listed = [*fact_differences(found), *_titles(found), *_directions(found)]
    for gap in found.gaps:
        listed += _negation(found, gap)
        listed += _words(found, gap)
    told = [one.claim for one in listed if one.contradicts and one.claim]
    return tuple(
        one
        for one in listed
        # What is told already is not told again as other words.
        if one.kind not in (Kind.WORDS, Kind.ADDED) or not any(words in one.claim for words in told)
    )


def _titles(found: Alignment) -> Iterator[Difference]:
    """A title that the source names neither as one nor in passing, or only a part of another."""
    if "《" not in found.claim.text:
        return
    clause = found.claim.stretch(*found.clause)
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
                yield Difference(Kind.DIRECTION, found.claim.word(atom), found.source.word(other))


def _negation(found: Alignment, gap: Gap) -> Iterator[Difference]:
    ours, theirs = found.claim.words(*gap.claim), found.source.words(*gap.source)
    shown = found.claim.shown(*gap.claim), found.source.shown(*gap.source)
    followed = gap.inner or gap.source[1] <= found.runs[0].source
    if negations(ours) > negations(theirs):
        yield Difference(Kind.NEGATION, shown[0], shown[1] or _after(found, gap))
    elif _denied(found, gap) if followed else _excepted(ours, theirs):
        yield Difference(Kind.NEGATION, shown[0], shown[1])


def _denied(found: Alignment, gap: Gap) -> bool:
    """Whether the source negates what follows and the claim does not.

    Who does what is forbidden is no denial: a condition (侵占测量标志的) drops the ban before it.
    """
    ours, theirs = found.claim.words(*gap.claim), found.source.words(*gap.source)
    is_condition = not gap.inner and found.claim.words(*found.clause).endswith("的")
    return negations(ours) < negations(theirs) and ends_negated(theirs) and not is_condition


def _excepted(ours: str, theirs: str) -> bool:
    """Whether the source excepts what goes before and the claim does not."""
    return bool(_EXCEPTED.match(theirs)) and not _EXCEPTED.match(ours)


def _after(found: Alignment, gap: Gap) -> str:
    """What the source says where the claim negates: the words that follow."""
    return found.source.shown(gap.source[1], min(gap.source[1] + 6, len(found.source.atoms)))


def _words(found: Alignment, gap: Gap) -> Iterator[Difference]:
    ours, theirs = found.claim.words(*gap.claim), found.source.words(*gap.source)
    raw = _NEGATORS.sub("", _unlisted(found, gap))
    other = weighty(_NEGATORS.sub("", theirs))
    # Two words of no weight may be one that has it: 所有 where the source has another word.
    left = weighty(raw) or (raw if len(raw) > 1 and other else "")
    moved = left == other or (_elsewhere(left, found) and _exchanged(other, found))
    if left and not moved:
        shown = found.claim.shown(*gap.claim), found.source.shown(*gap.source)
        kind = Kind.WORDS if other and (gap.inner or not _far(other, left)) else Kind.ADDED
        if kind is Kind.WORDS and not has_opposite(ours) and _is_name(found, gap):
            kind = Kind.NAME
        yield Difference(kind, shown[0], shown[1] if kind is not Kind.ADDED else "")
    elif gap.inner and not ours and _splices(found, gap):
        yield Difference(Kind.JOINED, "", found.source.shown(*gap.source))


def _unlisted(found: Alignment, gap: Gap) -> str:
    """The words of a gap without the synonyms of words in the clauses of the source."""
    theirs = found.source.keys[slice(*found.reach)]
    return "".join(
        found.claim.words(at, at + 1)
        for at in range(*gap.claim)
        if not (found.claim.atoms[at].group and found.claim.keys[at] in theirs)
    )


def _elsewhere(words: str, found: Alignment) -> bool:
    """Whether words stand at another place of the same clauses: two characters at least."""
    return len(words) > 1 and words in weighty(found.source.words(*found.reach))


def _exchanged(words: str, found: Alignment) -> bool:
    """Whether what the source has in the place of moved words has moved too, or is nothing."""
    return words in found.claim.words(*found.clause)


def _far(other: str, left: str) -> bool:
    """At the edges of a clause, source words much longer than the claim's stand for themselves."""
    return len(other) > 4 * len(left) + 4


def _is_name(found: Alignment, gap: Gap) -> bool:
    """Whether the claim's gap, or what it begins, is the name of a place or a body."""
    start, end = gap.claim
    longer = found.claim.words(start, end + _CONTEXT)
    return names_a_place(longer) or any(
        is_body(longer[:size]) for size in range(1, len(longer) + 1) if size >= end - start
    )


def _splices(found: Alignment, gap: Gap) -> bool:
    """Whether words were joined over the end of a clause that names somebody else."""
    start, end = gap.source
    if not found.source.crosses(start, end) or gap.claim[0] in found.claim.breaks:
        return False
    words = found.source.words(start, end)
    return any(is_body(words[:size]) for size in range(2, len(words) + 1))
