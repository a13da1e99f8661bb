"""The values of the answering stage: Question, Hit, Quote, Citation, Conflict and Answer.

Field by field these are the JSON of the command line; `rag.schema` turns one into the other.
Offsets are Unicode code points, 0-based, end-exclusive. Scores: higher is better.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .difference import Difference


class Language(StrEnum):
    """Language and script of a question and of the frame around an answer."""

    ZH = "zh"
    ZH_HANT = "zh-Hant"
    EN = "en"


class Verdict(StrEnum):
    """Whether the cited span supports the sentence that cites it."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"


class Asked(StrEnum):
    """The kind of thing that would answer a question; NAME is of a person, a body or an honour."""

    FIGURE = "figure"
    DATE = "date"
    TITLE = "title"
    NAME = "name"
    LIST = "list"
    DEFINITION = "definition"
    REASON = "reason"
    METHOD = "method"
    COMPARISON = "comparison"
    YES_NO = "yes_no"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """What the sources say of one claim, and why.

    `source` is the 0-based number of the best source, `start` and `end` the best span in it; where
    nothing is close it is None, and they are 0. `reasons` are in the claim's language, and most
    say one of the `differences`.
    """

    verdict: Verdict
    source: int | None
    start: int
    end: int
    reasons: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """The span that supports or contradicts a claim.

    `source_start` and `source_end` are offsets in the document, or in the pasted text that holds
    the list of sources, where `doc_id` is None; `marker` is None for what the index was asked for.
    """

    marker: int | None
    doc_id: str | None
    passage_id: str | None
    section: tuple[str, ...]
    page: int | None
    source_start: int
    source_end: int
    quote: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim `text[start:end]` of a checked text, with the markers that it bears."""

    start: int
    end: int
    text: str
    markers: tuple[int, ...]
    verdict: Verdict
    support: Support | None
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A text and what became of each of its claims, in order."""

    text: str
    claims: tuple[CheckedClaim, ...]
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every claim is supported."""
        return all(claim.verdict is Verdict.SUPPORTED for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Question:
    """A cleaned question; `query` is its rewriting for search, or None where it stands alone.

    `asks` is the kind of thing asked for and `unit` its Chinese measure word (件, 元, %) or "";
    `years` and `period` (上半年, 10月) what it is limited to; `parts` the single questions of a
    message that holds several, each searchable on its own, or () where it holds one.
    """

    text: str
    language: Language
    query: str | None = None
    asks: Asked = Asked.OTHER
    unit: str = ""
    years: tuple[str, ...] = ()
    period: str = ""
    parts: tuple[str, ...] = ()

    @property
    def searched(self) -> str:
        """What is searched for."""
        return self.query or self.text


@dataclass(frozen=True, slots=True)
class Parts:
    """The score of a passage in each view: cosine, BM25, late interaction; unscaled."""

    dense: float
    lexical: float
    late: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found; `text == document.text[start:end]`; ranks count from 1."""

    rank: int
    passage_id: str
    doc_id: str
    start: int
    end: int
    score: float
    parts: Parts
    text: str
    section: tuple[str, ...]
    page: int | None
    page_exact: bool
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a hit's passage chosen as evidence; offsets into `hit.text`."""

    hit: Hit
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        """The words of the source."""
        return self.hit.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement of the answer stands in a source.

    `quote == document.text[source_start:source_end]`; `answer_spans` lie in `Answer.answer`, one
    per use of the marker, the marker itself excluded.
    """

    marker: int
    doc_id: str
    doc_title: str
    section: tuple[str, ...]
    page: int | None
    page_exact: bool
    paragraph: int
    passage_id: str
    quote: str
    source_start: int
    source_end: int
    answer_spans: tuple[tuple[int, int], ...]
    score: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the figures that disagree, and the marker of the citation that holds it."""

    text: str
    marker: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different figures that the source states for the same thing."""

    about: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each stage."""

    retrieve: float = 0.0
    answer: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer, or a refusal: `refused`, no citations and a `reason`.

    `query` is the rewritten question, or None where the question was searched as it stands.
    """

    question: str
    language: Language
    answer: str
    answered_by: str = "extractive"
    refused: bool = False
    reason: str | None = None
    query: str | None = None
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    near: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    timings_ms: Timings = field(default_factory=Timings)
