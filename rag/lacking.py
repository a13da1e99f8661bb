"""Forms of answer that a question asks for and that its evidence does not give.

A sentence may be about the right thing and still give no money, no reason, no names. Where the
report would have to write the thing in a known form that refuses by itself; elsewhere it weighs in
the decision, and a refusal may name it.
"""

from __future__ import annotations

from collections.abc import Sequence

from .evidence import Candidate, Missing, Need
from .given import gives
from .sought import Sought, sought
from .types import Question
from .units import counts

# These are written in one way only, so even weak evidence would show them. Counted on invented
# official texts whose questions also helped to mend the forms: of 642 answerable ones whose
# evidence was found, what is below refused 11 by mistake.
_SURE = frozenset(
    {
        *(Sought.MONEY, Sought.STAFF, Sought.PEOPLE, Sought.PERSON, Sought.SHARE, Sought.DURATION),
        *(Sought.STEPS, Sought.SCORE, Sought.CLOCK, Sought.DAY),
    }
)
# Only a sentence this strong is surely about the thing asked for; and only those at least half as
# strong may answer in its stead.
_STRONG, _RIVAL = 0.25, 0.5
_LEADING = 3
# Measure words of a count that a report does not replace by others.
_KEPT = frozenset("家户")
_NEEDS = {
    Sought.MONEY: Missing(Need.UNIT, "元"),
    Sought.STAFF: Missing(Need.UNIT, "人"),
    Sought.PEOPLE: Missing(Need.UNIT, "人"),
    Sought.SHARE: Missing(Need.UNIT, "%"),
    Sought.DAY: Missing(Need.DATE),
    Sought.DATE: Missing(Need.TIME),
    Sought.CLOCK: Missing(Need.TIME),
    Sought.REASON: Missing(Need.REASON),
    Sought.STEPS: Missing(Need.STEPS),
    Sought.WHERE: Missing(Need.ADDRESS),
    **dict.fromkeys((Sought.PERSON, Sought.NAMES, Sought.BODY, Sought.FIRM), Missing(Need.NAMES)),
}


def lacks(question: Question, candidates: Sequence[Candidate]) -> Missing | None:
    """What the leading sentences surely do not give, or None."""
    form = sought(question)
    sure = form in _SURE or candidates[0].strength >= _STRONG
    if not form or not sure or _any_gives(question, leading(candidates), form=form):
        return None
    return _missing(question, form)


def doubt(question: Question, candidates: Sequence[Candidate]) -> Missing | None:
    """What the best sentence does not seem to give."""
    form = sought(question)
    if not form or _any_gives(question, candidates[:1], form=form):
        return None
    return _missing(question, form)


def _missing(question: Question, form: Sought) -> Missing:
    if form is Sought.ITEMS and question.unit in _KEPT:
        return Missing(Need.UNIT, question.unit)
    return _NEEDS.get(form, Missing(Need.FIGURE))


def _any_gives(question: Question, candidates: Sequence[Candidate], *, form: Sought) -> bool:
    counted = form is Sought.ITEMS and question.unit in _KEPT
    return any(
        counts(c.text, question.unit) if counted else gives(form, c.text, told=question.searched)
        for c in candidates
    )


def leading(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best few sentences that could answer in each other's stead: none much weaker."""
    floor = _RIVAL * candidates[0].strength
    return [candidate for candidate in candidates[:_LEADING] if candidate.strength >= floor]
