"""Which numbered lines are headings in their place, and how the headings nest.

A list looks like headings line by line: what tells them apart is that items follow one another
directly, carry punctuation, or continue a list. Levels are taken from the document: a style is
below another whose count goes on (1., 2.) while its own begins anew; where the document does not
say, the usual order of the styles decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .headings import (
    ENUMERATED,
    Mark,
    Style,
    heading_end,
    is_article_heading,
    label,
    read_mark,
)
from .lines import Line, ends_sentence

_ORDER = {style: place for place, style in enumerate(Style)}
# After these a heading starts afresh: nothing before them is its parent.
_OPENING = frozenset({Style.ANNEX, Style.PART, Style.CHAPTER, Style.NAMED})
# Counting slips and lost headings happen in print; a larger jump is a number, not an enumerator.
_LARGEST_STEP = 2


class Heading(NamedTuple):
    """A heading of the text: its span, and its path from the top."""

    start: int
    body: int
    style: Style
    number: int
    path: tuple[str, ...]


def read_headings(lines: Sequence[Line], *, wrapped: bool) -> list[Heading]:
    """The headings among the lines, in order; a heading without any text under it is none."""
    found = _Reader(lines, wrapped=wrapped).headings()
    nested = _nest(found)
    return _with_text(nested, lines)


class _Reader:
    """Goes through the lines once and keeps the state of every style's count."""

    def __init__(self, lines: Sequence[Line], *, wrapped: bool) -> None:
        self._lines = lines
        self._wrapped = wrapped
        self._marks = [read_mark(line.text) for line in lines]
        self._last_heading: dict[Style, int] = {}
        self._last_item: dict[Style, int] = {}
        self._outer: frozenset[Style] | None = None

    def headings(self) -> list[Heading]:
        found: list[Heading] = []
        previous = -1
        for place, (line, mark) in enumerate(zip(self._lines, self._marks, strict=True)):
            if mark is None:
                continue
            inside = previous != place - 1 and self._continues(place)
            end = 0 if inside else self._end(place, mark)
            self._count(mark, accepted=end > 0)
            if end:
                name = label(line.text[:end], mark)
                found.append(
                    Heading(line.start, line.start + end, mark.style, mark.number, (name,))
                )
                previous = place
        return found

    def _continues(self, place: int) -> bool:
        """Whether the line goes on with the sentence of the line above, in a wrapped text."""
        line = self._lines[place]
        if not self._wrapped or line.after_gap or line.indented:
            return False
        return not ends_sentence(self._lines[place - 1].text)

    def _end(self, place: int, mark: Mark) -> int:
        """The length of the heading on this line, 0 where it is a paragraph or a list item."""
        text = self._lines[place].text
        if mark.style is Style.ARTICLE:
            return self._article_end(place, mark)
        end = heading_end(text, mark)
        if not end or mark.style not in ENUMERATED:
            return end
        if self._outer is not None and mark.style not in self._outer:
            return 0
        if not self._counts_on(mark) or self._in_list(place, mark):
            return 0
        # A whole line with the next number right below it has no text: it is an item.
        is_empty = end == len(text) and self._style(place + 1) is mark.style
        return 0 if is_empty else end

    def _article_end(self, place: int, mark: Mark) -> int:
        text = self._lines[place].text
        end = heading_end(text, mark)
        marked = end > mark.end or not text[end : end + 1].strip(" \t\u3000：:")
        if not marked and mark.number - self._last_heading.get(Style.ARTICLE, 0) != 1:
            return 0
        if place + 1 < len(self._lines) and self._marks[place + 1] is None:
            following = self._lines[place + 1].text
            if is_article_heading(text, mark) and len(following) > len(text):
                return len(text)
        return end

    def _counts_on(self, mark: Mark) -> bool:
        """Whether the number begins a count or goes on with one of headings, not of items."""
        if mark.number == 1:
            return True
        last = self._last_heading.get(mark.style)
        if self._last_item.get(mark.style) == mark.number - 1:
            return False
        if mark.style in (Style.FORMAL, Style.HAN, Style.HAN_PAREN):
            return True
        return last is not None and 0 < mark.number - last <= _LARGEST_STEP

    def _in_list(self, place: int, mark: Mark) -> bool:
        """Whether the line above is an item of the same list."""
        return self._style(place - 1) is mark.style and mark.style in self._last_item

    def _style(self, place: int) -> Style | None:
        mark = self._marks[place] if 0 <= place < len(self._marks) else None
        return mark.style if mark else None

    def _count(self, mark: Mark, *, accepted: bool) -> None:
        if not accepted:
            self._last_item[mark.style] = mark.number
            return
        self._last_item.pop(mark.style, None)
        self._last_heading[mark.style] = mark.number
        if mark.style is Style.ARTICLE:
            self._outer = self._outer or frozenset(self._last_heading)
        elif mark.style not in ENUMERATED:
            self._outer = None


def _nest(headings: Sequence[Heading]) -> list[Heading]:
    """The headings with their full paths."""
    evidence = _nesting(headings)
    stack: list[tuple[Style, str]] = []
    nested = []
    for heading in headings:
        if heading.style in (Style.ANNEX, Style.NAMED):
            stack.clear()
        while stack and not _is_above((stack[-1][0], heading.style), evidence):
            stack.pop()
        stack.append((heading.style, heading.path[0]))
        nested.append(heading._replace(path=tuple(name for _, name in stack)))
        if heading.style is Style.NAMED:
            stack.clear()
    return nested


def _is_above(pair: tuple[Style, Style], evidence: Counter[tuple[Style, Style]]) -> bool:
    """Whether headings of the first style hold those of the second."""
    upper, lower = pair
    if upper in ENUMERATED and lower in ENUMERATED:
        difference = evidence[upper, lower] - evidence[lower, upper]
        if difference and upper is not lower:
            return difference > 0
    return _ORDER[upper] < _ORDER[lower]


def _nesting(headings: Sequence[Heading]) -> Counter[tuple[Style, Style]]:
    """How often a count of the second style began between two successive numbers of the first."""
    evidence: Counter[tuple[Style, Style]] = Counter()
    last: dict[Style, int] = {}
    begun: dict[Style, set[Style]] = {}
    for heading in headings:
        style, number = heading.style, heading.number
        if style in _OPENING:
            last.clear()
            begun.clear()
            continue
        if last.get(style) == number - 1:
            evidence.update((style, lower) for lower in begun[style])
        if number == 1:
            for inside in begun.values():
                inside.add(style)
        last[style], begun[style] = number, set()
    return evidence


def _with_text(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """The headings less those with neither text nor a deeper heading under them."""
    end = lines[-1].end if lines else 0
    starts = {line.start: place for place, line in enumerate(lines)}
    kept: list[Heading] = []
    for heading in reversed(headings):
        following = kept[-1] if kept else None
        limit = following.start if following else end
        place = starts[heading.start]
        rest = lines[place + 1].start if place + 1 < len(lines) else end
        has_text = heading.body < lines[place].end or rest < limit
        if has_text or (following and following.path[: len(heading.path)] == heading.path):
            kept.append(heading)
    return kept[::-1]
