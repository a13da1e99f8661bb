"""The values of the answering stage: Question, Hit, Quote, Citation, Conflict and Answer.

Field by field these are the JSON of the command line; `rag.schema` turns one into the other.
Offsets are Unicode code points, 0-based, end-exclusive. Scores: higher is better.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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
class Candidate:
    """A sentence of a hit's passage, scored; offsets into `hit.text`.

    `score` ranks the candidates of one question; `strength` and the `parts` it is made of (cosine,
    and the shares of the question's words and tokens that the sentence holds) lie between 0 and 1
    or nearly so, and mean the same whatever the question and the size of the corpus.
    """

    hit: Hit
    start: int
    end: int
    score: float
    strength: float
    parts: Parts

    @property
    def text(self) -> str:
        """The words of the source."""
        return self.hit.text[self.start : self.end]


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
class Place:
    """A figure as printed, and the quote, counted from 0, in which it stands."""

    quote: int
    text: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What two quoted figures of one unit give: their sum or their difference, in words."""

    places: tuple[Place, Place]
    result: str
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Figures that disagree; the places count in `quotes`, which hold the other one as well."""

    about: str
    places: tuple[Place, Place]
    quotes: tuple[Quote, ...]


class Need(StrEnum):
    """What a question needs of its evidence, and may miss there."""

    PLACE = "place"
    TITLE = "title"
    YEAR = "year"
    PERIOD = "period"
    UNIT = "unit"
    DATE = "date"
    ITEMS = "items"
    DIRECTION = "direction"
    RESULT = "result"
    AIM = "aim"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing; `what` is the place, year or unit, or for a direction the report's word."""

    need: Need
    what: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the decision to answer is taken on.

    `missing` refuses by itself; `doubts` and `signals` (see rag.signals; () without evidence) are
    weighed.
    """

    missing: Missing | None = None
    doubts: tuple[Missing, ...] = ()
    signals: tuple[float, ...] = ()


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
