"""Constraints of a question that its evidence must meet: the place and the year that it names.

Near misses are the commonest wrong answers of a retriever: the right figure of another district,
or of another year. A place must occur in the documents at all; a year must be one that the quote's
passage speaks of, or the one that the document's title bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from corpus import Document
from index import fold

from .types import Quote

# Provinces, large cities, and the districts of the largest; names that are also everyday words
# are listed with their suffix only.
_PLACES_FILE = Path(__file__).with_name("places.tsv")
_NAME_IN_TITLE = re.compile(r"《[^》]*》|“[^”]*”")
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:\s*年?\s*[—–~至到-]\s*((?:19|20)\d{2})(?!\d))?"
)


def absent_place(question: str, documents: Iterable[Document]) -> str | None:
    """The first place that the question names and no document mentions, as it was written."""
    folded = fold(question)
    for chinese, english in _places():
        named = chinese if chinese in folded else _named_in_english(english, question)
        if named and not any(_mentions(document, chinese) for document in documents):
            return named
    return None


def unmet_year(question: str, quote: Quote, *, title: str) -> str | None:
    """The first year that the question names and the quote's passage does not speak of.

    A passage speaks of the years in it, in its headings and in the document's title; one without
    any year, under a title without any, speaks of every year.
    """
    spoken = years(" ".join((title, *quote.hit.section, quote.hit.text)))
    asked = sorted(years(_NAME_IN_TITLE.sub("", question)))
    return next((year for year in asked if spoken and year not in spoken), None)


def meeting_year(
    question: str, quotes: Sequence[Quote], *, titles: dict[str, str]
) -> tuple[tuple[Quote, ...], str | None]:
    """The quotes whose passages speak of the year asked about, and the year if none does."""
    unmet = [unmet_year(question, quote, title=titles[quote.hit.doc_id]) for quote in quotes]
    kept = tuple(quote for quote, year in zip(quotes, unmet, strict=True) if year is None)
    return kept, None if kept or not unmet else unmet[0]


def years(text: str) -> frozenset[str]:
    """The years from 1900 to 2099 in a text, those inside a range included."""
    found: set[str] = set()
    for first, last in _YEAR.findall(text):
        found.update(str(year) for year in range(int(first), int(last or first) + 1))
    return frozenset(found)


@cache
def _places() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = _PLACES_FILE.read_text(encoding="utf-8").splitlines()[1:]
    pairs = (row.split("\t") for row in rows)
    return tuple((chinese, tuple(english.split("|"))) for chinese, english in pairs)


def _named_in_english(names: Sequence[str], question: str) -> str | None:
    return next((name for name in names if re.search(rf"\b{re.escape(name)}\b", question)), None)


def _mentions(document: Document, place: str) -> bool:
    stem = place.rstrip("省市区")
    return any(stem in text for text in (document.title, document.issuer, document.text))
