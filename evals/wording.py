"""How measures and outcomes are called in a report, and what they mean in a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .types import Kind, Row


class Outcome(StrEnum):
    """What became of a question; the first and the third are what is wanted."""

    RIGHT = "right"
    WRONG = "wrong"
    RIGHTLY_REFUSED = "rightly refused"
    WRONGLY_REFUSED = "wrongly refused"
    WRONGLY_ANSWERED = "wrongly answered"


OUTCOMES: dict[Outcome, str] = {
    Outcome.RIGHT: "The answer holds everything that was required.",
    Outcome.WRONG: "There was an answer, and it lacks something that was required.",
    Outcome.RIGHTLY_REFUSED: "The document does not say, and the answer says so.",
    Outcome.WRONGLY_REFUSED: "The document says, but the answer was a refusal.",
    Outcome.WRONGLY_ANSWERED: "The document does not say, and yet there was an answer.",
}
"""What each outcome means."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A measure's name for people, the part of the work that it judges, and what it means."""

    label: str
    group: str
    meaning: str


_RETRIEVAL, _ANSWERS, _CITATIONS, _REFUSALS = "Retrieval", "Answers", "Citations", "Refusals"
_OTHER = "Other"

_MEASURES: dict[str, Wording] = {
    "every_evidence@1": Wording(
        "All evidence at rank 1", _RETRIEVAL, "every passage that a full answer needs comes first"
    ),
    "every_evidence@5": Wording(
        "All evidence in the first 5", _RETRIEVAL, "the same, among the first five passages"
    ),
    "every_evidence@10": Wording(
        "All evidence in the first 10", _RETRIEVAL, "the same, among the first ten passages"
    ),
    "dense_evidence@5": Wording("Dense view alone", _RETRIEVAL, "all evidence in its first five"),
    "lexical_evidence@5": Wording("Lexical view alone", _RETRIEVAL, "the same, by words"),
    "late_evidence@5": Wording("Late interaction alone", _RETRIEVAL, "the same, token by token"),
    "mrr@10": Wording("MRR@10", _RETRIEVAL, "1 / rank of the first evidence"),
    "ndcg@10": Wording("nDCG@10", _RETRIEVAL, "evidence counts less the lower it stands"),
    "correct": Wording("Right answers", _ANSWERS, "holds everything required; a refusal scores 0"),
    "first_right": Wording("First sentence right", _ANSWERS, "the first cited one is evidence"),
    "exact_figure": Wording(
        "Exact figure", _ANSWERS, "the first quote holds the figures asked for"
    ),
    "citation_precision": Wording("Precision", _CITATIONS, "cited sentences that are evidence"),
    "citation_recall": Wording("Recall", _CITATIONS, "evidence that is cited"),
    "verbatim": Wording("Verbatim", _CITATIONS, "quotes that stand in the source word for word"),
    "offsets_right": Wording("Offsets right", _CITATIONS, "markers point at what they stand for"),
    "support": Wording("Support", _CITATIONS, "statements that their citation bears out"),
    "refusal_precision": Wording("Precision", _REFUSALS, "refusals that were due"),
    "refusal_recall": Wording("Recall", _REFUSALS, "unanswerable questions that were refused"),
    "answered": Wording("Answered", _REFUSALS, "answerable questions that were not refused"),
    "risk_coverage_area": Wording(
        "Risk-coverage area", _OTHER, "mean risk over all coverages; lower is better"
    ),
    "length": Wording("Answer length", _OTHER, "characters, refusals left out"),
}


def wording(measure: str) -> Wording:
    """How a measure is called; one that has no wording goes by its own name."""
    return _MEASURES.get(measure, Wording(measure, _OTHER, ""))


def full_label(measure: str) -> str:
    """A measure's name where its group is not said beside it."""
    found = wording(measure)
    grouped = found.group in (_CITATIONS, _REFUSALS)
    return f"{found.group}: {found.label.lower()}" if grouped else found.label


def is_answerable(row: Row) -> bool:
    """Whether an answer was due: unanswerable questions are scored by refusal alone."""
    return row.kind != Kind.UNANSWERABLE


def outcome(row: Row) -> Outcome:
    """What became of a question."""
    if not is_answerable(row):
        return Outcome.RIGHTLY_REFUSED if row.refused else Outcome.WRONGLY_ANSWERED
    if row.refused:
        return Outcome.WRONGLY_REFUSED
    return Outcome.RIGHT if row.measures.get("correct") == 1 else Outcome.WRONG
