"""What a question needs and its evidence lacks: every constraint in one place.

Some are facts and refuse by themselves: a place that no document mentions, another year, a premise
that the report contradicts. Others are doubts that weigh in the decision: the figure may be there
in words that nobody thought of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from index import Scores

from .constraint import absent_place, absent_title, unmet_time
from .evidence import Candidate, Missing, Need
from .holdings import Holdings
from .lacking import doubt, lacks, leading
from .premise import false_direction, other_end, other_standing
from .types import Question

# The best sentence and what could have been quoted in its stead.
_LEADING = 3


class Constraints:
    """Holds the evidence of a question against what the question says."""

    def __init__(
        self,
        holdings: Holdings,
        closeness: Callable[[str, Sequence[str]], Scores],
    ) -> None:
        """Take what the documents hold, and a measure for parts of sentences."""
        self._holdings = holdings
        self._closeness = closeness

    def unmet(self, question: Question, candidates: Sequence[Candidate]) -> Missing | None:
        """The first need that the best candidates do not meet, or None."""
        # What a follow-up means stands in what is searched for, not in what was typed.
        said = question.text if question.query is None else f"{question.query} {question.text}"
        place = absent_place(said, self._holdings.mentions)
        if place:
            return Missing(Need.PLACE, place)
        title = absent_title(said, self._holdings.titles)
        if title:
            return Missing(Need.TITLE, title)
        time = unmet_time(question, leading(candidates), title_of=self._holdings.title)
        return time or self._premise(question, candidates[:_LEADING]) or lacks(question, candidates)

    def doubt(self, question: Question, candidates: Sequence[Candidate]) -> Missing | None:
        """What the candidates seem to lack, as far as can be told: a refusal may name it."""
        return doubt(question, candidates)

    def _premise(self, question: Question, leading: Sequence[Candidate]) -> Missing | None:
        closeness = partial(self._closeness, question.searched)
        return (
            other_standing(question, leading[0])
            or false_direction(question, leading, closeness=closeness)
            or other_end(question, leading[0], closeness=closeness)
        )
