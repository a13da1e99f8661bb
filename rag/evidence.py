"""The values between scored sentences and an answer: candidates, what they give and what they lack.

Offsets are Unicode code points, 0-based, end-exclusive. Scores: higher is better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index import Scores

from .types import Hit, Parts, Quote

Closeness = Callable[[Sequence[str]], Scores]
"""How close each of some texts is to the question in hand."""


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
    FIGURE = "figure"
    DATE = "date"
    TIME = "time"
    NAMES = "names"
    REASON = "reason"
    STEPS = "steps"
    ADDRESS = "address"
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

    `missing` refuses by itself; `signals` (see rag.signals; () without evidence) are weighed, and
    `doubt` is what a refusal on their account names.
    """

    missing: Missing | None = None
    doubt: Missing | None = None
    signals: tuple[float, ...] = ()
