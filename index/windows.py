"""Windows: the stretches of a passage that the dense view embeds.

A paragraph of six sentences means six things; its one vector means none of them well. So a passage
is embedded whole, by sentence, by pair of neighbouring sentences and by clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpus import Passage, clause_spans, sentence_spans

from .types import Window, WindowKind

Span = tuple[int, int]

# A clause shorter than this says too little to be found by ("据悉," or "同时").
_SHORTEST_CLAUSE = 6


def passage_windows(passages: Sequence[Passage], kinds: Iterable[WindowKind]) -> tuple[Window, ...]:
    """All windows of all passages, grouped by passage, each span once per passage.

    The kind of a span is its widest: a passage of one sentence is a passage window. A passage
    with no stretch of the wanted kinds is one window, or no search could find it.
    """
    wanted = set(kinds)
    return tuple(
        window
        for number, passage in enumerate(passages)
        for window in _windows(number, passage.text, wanted=wanted)
        or (Window(number, WindowKind.PASSAGE, 0, len(passage.text)),)
    )


def _windows(number: int, text: str, *, wanted: set[WindowKind]) -> list[Window]:
    kinds: dict[Span, WindowKind] = {}
    for kind, span in _spans(text):
        if kind in wanted:
            kinds.setdefault(span, kind)
    return [Window(number, kind, *span) for span, kind in kinds.items()]


def _spans(text: str) -> Iterator[tuple[WindowKind, Span]]:
    sentences = sentence_spans(text)
    yield WindowKind.PASSAGE, (0, len(text))
    for left, right in pairwise(sentences):
        yield WindowKind.PAIR, (left[0], right[1])
    for span in sentences:
        yield WindowKind.SENTENCE, span
    for start, end in clause_spans(text):
        if end - start >= _SHORTEST_CLAUSE:
            yield WindowKind.CLAUSE, (start, end)
