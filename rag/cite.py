"""Citations: made from quotes, and whether they point where they say.

This is the structural half of checking: a quote must stand in its source, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus import Document

from .types import Answer, Citation, Quote, Verdict

Spans = tuple[tuple[int, int], ...]

_MARKER = re.compile(r"\[(\d+)\]")


def citation(
    quote: Quote, *, marker: int, doc_title: str, spans: Spans, verdict: Verdict
) -> Citation:
    """What a marker of an answer stands for; `spans` are where the answer uses it."""
    hit = quote.hit
    return Citation(
        marker=marker,
        doc_id=hit.doc_id,
        doc_title=doc_title,
        section=hit.section,
        page=hit.page,
        page_exact=hit.page_exact,
        paragraph=hit.paragraph,
        passage_id=hit.passage_id,
        quote=quote.text,
        source_start=hit.start + quote.start,
        source_end=hit.start + quote.end,
        answer_spans=spans,
        score=quote.score,
        verdict=verdict,
    )


def check_citations(answer: Answer, documents: Iterable[Document]) -> Answer:
    """The answer with each citation's verdict settled against the documents.

    `not_found` where the quote does not stand verbatim at its offsets or its marker is not used;
    else a quote supports itself, and what a model wrote keeps the verdict of its checker.
    """
    texts = {document.doc_id: document.text for document in documents}
    return replace(
        answer,
        citations=tuple(
            replace(cited, verdict=_verdict(answer, cited, source=texts.get(cited.doc_id, "")))
            for cited in answer.citations
        ),
    )


def markers(answer: Answer) -> tuple[int, ...]:
    """The citation markers of an answer, in order; brackets inside quotes are not markers."""
    quoted = [span for cited in answer.citations for span in cited.answer_spans]
    return tuple(
        int(match[1])
        for match in _MARKER.finditer(answer.answer)
        if not any(start <= match.start() < end for start, end in quoted)
    )


def _verdict(answer: Answer, cited: Citation, *, source: str) -> Verdict:
    stands = source[cited.source_start : cited.source_end] == cited.quote != ""
    marked = cited.marker in markers(answer)
    if not (stands and marked):
        return Verdict.NOT_FOUND
    return Verdict.SUPPORTED if answer.answered_by == "extractive" else cited.verdict
