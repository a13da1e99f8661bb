"""The lines of a source and what can be said of one line by itself.

A source has a paragraph per line, or its lines were broken at a fixed width and paragraphs end at
empty or indented lines (`is_wrapped`). Headings are left to headings.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

# Everything at which str.splitlines parts a text, so that no break hides within a line.
_LINE = re.compile(
    r"([^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]*)(?:\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]|\Z)"
)
_CLOSERS = "”’」』\"'》）)】]〕 "
_STOPS = frozenset("。｡.；;：:，,、！!？?…⋯—")
_SENTENCE_ENDS = frozenset("。｡.；;：:！!？?…⋯")
# Captions and titles of Chinese documents stay below this; longer lines are prose without a stop.
SHORT = 60
_DASH = re.compile(r"[—–－─-]{2,}|[—–•·●■◆*-](?=\s)")
# The dots between an entry of a contents list and its page.
LEADER = re.compile(r"[.．·•]{4}|…{2}|_{4}")
_CAPTION = re.compile(r"(?:[图圖表]|(?:Figure|Fig\.|Table|Chart)\s)\s*[\d一二三四五六七八九十]")
# Wrapped files break at 60 to 100 columns; a longer line shows that lines are paragraphs.
_WRAP_COLUMNS = range(40, 121)
# Most lines of a wrapped file reach this share of the widest; most of those end in mid-sentence.
_FULL_LINE = 0.75
_WRAP_SHARE = 0.6
# Fewer lines are no pattern: the notes below the title of a law are such.
_WRAP_LINES = 4


class Line(NamedTuple):
    """A line that holds text: its span without outer white space, and how it stands."""

    start: int
    end: int
    text: str
    after_gap: bool
    indented: bool


def scan_lines(text: str, start: int = 0, *, end: int | None = None) -> list[Line]:
    """The lines of `text[start:end]` that are not blank."""
    lines = []
    after_gap = True
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        raw = match.group(1)
        content = raw.strip()
        if content:
            indent = raw.find(content[0])
            first = match.start() + indent
            lines.append(Line(first, first + len(content), content, after_gap, indent > 0))
        after_gap = not content
    return lines


def columns(text: str) -> int:
    """The width of a line where a Chinese character takes two columns."""
    return len(text) + sum(char > "\u2e7f" for char in text)


def is_open(text: str) -> bool:
    """Whether a line ends without punctuation and holds no full stop: no sentence, then."""
    return text.rstrip(_CLOSERS)[-1:] not in _STOPS and "。" not in text


def ends_sentence(text: str) -> bool:
    """Whether the last mark of a line, closing quotes aside, ends a sentence."""
    return text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS


def is_short_open(text: str) -> bool:
    """Whether a line looks like a title, a caption or the cell of a table."""
    return len(text) <= SHORT and is_open(text)


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a numbered figure or table."""
    return _CAPTION.match(text) is not None and is_short_open(text)


def dash_length(text: str) -> int:
    """The length of the dash or bullet that a line begins with, or 0."""
    dash = _DASH.match(text)
    return dash.end() if dash else 0


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines look broken at a fixed width rather than at paragraphs."""
    widest = 0
    lines = [line for line in lines if not LEADER.search(line.text)]
    for line in lines:
        widest = max(widest, columns(line.text))
        if widest >= _WRAP_COLUMNS.stop:
            return False
    inner = [
        line.text
        for line, following in pairwise(lines)
        if not following.after_gap and not following.indented
    ]
    full = [text for text in inner if columns(text) >= _FULL_LINE * widest]
    broken = sum(not ends_sentence(text) for text in full)
    return (
        len(full) >= max(_WRAP_LINES, _WRAP_SHARE * len(inner))
        and broken >= _WRAP_SHARE * len(full)
        and widest in _WRAP_COLUMNS
    )
