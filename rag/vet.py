"""Vetting what a model wrote: each sentence against the passages that it cites, by the checker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpus import Document

from .check import Checker
from .marking import Sentence
from .types import ClaimCheck, Hit, Verdict

_GOOD = (Verdict.SUPPORTED, Verdict.PARTLY)


@dataclass(frozen=True, slots=True)
class Use:
    """A passage cited for a sentence: the span that bears on it, in `hit.text`, and its verdict."""

    hit: Hit
    start: int
    end: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Vetted:
    """A sentence that may be shown, with what it rests on.

    `dropped` counts the markers that named no passage or one that does not bear on the sentence.
    """

    text: str
    begins_line: bool
    verdict: Verdict
    uses: tuple[Use, ...] = ()
    dropped: int = 0


class Vetter:
    """Vets sentences against the passages of one prompt, numbered from 1."""

    def __init__(
        self, checker: Checker, evidence: Sequence[Hit], *, documents: Mapping[str, Document]
    ) -> None:
        """Take the passages in the order in which the model saw them."""
        self._checker = checker
        self._evidence = evidence
        self._documents = documents

    def vetted(self, sentence: Sentence) -> Vetted:
        """The sentence with its verdict.

        A sentence without a marker that holds is given the marker of the passage that says so, for
        models forget them; one that does not hold stays without.
        """
        cited = [n for n in sentence.markers if 1 <= n <= len(self._evidence)]
        dropped = len(sentence.markers) - len(cited)
        hits = [self._evidence[n - 1] for n in cited] or self._evidence
        checked = self._check(sentence.text, hits)
        if not cited:
            holds = checked.verdict is Verdict.SUPPORTED
            uses = (_use(hits, checked),) if holds else ()
            verdict = checked.verdict if holds else Verdict.NOT_FOUND
            return Vetted(sentence.text, sentence.begins_line, verdict, uses, dropped)
        singly = [_use([hit], self._check(sentence.text, [hit])) for hit in hits]
        verdicts = {use.verdict for use in singly}
        verdict = Verdict.SUPPORTED if Verdict.SUPPORTED in verdicts else checked.verdict
        kept = singly
        if verdict is Verdict.SUPPORTED:
            # The others are no evidence of a sentence that holds without them.
            kept = [use for use in singly if use.verdict in _GOOD] or [_use(hits, checked)]
        dropped += len(singly) - len(kept)
        return Vetted(sentence.text, sentence.begins_line, verdict, tuple(kept), dropped)

    def _check(self, claim: str, hits: Sequence[Hit]) -> ClaimCheck:
        places = [(self._documents[hit.doc_id].title, *hit.section) for hit in hits]
        context = tuple(dict.fromkeys(chain.from_iterable(places)))
        return self._checker.check_claim(claim, [hit.text for hit in hits], context=context)


def _use(hits: Sequence[Hit], checked: ClaimCheck) -> Use:
    """Where the checker found the claim; the whole of the first passage where it found nothing."""
    if checked.source is None or checked.start >= checked.end:
        return Use(hits[0], 0, len(hits[0].text), checked.verdict)
    return Use(hits[checked.source], checked.start, checked.end, checked.verdict)
