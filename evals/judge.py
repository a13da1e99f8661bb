"""Gold spans turned into judgements of passages, for tools that know only document ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus import Passage

from .measures import holds
from .types import Entry, Evidence, GoldQuestion, Qrels, RetrievalSet


def judgements(questions: Sequence[GoldQuestion], passages: Sequence[Passage]) -> Qrels:
    """The passages that hold evidence of each answerable question, or an alternative; all grade 1.

    Evidence that no passage holds is judged under an id that no passage has, so that what the
    splitter lost still counts in the denominator.
    """
    return {
        question.id: {
            id: 1 for evidence in question.evidence for id in _holding(evidence, passages)
        }
        for question in questions
        if question.answerable
    }


def gold_as_beir(
    questions: Sequence[GoldQuestion], passages: Sequence[Passage], *, name: str
) -> RetrievalSet:
    """A gold set over an index as a BEIR set: a passage is an entry, its heading path the title.

    BEIR has no dialogue: a follow-up becomes its history and its question in one line.
    """
    return RetrievalSet(
        name=name,
        documents=tuple(
            Entry(passage.passage_id, " › ".join(passage.section.path), passage.text)
            for passage in passages
        ),
        queries={q.id: " ".join((*q.history, q.question)) for q in questions},
        qrels=judgements(questions, passages),
    )


def _holding(evidence: Evidence, passages: Sequence[Passage]) -> Iterator[str]:
    found = [p.passage_id for p in passages if any(holds(p, span) for span in evidence.spans)]
    yield from found or [f"missing:{evidence.span.start}-{evidence.span.end}"]
