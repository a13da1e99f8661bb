"""Kinds of things that a question asks for and that its evidence does not give.

A sentence may be about the right thing and still give no money, no day, no names. That is told with
some certainty where the report would have to write the thing in a known form; elsewhere it is a
doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .evidence import Candidate, Missing, Need
from .types import Asked, Question
from .units import counts

# Units that a report does not replace by others: people count 次 as 回, 场 or 桩, but money in 元.
_SURE = frozenset("元 人 家 户 天 % 公里 平方公里 公顷".split())
# Only a sentence this strong is surely about the thing asked for; and only those at least half as
# strong may answer in its stead.
_STRONG, _RIVAL = 0.25, 0.5
_LEADING = 3
# A number that is no year and no date, or one written out before a measure word: 听证会四次.
_FIGURE = re.compile(
    r"(?<![\d.])(?!(?:19|20)\d{2}(?:年|\s*[—–~-]))\d+(?!\d*[年月])|[一二两三四五六七八九十百千半数几]"
    r"+(?:分之|成|[个件次家户人名项条份种类天倍场所处万亿])"
)
_DAY_ASKED = re.compile(
    r"哪一?[天日]|几[号日]|几月几|\b(?:what|which) (?:day|date)\b", re.IGNORECASE
)
_DAY = re.compile(r"\d月\d{1,2}(?:日|号)|当[天日]|次日|同日")
_WHICH_ONES = re.compile(
    r"哪(?P<items>[两二三四五六七八九十\d]+[个家项种类条份部所处座](?:[一-鿿]{0,2}))"
)
_LISTED = re.compile(r"、|[和与及]|》[^《]{0,4}《|”[^“]{0,4}“|分别|包括|[:：]")


def lacks(question: Question, candidates: Sequence[Candidate]) -> Missing | None:
    """What the leading sentences surely do not give, or None."""
    leading = _leading(candidates)
    strong = candidates[0].strength >= _STRONG
    sure = question.unit == "元" or (strong and question.unit in _SURE)
    if sure and _lacks_unit(question, leading):
        return Missing(Need.UNIT, question.unit)
    if strong and question.asks is Asked.FIGURE and not _any(_FIGURE, leading):
        return Missing(Need.FIGURE)
    asks_day = question.asks is Asked.DATE and _DAY_ASKED.search(question.text)
    if asks_day and not _any(_DAY, leading):
        return Missing(Need.DATE)
    which = _WHICH_ONES.search(question.text)
    if which and strong and not _any(_LISTED, leading):
        return Missing(Need.ITEMS, which["items"])
    return None


def doubt(question: Question, candidates: Sequence[Candidate]) -> Missing | None:
    """What the leading sentences do not seem to give: a figure in the unit asked for."""
    if not question.unit or not _lacks_unit(question, candidates[:_LEADING]):
        return None
    return Missing(Need.UNIT, question.unit) if question.unit in _SURE else Missing(Need.FIGURE)


def _lacks_unit(question: Question, candidates: Sequence[Candidate]) -> bool:
    return question.asks is Asked.FIGURE and not any(
        counts(candidate.text, question.unit) for candidate in candidates
    )


def _any(pattern: re.Pattern[str], candidates: Sequence[Candidate]) -> bool:
    return any(pattern.search(candidate.text) for candidate in candidates)


def _leading(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best few sentences, those much weaker than the best left out."""
    floor = _RIVAL * candidates[0].strength
    return [candidate for candidate in candidates[:_LEADING] if candidate.strength >= floor]
