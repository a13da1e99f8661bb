"""Whether an answer's citations point where they say: markers, offsets and quotes, exactly.

This is the structural half of checking: a quote must stand in its source, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus import Document

from .types import Answer, Citation, Verdict

_MARKER = re.compile(r"\[(\d+)\]")


def check_citations(answer: Answer, documents: Iterable[Document]) -> Answer:
    """The answer with each citation's verdict settled against the documents.

    `not_found` where the quote does not stand verbatim at its offsets or its marker is not used;
    else a quote supports itself, and what a model wrote keeps the verdict of its checker.
    """
    texts = {document.doc_id: document.text for document in documents}
    return replace(
        answer,
        citations=tuple(
            replace(
                citation, verdict=_verdict(answer, citation, source=texts.get(citation.doc_id, ""))
            )
            for citation in answer.citations
        ),
    )


def markers(answer: Answer) -> tuple[int, ...]:
    """The citation markers of an answer, in order; brackets inside quotes are not markers."""
    quoted = [span for citation in answer.citations for span in citation.answer_spans]
    return tuple(
        int(match[1])
        for match in _MARKER.finditer(answer.answer)
        if not any(start <= match.start() < end for start, end in quoted)
    )


def _verdict(answer: Answer, citation: Citation, *, source: str) -> Verdict:
    stands = source[citation.source_start : citation.source_end] == citation.quote != ""
    marked = citation.marker in markers(answer)
    if not (stands and marked):
        return Verdict.NOT_FOUND
    return Verdict.SUPPORTED if answer.answered_by == "extractive" else citation.verdict
