"""One gold question and the answer to it become one row of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus import Document
from rag import Answer, Hit

from . import measures as m
from .match import lacking
from .types import GoldQuestion, Row

_CUTOFFS = (1, 5, 10)


def score(
    gold: GoldQuestion,
    answer: Answer,
    *,
    documents: Mapping[str, Document],
    views: Mapping[str, Sequence[Hit]],
) -> Row:
    """Every measure that applies; silence scores 0 wherever an answer was due.

    `views` holds what each single view of the passages found, by its name.
    """
    quoted = answer.answered_by == "extractive"
    values: dict[str, float | None] = {
        "verbatim": m.verbatim(answer, documents),
        "offsets_right": m.offsets_right(answer) if quoted else m.statements_marked(answer),
        "support": m.support(answer, documents),
    }
    if gold.answerable:
        values |= _retrieval(gold, answer.hits) | _answering(gold, answer)
        values |= {f"{name}_evidence@5": _every_at_5(gold, hits) for name, hits in views.items()}
        values["answered"] = float(not answer.refused)
    else:
        values["refusal_recall"] = float(answer.refused)
    if answer.refused:
        values["refusal_precision"] = float(not gold.answerable)
    return Row(
        id=gold.id,
        lang=gold.lang,
        kind=gold.kind,
        style=gold.style,
        split=gold.split,
        question=" / ".join((*gold.history, gold.question)),
        answer=answer.answer,
        refused=answer.refused,
        measures={name: value for name, value in values.items() if value is not None},
        cited=tuple(citation.quote for citation in answer.citations),
        places=tuple(" › ".join(citation.section) for citation in answer.citations),
        evidence=tuple(evidence.span.text for evidence in gold.evidence),
        missed=() if answer.refused else lacking(answer.answer, gold.must),
        confidence=answer.citations[0].score if answer.citations else 0.0,
        ranking=tuple(hit.passage_id for hit in answer.hits),
        scores=tuple(hit.score for hit in answer.hits),
    )


def _retrieval(gold: GoldQuestion, hits: Sequence[Hit]) -> dict[str, float | None]:
    ranks = [m.rank_of(evidence, hits) for evidence in gold.evidence]
    values: dict[str, float | None] = {"mrr@10": m.reciprocal_rank_at(ranks, 10)}
    for k in _CUTOFFS:
        values[f"recall@{k}"] = m.recall_at(ranks, k)
        values[f"every_evidence@{k}"] = m.every_evidence_at(ranks, k)
    return values | {"ndcg@10": m.ndcg_at(ranks, 10)}


def _every_at_5(gold: GoldQuestion, hits: Sequence[Hit]) -> float:
    return m.every_evidence_at([m.rank_of(evidence, hits) for evidence in gold.evidence], 5)


def _answering(gold: GoldQuestion, answer: Answer) -> dict[str, float | None]:
    return {
        "correct": m.correct(answer, gold),
        "first_right": m.first_right(answer, gold),
        "exact_figure": m.exact_figure(answer, gold),
        "citation_precision": m.citation_precision(answer, gold),
        "citation_recall": m.citation_recall(answer, gold),
    }
