"""A document for programs that read it: its table of contents, and its text piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus import Document, Section

# About as many tokens, which leaves a model room for what it was doing.
MOST_CHARACTERS = 8000


def contents(documents: Sequence[Document], document: Document | None) -> dict[str, Any]:
    """All documents, and the sections of one."""
    listed = [
        {
            "doc_id": each.doc_id,
            "title": each.title,
            "issuer": each.issuer,
            "as_of": each.as_of,
            "characters": len(each.text),
        }
        for each in documents
    ]
    sections = [] if document is None else [_section(each) for each in document.sections]
    return {"documents": listed, "doc_id": document and document.doc_id, "sections": sections}


def excerpt(document: Document, start: int, *, end: int) -> dict[str, Any]:
    """The text between two offsets and the sections that it lies in; "end" is how far it goes."""
    first = min(max(start, 0), len(document.text))
    last = min(max(end, first), first + MOST_CHARACTERS, len(document.text))
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "as_of": document.as_of,
        "start": first,
        "end": last,
        "characters": len(document.text),
        "text": document.text[first:last],
        "sections": [
            _section(each) for each in document.sections if each.start < last and each.end > first
        ],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "section": list(section.path),
        "page": section.page,
        "page_exact": section.page_exact,
        "start": section.start,
        "end": section.end,
    }
