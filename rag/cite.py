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

    `supported` where the quote stands verbatim at its offsets and its marker follows it in the
    answer, `not_found` otherwise.
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
    return Verdict.SUPPORTED if stands and marked else Verdict.NOT_FOUND
