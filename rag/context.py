"""Context: what a sentence or a stretch of one needs around it to be read, and no more.

A stretch that begins with 同比 lacks its subject; a sentence that begins with 该办法 points to the
one before, and may hold what that one was found for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import clause_spans, sentence_spans

from .asked import holds
from .evidence import Candidate
from .types import Question

Span = tuple[int, int]

# Words that point back within a sentence: a stretch that begins with one lacks its subject.
_LACKS_SUBJECT = re.compile(r"其(?![他它余])|同比|环比|比上年|占(?:比|全)|达到?(?!标)|为\d")
# Words that point to the sentence before: a quote that begins with one cannot be read alone.
_POINTS_BACK = re.compile(r"这|该|它|对此|为此|上述|前者|后者")


def completed(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, the best one with the sentence after it where that holds what is asked for.

    Only where the best does not, and the next points back to it.
    """
    if not candidates:
        return ()
    best, *others = candidates
    if holds(question.asks, best.text, unit=question.unit) == 1:
        return tuple(candidates)
    text = best.hit.text
    following = next((span for span in sentence_spans(text) if span[0] >= best.end), None)
    if following is None or not _POINTS_BACK.match(text, following[0]):
        return tuple(candidates)
    start, end = following
    if holds(question.asks, text[start:end], unit=question.unit) < 1:
        return tuple(candidates)
    rest = [c for c in others if (c.hit.passage_id, c.start) != (best.hit.passage_id, start)]
    return (replace(best, end=end), *rest)


def with_context(candidate: Candidate, span: Span, *, room: int) -> Span:
    """The span, begun clauses earlier while it lacks a subject, or a sentence if it points back."""
    start, end = span
    text = candidate.hit.text
    clauses = [candidate.start + at for at, _ in clause_spans(candidate.text)]
    before = [at for at in clauses if at < start]
    while before and _LACKS_SUBJECT.match(text, start) and end - before[-1] <= room:
        start = before.pop()
    sentences = [at for at, stop in sentence_spans(text) if stop <= start]
    if sentences and _POINTS_BACK.match(text, start) and end - sentences[-1] <= room:
        start = sentences[-1]
    return start, end
