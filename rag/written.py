"""The text of an answer that a model wrote, and its citations; both follow from the sentences.

A citation is a passage, a span of it and a verdict: a passage that carries two sentences with two
spans has two markers, so that what is said of a citation is true wherever it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpus import Document

from .cite import citation
from .notices import mark
from .types import Citation, Language, Quote, Verdict
from .vet import Use, Vetted

_Span = tuple[int, int]


def written(
    sentences: Sequence[Vetted], language: Language, *, documents: Mapping[str, Document]
) -> tuple[str, tuple[Citation, ...]]:
    """The sentences one after another, each with its markers and, unless it holds, its mark."""
    text = ""
    spans: dict[Use, list[_Span]] = {}
    for sentence in sentences:
        if text:
            text += "\n" if sentence.begins_line else " "
        start, end = len(text), len(text) + len(sentence.text)
        for use in sentence.uses:
            spans.setdefault(use, []).append((start, end))
        text += sentence.text + _markers(sentence, list(spans))
        if sentence.verdict is not Verdict.SUPPORTED:
            text += mark(sentence.verdict, language)
    numbered = enumerate(spans.items(), 1)
    return text, tuple(_citation(n, use, at=at, documents=documents) for n, (use, at) in numbered)


def holding(sentences: Iterable[Vetted]) -> bool:
    """Whether any sentence is supported; an answer without one is not worth showing."""
    return any(sentence.verdict is Verdict.SUPPORTED for sentence in sentences)


def _markers(sentence: Vetted, order: Sequence[Use]) -> str:
    numbers = [order.index(use) + 1 for use in sentence.uses]
    return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""


def _citation(
    marker: int, use: Use, *, at: Sequence[_Span], documents: Mapping[str, Document]
) -> Citation:
    hit = use.hit
    return citation(
        Quote(hit, use.start, use.end, hit.score),
        marker=marker,
        doc_title=documents[hit.doc_id].title,
        spans=tuple(at),
        verdict=use.verdict,
    )
