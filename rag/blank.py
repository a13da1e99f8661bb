"""An answer before anything is said: the question, who answers, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .types import Answer, Citation, Hit, Question

# Passages named beside an answer: enough to look further, few enough to read.
_NEAR = 3


def blank(question: Question, hits: Sequence[Hit], *, answered_by: str = "extractive") -> Answer:
    """The answer that says nothing yet."""
    return Answer(
        question=question.text,
        language=question.language,
        query=question.query,
        answer="",
        answered_by=answered_by,
        hits=tuple(hits),
    )


def filled(answer: Answer, text: str, *, citations: Iterable[Citation]) -> Answer:
    """The answer with its text and citations; what was found and is not cited is near."""
    citations = tuple(citations)
    return replace(answer, answer=text, citations=citations, near=_near(answer, citations))


def refused(answer: Answer, reason: str) -> Answer:
    """The answer as a refusal; what was found is near."""
    return replace(answer, answer=reason, refused=True, reason=reason, near=_near(answer, ()))


def _near(answer: Answer, citations: Sequence[Citation]) -> tuple[str, ...]:
    cited = {citation.passage_id for citation in citations}
    return tuple([h.passage_id for h in answer.hits if h.passage_id not in cited][:_NEAR])
