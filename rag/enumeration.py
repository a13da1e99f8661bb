"""Enumerations: 一是…二是…, (1)…(2)…, 1.…2.…, in a paragraph or across those of a section.

An item is recognised by its ordinal at the start of a paragraph, sentence or clause; a run of items
counts up from one in one style. What an item says is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import sentence_spans
from index import fold

_DIGITS = "一二三四五六七八九十"
# Only after a stop or at the start of a paragraph: "第一" inside a clause counts nothing off.
_START = r"(?:^|(?<=[。；;，,：:、！？!?]))\s*"
_STYLES = tuple(
    re.compile(_START + mark)
    for mark in (
        rf"(?P<n>[{_DIGITS}]{{1,2}})是",
        rf"第(?P<n>[{_DIGITS}]{{1,2}})(?=[,，、:：是])",
        rf"[（(](?P<n>[{_DIGITS}]{{1,2}})[)）]",
        r"[（(](?P<n>\d{1,2})[)）]",
        r"(?P<n>\d{1,2})[.．、](?![\d．.])",
        r"(?P<n>[①-⑳])",
    )
)
_LEADS_IN = re.compile(r"[：:]\s*$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of the paragraph `number` of those looked at; offsets into its text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    start: int
    style: int
    value: int


def enumeration(paragraphs: Sequence[str], within: Stretch) -> tuple[Stretch, ...]:
    """The lead-in and the items of the enumeration that a sentence belongs to or introduces.

    One stretch a paragraph touched, in order; () where the sentence is part of no enumeration.
    """
    items = [item for number, text in enumerate(paragraphs) for item in _items(number, text)]
    for run in _runs(items):
        stretches = _stretches(paragraphs, run)
        if any(_touch(stretch, within) for stretch in stretches):
            return stretches
    return ()


def heads(paragraphs: Sequence[str], stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The first sentence of each stretch that begins a paragraph; the others whole.

    Where items are paragraphs their first sentences name them.
    """
    for stretch in stretches:
        text = paragraphs[stretch.number][stretch.start : stretch.end]
        end = sentence_spans(text)[0][1] if stretch.start == 0 else len(text)
        yield Stretch(stretch.number, stretch.start, stretch.start + end)


def introduces(text: str) -> bool:
    """Whether a sentence announces a list, as one that ends with a colon does."""
    return _LEADS_IN.search(text) is not None


def _items(number: int, text: str) -> list[_Item]:
    found = [
        _Item(number, match.start("n"), style, _value(match["n"]))
        for style, pattern in enumerate(_STYLES)
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda item: item.start)


def _value(numeral: str) -> int:
    if numeral[-1] in _DIGITS:
        # 十 = 10, 十二 = 12; beyond nineteen nobody counts in a paragraph.
        tens = 10 if numeral[0] == "十" and len(numeral) > 1 else 0
        return tens + _DIGITS.index(numeral[-1]) + 1
    return int(fold(numeral))


def _runs(items: Sequence[_Item]) -> Iterator[tuple[_Item, ...]]:
    """Every run 1, 2, … of one style with two items or more; other styles may nest inside."""
    for at, first in enumerate(items):
        if first.value != 1:
            continue
        run = [first]
        for item in items[at + 1 :]:
            if item.style == first.style:
                if item.value != len(run) + 1:
                    break
                run.append(item)
        if len(run) > 1:
            yield tuple(run)


def _stretches(paragraphs: Sequence[str], run: Sequence[_Item]) -> tuple[Stretch, ...]:
    first, last = run[0], run[-1]
    found = []
    for number in range(first.number, last.number + 1):
        text = paragraphs[number]
        start = _lead_in(text, first.start) if number == first.number else 0
        end = _item_end(text, last.start) if number == last.number else len(text)
        found.append(Stretch(number, start, end))
    before = first.number - 1
    if found[0].start == 0 and before >= 0 and introduces(paragraphs[before]):
        start, end = sentence_spans(paragraphs[before])[-1]
        found.insert(0, Stretch(before, start, end))
    return tuple(found)


def _lead_in(text: str, at: int) -> int:
    """Where the sentence that leads into the item at `at` begins, or the item itself."""
    for start, end in sentence_spans(text):
        if start < at <= end:
            return start
        if end == len(text[:at].rstrip("（( ")) and introduces(text[start:end]):
            return start
    return max(0, at - 1) if text[at - 1 : at] in ("（", "(", "第") else at


def _item_end(text: str, at: int) -> int:
    return next(end for start, end in sentence_spans(text) if at < end)


def _touch(stretch: Stretch, within: Stretch) -> bool:
    return (
        stretch.number == within.number
        and stretch.start < within.end
        and within.start < stretch.end
    )
