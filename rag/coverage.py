"""How far a text meets the words of a question, one by one.

The average says how close a text is; what a refusal turns on is the word that it does not meet at
all. Words that ask, count or frame a question say nothing of its subject and are left out, and so
are those of the document's title, which every sentence of it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index import Scores, fold

from .places import places_named
from .types import Question

Met = Callable[[str, Sequence[str]], tuple[Scores, Scores]]
"""The weights of a query's words and, a row a text, how well each text meets each."""

_MEASURE = (
    r"(?:[件人家户]次|平方公里|平方米|公里|公顷|小时|分钟"
    r"|[件起例宗桩人名位家户个元钱次回场期天项处座所条种类样门套支只部台份册本张枚段幅封级层档届])?"
)
_FRAME = re.compile(
    rf"(?:多少|哪[一几些两三四五六七八九\d]*|(?<![十百])几){_MEASURE}|老几|(?:19|20)\d{{2}}年?"
    r"|全区|区里|本?区(?=[的里])|全年|一年|今年|去年|当年|年度|一共|总共|报告|白皮书|\b(?:district|report)\b"
)
# A word this close to one of the title is the same word.
_SAME = 0.95


@dataclass(frozen=True, slots=True)
class Coverage:
    """The words of a question, weighted, against texts: a row a text in `met`."""

    weights: Scores
    met: Scores

    @property
    def words(self) -> int:
        """How many words there are."""
        return int(np.count_nonzero(self.weights))

    def share(self, row: int) -> float:
        """The share of the question, by weight, that a text meets, from 0 to 1."""
        return float(self.met[row] @ self.weights)

    def unmet(self, row: int) -> float:
        """How much the word that a text meets least weighs, from 0 to 1."""
        return float(((1 - self.met[row]) * self.weights).max(initial=0.0))


def coverage(question: Question, texts: Sequence[str], *, title: str, met: Met) -> Coverage:
    """Hold texts of a document against the words of a question that are about its subject."""
    weights, rows = met(_subject(question), [title, *texts])
    told = np.where(rows[0] > _SAME, 0.0, weights).astype(np.float32)
    if not told.any():
        told = weights
    return Coverage(told / max(float(told.sum()), 1e-9), rows[1:])


def _subject(question: Question) -> str:
    text = question.searched
    for _, name in places_named(text):
        text = text.replace(name, " ")
    return _FRAME.sub(" ", fold(text))
