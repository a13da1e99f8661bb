"""Find in text: every place where a document says some words, in either script and any width."""

from __future__ import annotations

from functools import lru_cache

from index import fold

# As many are stepped through one by one by nobody; the rest are counted only.
MOST_PLACES = 2_000
# The documents that readers have before them at a time; folding a long one takes a second.
_REMEMBERED = 8

_Span = tuple[int, int]
_Line = tuple[int, str, tuple[int, ...]]


def find(source: str, words: str) -> tuple[int, tuple[_Span, ...]]:
    """How often `words` stand in `source`, within a line, and the first spans, in order."""
    wanted = fold(words.strip())
    if not wanted:
        return 0, ()
    count, spans = 0, list[_Span]()
    for start, line, origins in _folded_lines(source):
        at = line.find(wanted)
        while at >= 0:
            count += 1
            if len(spans) < MOST_PLACES:
                last = at + len(wanted) - 1
                first, end = (origins[at], origins[last]) if origins else (at, last)
                spans.append((start + first, start + end + 1))
            at = line.find(wanted, at + len(wanted))
    return count, tuple(spans)


@lru_cache(maxsize=_REMEMBERED)
def _folded_lines(source: str) -> tuple[_Line, ...]:
    """Start, folded text and, where folding changes the length, the way back, of every line."""
    lines, start = [], 0
    for line in source.split("\n"):
        lines.append((start, *_folded(line)))
        start += len(line) + 1
    return tuple(lines)


def _folded(line: str) -> tuple[str, tuple[int, ...]]:
    whole = fold(line)
    if len(whole) == len(line):
        return whole, ()
    parts = [fold(character) for character in line]
    origins = tuple(at for at, part in enumerate(parts) for _ in part)
    return "".join(parts), origins
