"""Whether a claim holds by its sources: figures exactly, the rest by closeness."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from corpus import sentence_spans
from index import Index, fold

from .types import ClaimCheck, Verdict

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SUPPORTED, _PARTLY = 0.7, 0.45


class Checker:
    """Checks claims against sources with the models of an index."""

    def __init__(self, index: Index) -> None:
        """Take the index whose models and glossary are used."""
        self._index = index

    def check_claim(self, claim: str, sources: Sequence[str]) -> ClaimCheck:
        """The verdict of the best sentence of the sources."""
        spans = [
            (number, start, end)
            for number, source in enumerate(sources)
            for start, end in sentence_spans(source)
        ]
        if not spans:
            return ClaimCheck(Verdict.NOT_FOUND, None, 0, 0)
        texts = [sources[number][start:end] for number, start, end in spans]
        scores = self._index.late.score_texts(claim, texts)
        best = int(np.argmax(scores))
        verdict = _verdict(claim, texts[best], score=float(scores[best]))
        return ClaimCheck(verdict, *spans[best])


def _verdict(claim: str, text: str, *, score: float) -> Verdict:
    figures = [set(_FIGURE.findall(fold(side))) for side in (claim, text)]
    if score < _PARTLY:
        return Verdict.NOT_FOUND
    if not figures[0] <= figures[1]:
        return Verdict.CONTRADICTED
    return Verdict.SUPPORTED if score >= _SUPPORTED else Verdict.PARTLY
