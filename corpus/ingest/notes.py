"""Footnotes of a print: told from the text above them, so that no paragraph is broken by one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from .joining import joined
from .print import Column, PrintLine
from .types import Piece

# Notes are set smaller than the text by at least this much.
_SMALLER = 0.93
_MARK = re.compile(r"[①-⑳❶-❿⁰¹²³⁴-⁹*†‡※]|[\[［〔]\d{1,3}[\]］〕]|[注註]\s*\d*\s*[：:]|\d{1,2}\s")


def parted(lines: Sequence[PrintLine], *, size: float) -> tuple[list[PrintLine], list[PrintLine]]:
    """The lines of the text, whose usual size is given, and those of the notes."""
    slots: dict[tuple[int, Column], list[PrintLine]] = defaultdict(list)
    for line in lines:
        slots[line.page, line.column].append(line)
    notes = {line for slot in slots.values() for line in _notes(slot, size=size)}
    return [line for line in lines if line not in notes], [line for line in lines if line in notes]


def _notes(slot: Sequence[PrintLine], *, size: float) -> Sequence[PrintLine]:
    """The small lines at the foot of a column, from the first with the mark of a note on."""
    first = len(slot)
    for place in range(len(slot) - 1, -1, -1):
        if slot[place].row or slot[place].size > _SMALLER * size:
            break
        if _MARK.match(slot[place].text):
            first = place
    return slot[first:]


def note_pieces(lines: Sequence[PrintLine]) -> Iterator[Piece]:
    """A piece for each note."""
    group: list[PrintLine] = []
    for line in lines:
        if group and (_MARK.match(line.text) or line.page != group[0].page):
            yield _piece(group)
            group = []
        group.append(line)
    if group:
        yield _piece(group)


def _piece(group: Sequence[PrintLine]) -> Piece:
    return Piece(joined(line.text for line in group), page=group[0].page)
