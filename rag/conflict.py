"""Conflicts: different figures that a document states for the same thing in two places.

Two statements are of the same thing where most of the words around their figures agree; they
disagree where the figures have one unit and differ. Other years and other periods are other things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .evidence import Candidate, Clash, Closeness, Place
from .measured import Statement, statements
from .moments import years
from .types import Quote

# Shares of the character pairs that agree, of the shorter and of the longer statement, and how many
# at least: with less, neighbours in a list of like things would disagree with each other.
_OF_SHORTER, _OF_LONGER, _FEWEST = 0.85, 0.6, 5
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fff]{2}))")
_PERIOD = re.compile(
    r"上半年|下半年|[一二三四]季度|\d{1,2}月|累计|[日月年]均|新增|截至|其中|同比|环比|前|后|以上|以下"
)


def conflicting(
    quotes: Sequence[Quote], candidates: Sequence[Candidate], *, closeness: Closeness
) -> Clash | None:
    """The figure of the first quote that answers, where another candidate contradicts it, or None.

    The other clause is added to the quotes where it is not part of one.
    """
    stated = list(statements(quotes[0].text)) if quotes else []
    if not stated:
        return None
    # Neighbours in a list of like things answer other questions.
    answering = stated[int(np.argmax(closeness([one.words for one in stated])))]
    here = quotes[0]
    for candidate in candidates:
        if not _elsewhere(candidate, here):
            continue
        for other in statements(candidate.text):
            same_time = _times(answering, here) == _times(other, candidate)
            if same_time and _disagree(answering, other):
                return _clash(quotes, answering, other=other, candidate=candidate)
    return None


def _clash(
    quotes: Sequence[Quote], stated: Statement, *, other: Statement, candidate: Candidate
) -> Clash:
    hit = candidate.hit
    start, end = candidate.start + other.start, candidate.start + other.end
    added = Quote(hit, start, end, candidate.strength)
    holding = (number for number, quote in enumerate(quotes) if _within(added, quote))
    number = next(holding, len(quotes))
    about = stated.words.replace(stated.figure.text, "", 1)
    return Clash(
        about=about.strip("，,。；;、 "),
        places=(Place(0, stated.figure.text), Place(number, other.figure.text)),
        quotes=tuple(quotes) if number < len(quotes) else (*quotes, added),
    )


def _disagree(stated: Statement, other: Statement) -> bool:
    one, two = stated.figure, other.figure
    if one.unit != two.unit or one.value == two.value or one.rough != two.rough:
        return False
    shorter, longer = sorted((_pairs(stated), _pairs(other)), key=len)
    agreeing = len(shorter & longer)
    return (
        len(shorter) >= _FEWEST
        and agreeing >= _OF_SHORTER * len(shorter)
        and agreeing >= _OF_LONGER * len(longer)
    )


def _elsewhere(candidate: Candidate, quote: Quote) -> bool:
    """Whether a candidate stands in another paragraph of the same document."""
    here, there = quote.hit, candidate.hit
    return here.doc_id == there.doc_id and here.passage_id != there.passage_id


def _times(stated: Statement, place: Quote | Candidate) -> tuple[frozenset[str], frozenset[str]]:
    """The years of the sentence, or of its headings where it names none, and its part of a year."""
    spoken = years(place.text) or years(" ".join(place.hit.section))
    return spoken, frozenset(_PERIOD.findall(stated.words))


def _within(inner: Quote, outer: Quote) -> bool:
    same = inner.hit.passage_id == outer.hit.passage_id
    return same and outer.start <= inner.start and inner.end <= outer.end


def _pairs(stated: Statement) -> frozenset[str]:
    return frozenset(_HAN_PAIR.findall(stated.words.replace(stated.figure.text, " ", 1)))
