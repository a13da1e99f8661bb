"""Checking a whole text: each claim by the sources that it cites, or by the index.

Claims without a marker are held against all sources of the text, and where it has none against
what the index finds for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from .check import Checker
from .claims import Claim
from .errors import QuestionError
from .material import Material, Source, read_material
from .reasons import no_such_source, not_verbatim
from .schema import VERSION
from .types import CheckedClaim, ClaimCheck, Review, Verdict

if TYPE_CHECKING:
    from .assistant import Assistant

# Passages of the index that a claim without sources is held against.
_PASSAGES = 5
# What is searched for is the head of a claim; the rest rarely finds another passage.
_SEARCHED = 300


class Reviewer:
    """Checks texts with the index of an assistant; safe to share between threads."""

    def __init__(self, assistant: Assistant) -> None:
        """Take an assistant; its filters limit what claims without sources are held against."""
        self._assistant = assistant
        self._checker = Checker(assistant.index, nli=assistant.settings.check.nli)
        self._documents = assistant.index.by_id

    def review(self, text: str) -> Review:
        """Every claim of a text with its verdict. Raises CheckError."""
        material = read_material(text)
        checked = tuple(self._checked(claim, material) for claim in material.claims)
        return Review(material.text, checked, material.notes)

    def _checked(self, claim: Claim, material: Material) -> CheckedClaim:
        cited = [material.sources[m] for m in claim.markers if m in material.sources]
        sources = cited or self._uncited(claim, material)
        found = self._checker.check_claim(
            claim.words,
            [source.text for source in sources],
            context=[words for source in sources for words in source.context],
        )
        found = _with_markers(found, claim, known=material.sources)
        source = sources[found.source] if found.source is not None else None
        if source and not self._stands(source):
            reason = not_verbatim(claim.words, source.text)
            found = replace(found, verdict=Verdict.NOT_FOUND, reasons=(*found.reasons, reason))
        return CheckedClaim(
            start=claim.start,
            end=claim.end,
            text=material.text[claim.start : claim.end],
            markers=claim.markers,
            verdict=found.verdict,
            support=source.support(found.start, found.end) if source else None,
            reasons=found.reasons,
            differences=found.differences,
        )

    def _uncited(self, claim: Claim, material: Material) -> Sequence[Source]:
        """What a claim without a source is held against; nothing where its markers lead nowhere."""
        if claim.markers:
            return ()
        return list(material.sources.values()) or self._from_index(claim.words)

    def _from_index(self, claim: str) -> list[Source]:
        try:
            hits = self._assistant.search(claim[:_SEARCHED], top_k=_PASSAGES)
        except QuestionError:
            return []
        return [
            Source(
                text=hit.text,
                start=hit.start,
                doc_id=hit.doc_id,
                passage_id=hit.passage_id,
                section=hit.section,
                page=hit.page,
                context=(self._documents[hit.doc_id].title, *hit.section),
            )
            for hit in hits
        ]

    def _stands(self, source: Source) -> bool:
        """Whether a quote stands in its document; of unknown documents nothing can be said."""
        document = self._documents.get(source.doc_id or "")
        end = source.start + len(source.text)
        return document is None or document.text[source.start : end] == source.text


def review_json(review: Review) -> dict[str, Any]:
    """A review as a JSON object."""
    claims = [_claim_json(claim) for claim in review.claims]
    counts = {str(verdict): 0 for verdict in Verdict}
    for claim in review.claims:
        counts[str(claim.verdict)] += 1
    return {
        "schema": VERSION,
        "text": review.text,
        "holds": review.holds,
        "counts": counts,
        "notes": list(review.notes),
        "claims": claims,
    }


def _claim_json(claim: CheckedClaim) -> dict[str, Any]:
    support = claim.support
    return {
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "markers": list(claim.markers),
        "verdict": str(claim.verdict),
        "reasons": list(claim.reasons),
        "differences": [asdict(one) for one in claim.differences],
        "support": None if support is None else asdict(support),
    }


def _with_markers(found: ClaimCheck, claim: Claim, *, known: Mapping[int, Source]) -> ClaimCheck:
    """The same, no better than partly true where some markers lead nowhere, and saying so."""
    lost = [marker for marker in claim.markers if marker not in known]
    if not lost:
        return found
    reasons = tuple(no_such_source(claim.words, marker) for marker in lost)
    if len(lost) == len(claim.markers):
        return replace(found, reasons=reasons)
    worst = Verdict.PARTLY if found.verdict is Verdict.SUPPORTED else found.verdict
    return replace(found, verdict=worst, reasons=(*found.reasons, *reasons))
