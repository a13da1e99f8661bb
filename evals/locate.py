"""Which document a gold span belongs to: the one that holds its text at its offsets.

So a gold file for one document needs no ids, and for a library only where two documents hold the
same words at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import Document

from .errors import GoldError
from .types import Evidence, GoldQuestion, Span


def located(question: GoldQuestion, documents: Sequence[Document]) -> GoldQuestion:
    """The question with every span checked, and its document filled in where there are several.

    Raises GoldError for a span that no document holds, or more than one.
    """
    evidence = tuple(
        Evidence(
            _located(item.span, documents),
            tuple(_located(other, documents) for other in item.alternatives),
        )
        for item in question.evidence
    )
    return replace(question, evidence=evidence)


def misplaced(question: GoldQuestion, documents: Sequence[Document]) -> Iterator[str]:
    """What is wrong with the spans of a question, one line each."""
    for span in (span for item in question.evidence for span in item.spans):
        try:
            _located(span, documents)
        except GoldError as error:
            yield str(error)


def _located(span: Span, documents: Sequence[Document]) -> Span:
    known = [document for document in documents if span.doc_id in ("", document.doc_id)]
    if not known:
        names = ", ".join(sorted(document.doc_id for document in documents))
        raise GoldError(f"no document {span.doc_id!r} here; there are: {names}")
    holding = [document for document in known if _holds(document, span)]
    if not holding:
        raise GoldError(f"the span {span.start}-{span.end} does not hold {span.text[:30]!r}")
    if len(holding) > 1:
        names = ", ".join(document.doc_id for document in holding)
        raise GoldError(f"the span {span.start}-{span.end} stands in {names} alike; add its doc_id")
    return replace(span, doc_id=holding[0].doc_id) if len(documents) > 1 else span


def _holds(document: Document, span: Span) -> bool:
    # A negative start would count from the end, an empty span be found anywhere.
    return 0 <= span.start < span.end and document.text[span.start : span.end] == span.text
