"""Signals of how well a question is answered: the inputs of the decision to answer or refuse.

None depends on the size of the corpus: each is a cosine, a share or a truth. Fitting the decision
and taking it read the same signals from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from corpus import clause_spans
from index import fold

from .coverage import Met, coverage
from .evidence import Candidate
from .given import gives, split_by_outcome, values
from .numerals import number
from .sought import Sought, sought
from .types import Language, Question

# Whether more of a signal can only speak for an answer (-1) or against one (+1): a fit on few
# questions must not learn that close evidence is bad, only because its near misses were close.
SIGNALS = {
    "dense": -1,
    "late": -1,
    "gap": -1,
    "words": -1,
    "unmet": +1,
    "unmet_nearby": +1,
    "lacks_form": +1,
    "rivals_lack_form": +1,
    "far_value": +1,
    "figure_absent": +1,
    "term_absent": +1,
    "english": 0,
}
"""The names in the order of the weights, with the sign that a weight may have; 0 is either."""

# The sentences that could be quoted in the best one's stead.
_RIVALS = 3
# How far a value is from the question where none is asked for: about the mean where one is.
_NO_VALUE = 0.75
# A longer question is met to a lesser share; beyond this many words that no longer shows.
_MANY_WORDS = 12
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
# A single one is as often no number (一家一户).
_COUNTED = re.compile(
    r"(?<![一二两三四五六七八九十百千万])((?<=第)一|[一二三四五六七八九十]{2,}|[二三四五六七八九十])"
    r"(?:(成)|[个家名项件次条位所处届倍户种类级])"
)
_WORDS = re.compile("[一二两三四五六七八九十百千]+")


class Signaller:
    """Reads the signals of questions about some documents."""

    def __init__(self, met: Met, title_of: Callable[[str], str], terms: Sequence[str]) -> None:
        """Take a measure for single words, the documents' titles and the glossary's terms."""
        self._met = met
        self._title_of = title_of
        self._terms = tuple(map(fold, terms))

    def signals(self, question: Question, candidates: Sequence[Candidate]) -> tuple[float, ...]:
        """The signals of a question's candidates, best first, in the order of SIGNALS.

        Cosine and late interaction are the best candidate's; `gap` is by how much it is stronger
        than the best of another passage. `unmet` is the weight of the question's word that the
        sentence meets least, `unmet_nearby` that of its whole passage, headings included.
        """
        best, rivals = candidates[0], candidates[:_RIVALS]
        form = sought(question)
        others = [c.strength for c in candidates if c.hit.passage_id != best.hit.passage_id]
        held = [gives(form, rival.text, told=question.searched) for rival in rivals]
        found = {
            "dense": best.parts.dense,
            "late": best.parts.late,
            "gap": best.strength - max(others, default=0.0),
            **self._words(question, rivals, form=form),
            "lacks_form": not held[0] or (form is Sought.REASON and self._reversed(question, best)),
            "rivals_lack_form": not any(held),
            "figure_absent": _figure_absent(question, rivals),
            "term_absent": self._term_absent(question, best),
            "english": question.language is Language.EN,
        }
        return tuple(float(found[name]) for name in SIGNALS)

    def _words(
        self, question: Question, rivals: Sequence[Candidate], *, form: Sought | None
    ) -> dict[str, float]:
        """What can be told of the question's words one by one."""
        best = rivals[0]
        around = values(form, _clauses(rivals))
        texts = [best.text, _passage(best), *(around or ())]
        covered = coverage(question, texts, title=self._title_of(best.hit.doc_id), met=self._met)
        nearest = max((covered.share(row) for row in range(2, len(texts))), default=0.0)
        return {
            "words": min(covered.words, _MANY_WORDS) / _MANY_WORDS,
            "unmet": covered.unmet(0),
            "unmet_nearby": covered.unmet(1),
            "far_value": _NO_VALUE if around is None else 1 - nearest,
        }

    def _reversed(self, question: Question, best: Candidate) -> bool:
        """Whether a sentence says what came of the thing asked about, not why it came about."""
        cause, outcome = split_by_outcome(best.text)
        if not outcome:
            return False
        title = self._title_of(best.hit.doc_id)
        covered = coverage(question, [cause, outcome], title=title, met=self._met)
        return covered.share(0) > covered.share(1)

    def _term_absent(self, question: Question, best: Candidate) -> bool:
        """Whether the question names an official term that the passage does not."""
        asked, passage = fold(question.searched), fold(_passage(best))
        named = [term for term in self._terms if term in asked]
        whole = (t for t in named if not any(t != other and t in other for other in named))
        return any(term not in passage for term in whole)


def _clauses(rivals: Sequence[Candidate]) -> Iterator[str]:
    return (c.text[start:end] for c in rivals for start, end in clause_spans(c.text))


def _figure_absent(question: Question, rivals: Sequence[Candidate]) -> bool:
    """Whether the question states a number, no year, that the passages do not hold."""
    asked = fold(question.searched)
    stated = _in_digits(asked) - set(map(Decimal, question.years))
    for words, tenth in _COUNTED.findall(asked):
        value = number(words)
        stated |= set() if value is None else {value * (10 if tenth else 1)}
    held = [fold(_passage(rival)) for rival in rivals]
    return bool(stated - {found for text in held for found in _in_digits(text) | _in_words(text)})


def _in_digits(text: str) -> set[Decimal]:
    return {Decimal(found) for found in _NUMBER.findall(text)}


def _in_words(text: str) -> set[Decimal]:
    """The numbers in words; tens and tenths both ways, for 七成 may stand as 70%."""
    found = (number(words) for words in _WORDS.findall(text))
    return {one for value in found if value is not None for one in (value, value * 10)}


def _passage(candidate: Candidate) -> str:
    return " ".join((candidate.hit.text, *candidate.hit.section))
