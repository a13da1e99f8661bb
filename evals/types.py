"""The values of the evals stage: gold questions, one row a question and run, summaries.

Gold points at spans of the document's text (code points, end-exclusive), never at passage ids, so
that a new splitter needs no new labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from rag import Language


class Kind(StrEnum):
    """What a question asks for."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    LIST = "list"
    DEFINITION = "definition"
    REASON = "reason"
    COMPARISON = "comparison"
    SEVERAL = "several"
    FOLLOW_UP = "follow-up"
    UNANSWERABLE = "unanswerable"


class Style(StrEnum):
    """How a question is worded: in the report's terms, away from them, or with typing errors."""

    REPORT = "report"
    REWORDED = "reworded"
    NOISY = "noisy"


Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: `document.text[start:end] == text`.

    `doc_id` "" means the only document; `evals.locate` fills it in where an index has several.
    """

    text: str
    start: int
    end: int
    doc_id: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that a right answer needs, and the other places that state it as well."""

    span: Span
    alternatives: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places of which one suffices."""
        return (self.span, *self.alternatives)


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question, what a right answer contains, and where it stands.

    `must` is a list of alternatives-lists: a right answer contains one string of each. An
    unanswerable question has no evidence and no must; its `note` says why.
    """

    id: str
    lang: Language
    kind: Kind
    style: Style
    question: str
    history: tuple[str, ...]
    answer: str
    must: tuple[tuple[str, ...], ...]
    evidence: tuple[Evidence, ...]
    split: Split
    note: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the document answers it."""
        return self.kind is not Kind.UNANSWERABLE


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one gold question in one run.

    `measures` maps a measure's name to its value; one that does not apply to the question (a
    refusal has no citation to be precise about) is absent. `missed` names the must strings that
    the answer lacks. `ranking` holds the ids of the passages found, best first, `scores` theirs.
    """

    id: str
    lang: str
    kind: str
    style: str
    split: str
    question: str
    answer: str
    refused: bool
    measures: dict[str, float]
    cited: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    confidence: float = 0.0
    ranking: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds per question at the median and the 95th percentile, seconds, and MiB."""

    retrieve_p50: float
    retrieve_p95: float
    answer_p50: float
    answer_p95: float
    open_s: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Run:
    """A configuration's answers to a gold set, scored.

    `manifest_sha256` and `gold_sha256` say which index and which questions; `configuration` holds
    every setting. Rows are in the order of the gold set and free of timings, so that two runs of
    one configuration are equal byte for byte.
    """

    name: str
    gold_sha256: str
    manifest_sha256: str
    configuration: dict[str, Any]
    rows: tuple[Row, ...]
    speed: Speed


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % bootstrap interval over `n` questions."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How a measure changed between two runs; `low` and `high` bound the change with 95 %."""

    measure: str
    before: float
    after: float
    low: float
    high: float
    p_value: float
    n: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs of the same questions; wins and losses are (before, after) rows."""

    before: str
    after: str
    differences: tuple[Difference, ...]
    wins: tuple[tuple[Row, Row], ...]
    losses: tuple[tuple[Row, Row], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a BEIR corpus; `title` may be ""."""

    id: str
    title: str
    text: str


Qrels = dict[str, dict[str, int]]
"""Query id -> document id -> grade; above 0 is relevant."""


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A BEIR set (Thakur et al. 2021): a corpus, queries by id, and who answers whom.

    Queries without judgements belong to another split; the judged ones are those that count.
    """

    name: str
    documents: tuple[Entry, ...]
    queries: dict[str, str]
    qrels: Qrels


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """How well a set is ranked: mode -> measure -> estimate; seconds taken, 0 where not timed."""

    name: str
    measures: dict[str, dict[str, Estimate]]
    build_s: float = 0.0
    search_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A document id and its score in a ranking."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class SizeRow:
    """What an index of `rows` paragraphs costs: seconds, milliseconds, megabytes, bytes.

    `passages` are those that the paragraphs became. The peak of a build is that of the process
    plus the largest of a worker's times their number; that of queries includes the files mapped.
    `first_answer_s` is a whole process from its start to its end.
    """

    rows: int
    passages: float
    windows: float
    build_s: float
    build_peak_mb: float
    bytes_per_passage: float
    recall_at_10: float
    first_answer_s: float
    query_p50_ms: float
    query_p95_ms: float
    answer_p50_ms: float
    query_peak_mb: float
    more_s: float
