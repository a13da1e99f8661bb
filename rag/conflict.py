"""Conflicts: different figures that the source states for the same thing in two places.

Two statements are of the same thing where most of the words around their figures agree; they
disagree where the figures have one unit and differ. Other years and other periods are other things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import clause_spans

from .constraint import years
from .measured import Measured, measured
from .types import Candidate, Clash, Place, Quote

# Shares of the character pairs that agree, of the shorter and of the longer statement, and how many
# at least: with less, neighbours in a list of like things would disagree with each other.
_OF_SHORTER, _OF_LONGER, _FEWEST = 0.75, 0.6, 6
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fff]{2}))")
_PERIOD = re.compile(
    r"上半年|下半年|[一二三四]季度|\d{1,2}月|累计|[日月年]均|新增|截至|其中|同比|环比|前|后|以上|以下"
)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A figure and the words around it; `start` and `end` are those of its clause in the passage.

    `figure.start` counts within the clause.
    """

    candidate: Candidate
    start: int
    end: int
    words: str
    figure: Measured


def conflicting(quotes: Sequence[Quote], candidates: Sequence[Candidate]) -> Clash | None:
    """The first figure of the first quote that another candidate contradicts, or None.

    The other clause is added to the quotes where it is not part of one.
    """
    if not quotes:
        return None
    first = quotes[0]
    own = Candidate(first.hit, first.start, first.end, 0.0, first.score, first.hit.parts)
    others = [s for c in candidates if not _overlap(c, first) for s in _statements(c)]
    for stated in _statements(own):
        for other in others:
            if _disagree(stated, other):
                return _clash(quotes, stated, other=other)
    return None


def _clash(quotes: Sequence[Quote], stated: _Statement, *, other: _Statement) -> Clash:
    hit = other.candidate.hit
    number = next(
        (
            number
            for number, quote in enumerate(quotes)
            if quote.hit.passage_id == hit.passage_id
            and quote.start <= other.start
            and other.end <= quote.end
        ),
        len(quotes),
    )
    added = (Quote(hit, other.start, other.end, other.candidate.strength),)
    return Clash(
        about=stated.words.strip("，,。；;、 "),
        places=(Place(0, stated.figure.text), Place(number, other.figure.text)),
        quotes=tuple(quotes) if number < len(quotes) else (*quotes, *added),
    )


def _statements(candidate: Candidate) -> Iterator[_Statement]:
    """The members of the sentence's clauses, as 、 parts them, that state just one figure."""
    for start, end in clause_spans(candidate.text):
        clause = candidate.text[start:end]
        for member in clause.split("、"):
            figures = measured(member)
            if len(figures) == 1:
                words = member.replace(figures[0].text, "", 1)
                at = candidate.start
                yield _Statement(candidate, at + start, at + end, words, figures[0])


def _disagree(stated: _Statement, other: _Statement) -> bool:
    one, two = stated.figure, other.figure
    if one.unit != two.unit or one.value == two.value or one.rough != two.rough:
        return False
    shorter, longer = sorted((_pairs(stated.words), _pairs(other.words)), key=len)
    agreeing = len(shorter & longer)
    return (
        len(shorter) >= _FEWEST
        and agreeing >= _OF_SHORTER * len(shorter)
        and agreeing >= _OF_LONGER * len(longer)
        and _times(stated) == _times(other)
    )


def _times(stated: _Statement) -> tuple[frozenset[str], frozenset[str]]:
    return years(stated.candidate.text), frozenset(_PERIOD.findall(stated.words))


def _overlap(candidate: Candidate, quote: Quote) -> bool:
    same = candidate.hit.passage_id == quote.hit.passage_id
    return same and candidate.start < quote.end and quote.start < candidate.end


def _pairs(text: str) -> frozenset[str]:
    return frozenset(_HAN_PAIR.findall(text))
