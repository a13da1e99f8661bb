"""The lines of a print to pieces: paragraphs joined again, headings by size, tables by their cells.

A paragraph ends where its last line is short, the next is indented, set apart, of another size or
begins with the number of an item.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import groupby, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from ..dates import date_line
from ..headings import read_mark
from ..lines import LEADER, dash_length, ends_sentence
from .grid import tables_of
from .joining import is_wide, joined
from .notes import note_pieces, parted
from .print import Column, PrintLine, Run
from .rows import row_pieces
from .types import Piece

# Of the size of the text: larger type is a heading, and may not run on for long.
_LARGER = 1.12
_HEADING_LENGTH = 120
# In sizes of the font.
_INDENT = 0.8
_SHORT = 1.6
# A line is also short because no line may begin with a mark; a sentence then goes on.
_SHORT_WITHIN = 3.2
_LATIN_WIDTH = 0.55
# Of the width of a column: a shorter line was meant to end.
_RAGGED = 0.6
# In points.
_SAME_EDGE = 1.0
# Of the usual distance of two lines.
_APART = 1.35
# A left edge that one line in twenty keeps is a margin.
_EDGE_SHARE = 0.05
# Two lines in cells may be a signature or two captions side by side; three are a table.
_TABLE_LINES = 3

_Slot = tuple[Column, int]


class _Form(Enum):
    """What a line is part of."""

    PROSE = "prose"
    CELLED = "celled"
    RULED = "ruled"


class _Measures(NamedTuple):
    """What is usual in a document: edges by column and side of the sheet, leading, sizes."""

    edges: Mapping[_Slot, tuple[float, float]]
    size: float
    leading: float
    levels: Mapping[float, int]


def pieces_of(lines: Sequence[PrintLine]) -> Iterator[Piece]:
    """The pieces of a document whose lines are given in reading order; notes follow their page."""
    measures = _measure(lines)
    body, below = parted(lines, size=measures.size)
    notes = deque(note_pieces(below))
    for piece in _body_pieces(body, measures):
        while notes and (notes[0].page or 0) < (piece.page or 0):
            yield notes.popleft()
        yield piece
    yield from notes


def _body_pieces(lines: Sequence[PrintLine], measures: _Measures) -> Iterator[Piece]:
    for is_table, group in groupby(_told(lines), key=itemgetter(0)):
        rows = [line for _, line in group]
        if is_table:
            yield from _tables(rows)
        else:
            yield from (_piece(each, measures) for each in _grouped(rows, measures))


def _told(lines: Sequence[PrintLine]) -> Iterator[tuple[bool, PrintLine]]:
    """Each line, and whether it is the row of a table; justified words may stand wide apart."""
    for form, group in groupby(_hung(lines), key=itemgetter(0)):
        rows = [line for _, line in group]
        is_table = form is _Form.RULED or (form is _Form.CELLED and len(rows) >= _TABLE_LINES)
        yield from ((is_table, line) for line in rows)


def _hung(lines: Sequence[PrintLine]) -> Iterator[tuple[_Form, PrintLine]]:
    """Each line and its form; a line that hangs below a cell but the first is of its table."""
    cells: Sequence[Run] = ()
    for line in lines:
        form = _form(line)
        if form is _Form.CELLED:
            cells = line.runs[1:]
        elif any(abs(line.x0 - cell.x0) <= _SAME_EDGE for cell in cells) and form is _Form.PROSE:
            form = _Form.CELLED
        else:
            cells = ()
        yield form, line


def _tables(lines: Sequence[PrintLine]) -> Iterator[Piece]:
    for parts in tables_of(lines):
        rows = [row for part in parts for row in part.rows]
        yield from row_pieces(rows, pages=[part.page for part in parts for _ in part.rows])


def _measure(lines: Sequence[PrintLine]) -> _Measures:
    slots: dict[_Slot, list[PrintLine]] = defaultdict(list)
    sizes: Counter[float] = Counter()
    for line in lines:
        slots[_slot(line)].append(line)
        sizes[_rounded(line.size)] += len(line.text) if _form(line) is _Form.PROSE else 0
    usual = sizes.most_common(1)[0][0] if sizes else 1.0
    larger = sorted((size for size in sizes if size >= _LARGER * usual), reverse=True)
    gaps = [
        one.y - two.y
        for one, two in pairwise(lines)
        if _rounded(one.size) == usual == _rounded(two.size) and one.y > two.y
    ]
    return _Measures(
        {slot: _edges(found) for slot, found in slots.items()},
        usual,
        statistics.median(gaps) if gaps else 2 * usual,
        {size: level for level, size in enumerate(larger, start=1)},
    )


def _slot(line: PrintLine) -> _Slot:
    return line.column, line.page % 2


def _edges(lines: Sequence[PrintLine]) -> tuple[float, float]:
    """The left margin, and the right end of most full lines."""
    lefts = Counter(round(line.x0) for line in lines)
    left = min(x for x, count in lefts.items() if count >= _EDGE_SHARE * len(lines))
    rights = sorted(line.x1 for line in lines)
    return left, rights[int(0.9 * (len(rights) - 1))]


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _form(line: PrintLine) -> _Form:
    if line.row:
        return _Form.RULED
    is_celled = len(line.runs) > 1 and not LEADER.search(line.text)
    return _Form.CELLED if is_celled else _Form.PROSE


def _grouped(lines: Sequence[PrintLine], measures: _Measures) -> Iterator[list[PrintLine]]:
    group: list[PrintLine] = []
    for line in lines:
        if group and not _goes_on(group, line, measures=measures):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[PrintLine], line: PrintLine, *, measures: _Measures) -> bool:
    """Whether a line goes on with the paragraph of those before it."""
    last = group[-1]
    if _rounded(last.size) != _rounded(line.size) or LEADER.search(last.text):
        return False
    if date_line(line.text) or date_line(last.text):
        return False
    beside = last.page == line.page and last.column == line.column
    scale = max(1.0, line.size / measures.size)
    if beside and last.y - line.y > _APART * scale * measures.leading:
        return False
    if _rounded(line.size) in measures.levels:
        return beside and read_mark(line.text) is None
    if read_mark(line.text) and ends_sentence(last.text):
        return False
    if line.text[0].islower() and _is_ragged(last, measures=measures):
        return True
    return not _is_indented(group, line, measures=measures) and _is_full(
        last, line, measures=measures
    )


def _is_ragged(last: PrintLine, *, measures: _Measures) -> bool:
    """Whether a line may have left much room, as English does, before a word in lower case."""
    left, right = measures.edges[_slot(last)]
    return not ends_sentence(last.text) and last.x1 - left >= _RAGGED * (right - left)


def _is_indented(group: Sequence[PrintLine], line: PrintLine, *, measures: _Measures) -> bool:
    """Whether a line begins a paragraph; the further lines of an item may hang below its text."""
    left, _ = measures.edges[_slot(line)]
    if line.x0 - left <= _INDENT * line.size:
        return False
    first, last = group[0], group[-1]
    if abs(line.x0 - last.x0) <= _SAME_EDGE and not ends_sentence(last.text):
        # Within a list or quotation all lines stand further in.
        return False
    is_item = dash_length(first.text) > 0 or read_mark(first.text) is not None
    return not (is_item and line.x0 > first.x0)


def _is_full(last: PrintLine, line: PrintLine, *, measures: _Measures) -> bool:
    """Whether the first word of a line had no room on the one before."""
    _, right = measures.edges[_slot(last)]
    word = "".join(takewhile(lambda char: not (char.isspace() or is_wide(char)), line.text))
    width = (last.x1 - last.x0) / (len(last.text) * last.size)
    needed = max(_LATIN_WIDTH, width) * (len(word) + 1) if word else 1.0
    short = _SHORT if ends_sentence(last.text) else _SHORT_WITHIN
    return right - last.x1 < max(short, needed) * line.size


def _piece(group: Sequence[PrintLine], measures: _Measures) -> Piece:
    text = joined(line.text.strip() for line in group)
    level = measures.levels.get(_rounded(group[0].size), 0)
    if len(text) > _HEADING_LENGTH or text.endswith("。") or date_line(text):
        level = 0
    return Piece(text, level, page=group[0].page)
