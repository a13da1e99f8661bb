"""Arranging: which of the scored sentences are quoted, how much of each, and in which order.

The answering clause or sentence comes first; context only where a quote could not be read without
it; a list keeps all its items; each half of a two-part question gets its quote. Nothing is
reworded: a quote is a span of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from corpus import Passage, clause_spans
from index import Passages, Scores

from .asked import asked_for, holds
from .context import with_context
from .enumeration import Stretch, enumeration, heads, introduces
from .evidence import Candidate
from .extract import ExtractOptions
from .types import Asked, Question, Quote

Span = tuple[int, int]
Closeness = Callable[[str, Sequence[str]], Scores]

# A sentence up to this long is quoted whole: cutting it saves little and loses its frame.
_WHOLE = 120
# What a quote may take even where others wait for room.
_FAIR = 100
# A longer stretch of a sentence is taken where it is as close to the question as this, on the
# scale of `closeness`: on the dev questions 98 of 100 right sentences keep their answer so.
_TOLERANCE = 0.1
# A further quote that is cut shorter than this is 2020年, or the like.
_LEAST = 30
# What a quote that is cut does not end with.
_JOINTS = ",，、;；"
# Runs of clauses that are compared, the shorter ones first.
_STRETCHES = 120


class Arranger:
    """Makes quotes of scored sentences."""

    def __init__(self, passages: Passages, closeness: Closeness, options: ExtractOptions) -> None:
        """Take the passages of the index, in their order, and a measure for parts of sentences."""
        self._passages = passages
        self._closeness = closeness
        self._options = options

    def quotes(
        self, question: Question, ranked: Sequence[Sequence[Candidate]]
    ) -> tuple[Quote, ...]:
        """The quotes in reading order; `ranked` holds the candidates of the whole question, and of
        each of its parts.

        The best sentence comes first; then the best of every part, or, where there are no parts,
        those close behind.
        """
        whole, *parts = ranked
        leading = list(self._close_behind(whole)) if whole else []
        if parts:
            best = {found[0].text: found[0] for found in ranked if found}
            leading = list(best.values())[: self._options.max_quotes]
        quotes: list[Quote] = []
        room = self._options.max_chars
        for number, candidate in enumerate(leading):
            fair = max(_FAIR, room // (len(leading) - number))
            share = min(room, fair) if parts else room
            for quote in self._expanded(question, candidate, room=share, first=not quotes):
                if not any(_repeats(quote, other) for other in quotes):
                    quotes.append(quote)
                    room -= len(quote.text)
        return tuple(quotes)

    def _close_behind(self, ranked: Sequence[Candidate]) -> Iterator[Candidate]:
        """The best candidate and those within the margin, as many as may be quoted."""
        options = self._options
        deviation = float(np.std([candidate.score for candidate in ranked]))
        floor = ranked[0].score - options.margin * deviation
        texts: set[str] = set()
        for candidate in ranked:
            if candidate.score < floor or len(texts) == options.max_quotes:
                return
            # Reports repeat themselves: a sentence is quoted once, wherever else it stands.
            if candidate.text not in texts:
                texts.add(candidate.text)
                yield candidate

    def _expanded(
        self, question: Question, candidate: Candidate, *, room: int, first: bool
    ) -> tuple[Quote, ...]:
        """The candidate with what it needs, or its enumeration; () if too long."""
        leads_in = introduces(candidate.text)
        if leads_in or (first and question.asks is Asked.LIST):
            whole = self._enumerated(candidate)
            if whole or (leads_in and not first):
                return whole
        query = question.searched
        narrowed = self._narrowed(query, candidate, room=room, whole=question.asks is Asked.LIST)
        if narrowed is None or (not first and _is_scrap(candidate, narrowed)):
            return ()
        start, end = with_context(candidate, narrowed, room=room)
        return (Quote(candidate.hit, start, end, candidate.strength),)

    def _enumerated(self, candidate: Candidate) -> tuple[Quote, ...]:
        """Every item of the enumeration that the candidate belongs to, one quote a paragraph."""
        here = self._passages.number(candidate.hit.passage_id)
        if here is None:
            return ()
        section = self._passages[here].section
        first = last = here
        while first > 0 and self._passages[first - 1].section == section:
            first -= 1
        while last + 1 < len(self._passages) and self._passages[last + 1].section == section:
            last += 1
        paragraphs = self._passages[first : last + 1]
        within = Stretch(here - first, candidate.start, candidate.end)
        texts = [paragraph.text for paragraph in paragraphs]
        stretches = enumeration(texts, within)
        if sum(stretch.end - stretch.start for stretch in stretches) > self._options.max_chars:
            stretches = tuple(heads(texts, stretches))
        return tuple(
            _quote(candidate, paragraphs[stretch.number], stretch=stretch) for stretch in stretches
        )

    def _narrowed(self, query: str, candidate: Candidate, *, room: int, whole: bool) -> Span | None:
        """The stretch of clauses that answers best, as long as it may be; None if none fits."""
        length = candidate.end - candidate.start
        if length <= min(room, room if whole else _WHOLE):
            return candidate.start, candidate.end
        spans = [span for span in _stretches(candidate.text) if span[1] - span[0] <= room]
        if not spans:
            return None
        spans = _holding_kind(query, candidate.text, spans=spans)
        close = self._closeness(query, [candidate.text[start:end] for start, end in spans])
        reach = close.max() - (2 if whole else _TOLERANCE)
        start, end = max(
            (span for span, score in zip(spans, close, strict=True) if score >= reach),
            key=lambda span: span[1] - span[0],
        )
        end = len(candidate.text[:end].rstrip(_JOINTS))
        return candidate.start + start, candidate.start + end


def _is_scrap(candidate: Candidate, narrowed: Span) -> bool:
    """Whether so little of a sentence is left that it adds nothing to the quote before it."""
    length = narrowed[1] - narrowed[0]
    return length < min(_LEAST, candidate.end - candidate.start)


def _quote(candidate: Candidate, passage: Passage, *, stretch: Stretch) -> Quote:
    hit = replace(
        candidate.hit,
        passage_id=passage.passage_id,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        paragraph=passage.paragraph,
    )
    return Quote(hit, stretch.start, stretch.end, candidate.strength)


def _stretches(sentence: str) -> list[Span]:
    """Runs of neighbouring clauses, the shorter ones first."""
    clauses = clause_spans(sentence)
    runs = (
        (clauses[first][0], clauses[first + more][1])
        for more in range(len(clauses))
        for first in range(len(clauses) - more)
    )
    return [run for run, _ in zip(runs, range(_STRETCHES), strict=False)]


def _holding_kind(query: str, sentence: str, *, spans: list[Span]) -> list[Span]:
    """Those that hold the kind of thing asked for, or all where none does."""
    asked = asked_for(query)
    return [span for span in spans if holds(asked, sentence[span[0] : span[1]])] or spans


def _repeats(quote: Quote, other: Quote) -> bool:
    """Whether one of two quotes holds the other, word for word or by its place."""
    same = quote.hit.passage_id == other.hit.passage_id
    overlap = same and quote.start < other.end and other.start < quote.end
    return overlap or quote.text in other.text or other.text in quote.text
