"""What readers say of answers, as values that outlive an index: words of a document, not passages.

`rag.feedback` keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Document, Passage

from .types import Citation


class Reason(StrEnum):
    """What is wrong with an answer; UNSAID where the reader gave no reason."""

    UNSAID = ""
    WRONG_ANSWER = "wrong_answer"
    WRONG_SOURCE = "wrong_source"
    SHOULD_REFUSE = "should_refuse"
    SHOULD_ANSWER = "should_answer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document as it was: `quote == text[start:end]`, `sha256` that of the text."""

    doc_id: str
    sha256: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reader said of one answer.

    `key` names the turn: a later opinion of it replaces an earlier one. `query` is what the
    question was understood as, or None; `cited` what the answer quoted; `chosen` the passage that
    the reader holds right, or None; `said` their own words; `made` an ISO 8601 time in UTC.
    """

    key: str
    made: str
    question: str
    query: str | None
    answer: str
    refused: bool
    good: bool
    reason: Reason = Reason.UNSAID
    said: str = ""
    cited: tuple[Place, ...] = ()
    chosen: Place | None = None


def place_of(span: Passage | Citation, document: Document) -> Place:
    """Where a passage or a quote stands in its document."""
    if isinstance(span, Passage):
        start, end = span.start, span.end
    else:
        start, end = span.source_start, span.source_end
    return Place(document.doc_id, document.sha256, start, end, document.text[start:end])


def place_today(place: Place, documents: Sequence[Document]) -> Place | None:
    """Where the words stand in the documents as they are now; None where they do not.

    In a document that changed they may have moved: they are found again where they stand once.
    """
    document = next((each for each in documents if each.doc_id == place.doc_id), None)
    if document is None or not place.quote:
        return None
    text, start = document.text, place.start
    if text[start : place.end] != place.quote:
        start = text.find(place.quote)
        if start < 0 or text.find(place.quote, start + 1) >= 0:
            return None
    end = start + len(place.quote)
    return replace(place, sha256=document.sha256, start=start, end=end)
