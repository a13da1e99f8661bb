"""A quote within its paragraph, the far ends of a long paragraph set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A paragraph up to this long is read at a glance beside the answer; two in three are shorter.
_SHORT = 320
# What stays in view on either side of the quote in a longer one: about two lines of the panel, and
# on to the sentence's end where that is as near again.
_NEAR = 70
_STOP = re.compile(r"[。！？；!?;\n]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Five pieces that make up the paragraph: the far ones may be folded away."""

    far_before: str
    before: str
    quote: str
    after: str
    far_after: str


def excerpt(paragraph: str, *, start: int, end: int) -> Excerpt:
    """Cut `paragraph` around `[start, end)`, which is clipped to the paragraph."""
    start = min(max(start, 0), len(paragraph))
    end = min(max(end, start), len(paragraph))
    left, right = 0, len(paragraph)
    if len(paragraph) > _SHORT:
        left, right = _left_cut(paragraph, start), _right_cut(paragraph, end)
    return Excerpt(
        far_before=paragraph[:left],
        before=paragraph[left:start],
        quote=paragraph[start:end],
        after=paragraph[end:right],
        far_after=paragraph[right:],
    )


def _left_cut(paragraph: str, start: int) -> int:
    """After a sentence end from one to two reaches before the quote, else one reach before it."""
    reach = max(start - _NEAR, 0)
    stops = [stop.end() for stop in _STOP.finditer(paragraph, max(start - 2 * _NEAR, 0), reach)]
    return stops[-1] if stops else reach if start > 2 * _NEAR else 0


def _right_cut(paragraph: str, end: int) -> int:
    """After a sentence end from one to two reaches past the quote, else one reach past it."""
    reach = min(end + _NEAR, len(paragraph))
    stop = _STOP.search(paragraph, reach, end + 2 * _NEAR)
    if stop:
        return stop.end()
    return reach if len(paragraph) - end > 2 * _NEAR else len(paragraph)
