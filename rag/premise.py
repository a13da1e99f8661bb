"""False premises: what a question takes for granted and its evidence says otherwise.

Three kinds can be told from the wording alone: a direction (asked why something fell, the report
says that it rose), an end of a ranking (asked which was last, the report names the first) and the
standing of a figure (asked what was achieved, the report gives a target). All look at the sentences
that answer best.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus import clause_spans

from .evidence import Candidate, Closeness, Missing, Need
from .types import Asked, Question

# Weaker evidence may speak of something else altogether.
_ABOUT_THE_SAME = 0.25

_Opposites = Mapping[str, re.Pattern[str]]

_UP, _DOWN = "up", "down"
_DIRECTIONS = {
    _UP: re.compile(
        r"上升|上涨|增长|增加|增多|提高|提升|升高|(?:多|高|大|快|涨)了|变[多高大]|走高|创新高|[涨升]到|突破"
        r"|\b(?:ris(?:e|en|ing)|rose|increas\w*|gr[eo]w\w*|went up|go(?:ne)? up|higher)\b",
        re.IGNORECASE,
    ),
    _DOWN: re.compile(
        r"下降|减少|降低|下滑|下跌|回落|(?:少|低|小|慢|跌|降)了|变[少低小]|走低|[跌降]破|[跌掉降落]到"
        r"|\b(?:f[ae]ll(?:en|ing)?|drop\w*|declin\w*|decreas\w*|went down|go(?:ne)? down|lower)\b",
        re.IGNORECASE,
    ),
}
_TOP, _BOTTOM = "top", "bottom"
_ENDS = {
    _TOP: re.compile(
        r"(?<!倒数)第一(?!审)|首位|榜首|最[好高优]|\b(?:best|highest|top of)\b", re.IGNORECASE
    ),
    _BOTTOM: re.compile(
        r"倒数|垫底|末位|最后一名|最[差低劣]|\b(?:bottom|worst|last place|lowest)\b", re.IGNORECASE
    ),
}
_SINGLED_OUT = re.compile(r"[哪谁]|什么|\b(?:which|who|what)\b", re.IGNORECASE)
# Only these take the direction for granted; "did it rise or fall" does not.
_GRANTED = re.compile(
    r"为什么|为何|为啥|原因|怎么会|怎么(?=.{0,12}了)|多少|几成|几个百分点|幅度|百分之几"
    r"|\bwhy\b|\breasons?\b|\bhow (?:much|far|many)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"同比|环比|比上年|比去年|较上年|较去年|双(?:提升|下降|升|降)|近年来")
_ACTUAL = re.compile(
    r"实际(?!利用)|已经|到底|究竟|真正|事实上|\b(?:actual(?:ly)?|already|so far|in fact)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"目标|指标|打算|计划(?:是|达|完成|将|到)|要达到|力争|预期"
    r"|\b(?:target|goal|aim|plan(?:ned)? to)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"力争|争取|计划(?=.{0,4}(?:完成|实现|达到|新建|建成))|拟于|预计|目标|指标|年底前|将(?=.{0,12}"
    r"(?:达|实现|完成|建))|到20\d{2}年|下一步|今后|未来"
)
_DONE = re.compile(r"已|完成了|实现了|达到了|取得|超额|全年共|共(?:完成|办|受)|同比")


def false_direction(
    question: Question, candidates: Sequence[Candidate], *, closeness: Closeness
) -> Missing | None:
    """What the report says where the question takes the opposite direction for granted.

    The first of the candidates that names a direction decides.
    """
    asked = _named(question.text, _DIRECTIONS)
    if len(asked) != 1 or not _GRANTED.search(question.text):
        return None
    for candidate in candidates:
        clause = _clause(candidate.text, closeness)
        said = _named(clause, _DIRECTIONS)
        if candidate.strength < _ABOUT_THE_SAME or (said and not _COMPARED.search(clause)):
            return None
        if said:
            return (
                None
                if asked & said
                else Missing(Need.DIRECTION, _word(clause, said, among=_DIRECTIONS))
            )
    return None


def other_end(question: Question, candidate: Candidate, *, closeness: Closeness) -> Missing | None:
    """What stands first or last where the question asks for what stands at the other end."""
    asked = _named(question.text, _ENDS)
    if len(asked) != 1 or not _SINGLED_OUT.search(question.text):
        return None
    clause = _clause(candidate.text, closeness)
    said = _named(clause, _ENDS)
    if not said or asked & said:
        return None
    return Missing(Need.DIRECTION, _word(clause, said, among=_ENDS))


def other_standing(question: Question, candidate: Candidate) -> Missing | None:
    """A result asked for where only an aim is stated, or an aim where only a result is."""
    if question.asks not in (Asked.FIGURE, Asked.DATE):
        return None
    planned, done = _PLANNED.search(candidate.text), _DONE.search(candidate.text)
    if _ACTUAL.search(question.text) and planned and not done:
        return Missing(Need.RESULT)
    if _AIM.search(question.text) and not planned and done:
        return Missing(Need.AIM)
    return None


def _named(text: str, among: _Opposites) -> set[str]:
    return {name for name, pattern in among.items() if pattern.search(text)}


def _word(clause: str, names: set[str], *, among: _Opposites) -> str:
    found = among[min(names)].search(clause)
    return found[0] if found else ""


def _clause(sentence: str, closeness: Closeness) -> str:
    """The clause closest to the question, with the next where that only goes on about it."""
    clauses = [sentence[start:end] for start, end in clause_spans(sentence)]
    close = list(closeness(clauses))
    best = close.index(max(close))
    following = clauses[best + 1] if best + 1 < len(clauses) else ""
    goes_on = not _named(clauses[best], _DIRECTIONS) and _COMPARED.match(following)
    return clauses[best] + (following if goes_on else "")
