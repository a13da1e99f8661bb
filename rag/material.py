"""What there is to check: this product's JSON, an answer with a list of sources, or bare text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .claims import Claim, split_claims
from .errors import CheckError
from .folded import without_surrogates
from .pasted import read_pasted
from .types import Support

MAX_CHARACTERS = 200_000
"""A longer text is a book; at the pace of the index it would take minutes."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that claims may cite, where it begins in what it is from, and where that lies.

    `context` is what the place says by itself: title and headings.
    """

    text: str
    start: int
    marker: int | None = None
    doc_id: str | None = None
    passage_id: str | None = None
    section: tuple[str, ...] = ()
    page: int | None = None
    context: tuple[str, ...] = ()

    def support(self, start: int, end: int) -> Support:
        """A span of the text as evidence."""
        return Support(
            marker=self.marker,
            doc_id=self.doc_id,
            passage_id=self.passage_id,
            section=self.section,
            page=self.page,
            source_start=self.start + start,
            source_end=self.start + end,
            quote=self.text[start:end],
        )


@dataclass(frozen=True, slots=True)
class Material:
    """A text, its claims, the sources by marker, and what the reader should know of them."""

    text: str
    claims: tuple[Claim, ...]
    sources: Mapping[int, Source] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_material(text: str) -> Material:
    """Tell the three forms apart and read them. Raises CheckError."""
    text = without_surrogates(text)
    if len(text) > MAX_CHARACTERS:
        raise CheckError(
            f"the text has {len(text)} characters, at most {MAX_CHARACTERS} can be checked; "
            "cut it into parts"
        )
    material = _answer(_parsed(text)) if text.lstrip().startswith("{") else _pasted(text)
    if not material.claims and not material.notes:
        raise CheckError(
            f"the text {text.strip()[:20]!r} holds no sentence to check; pipe an answer into it: "
            "baipishu ask QUESTION --json | baipishu check -"
        )
    return material


def _parsed(text: str) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except ValueError as error:
        raise CheckError(
            f"the text begins like JSON and is none ({error}); give one object: "
            "baipishu ask QUESTION --json | baipishu check -"
        ) from error
    if not isinstance(row.get("answer"), str) or not isinstance(row.get("citations"), list):
        raise CheckError(
            "the JSON has no answer with citations; give what this writes: "
            "baipishu ask QUESTION --json"
        )
    return dict(row)


def _answer(row: dict[str, Any]) -> Material:
    """This product's JSON: the frame around quotes is ours and claims nothing."""
    text = row["answer"]
    if row.get("refused"):
        return Material(text, (), notes=("a refusal claims nothing",))
    try:
        sources = {int(cited["marker"]): _cited(cited) for cited in row["citations"]}
        spans = [
            (cited["marker"], *span) for cited in row["citations"] for span in cited["answer_spans"]
        ]
        claims = tuple(
            Claim(start, end, text[start:end], (marker,))
            for marker, start, end in sorted(spans, key=lambda span: span[1:])
        )
    except (LookupError, TypeError, ValueError) as error:
        raise CheckError(
            f"a citation of the JSON lacks what it needs ({error!r}); write it anew: "
            "baipishu ask QUESTION --json"
        ) from error
    written = row.get("answered_by") == "llm"
    return Material(text, split_claims(text) if written else claims, sources)


def _cited(cited: Mapping[str, Any]) -> Source:
    section = tuple(str(part) for part in cited["section"])
    return Source(
        text=str(cited["quote"]),
        start=int(cited["source_start"]),
        marker=int(cited["marker"]),
        doc_id=str(cited["doc_id"]),
        passage_id=str(cited["passage_id"]),
        section=section,
        page=cited["page"],
        context=(str(cited["doc_title"]), *section),
    )


def _pasted(text: str) -> Material:
    pasted = read_pasted(text)
    sources = {one.marker: Source(one.text, one.start, one.marker) for one in pasted.sources}
    return Material(text, split_claims(text[: pasted.body]), sources)
