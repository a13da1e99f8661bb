"""Tables: each row as a line that names its columns, so that a row alone can be found and cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, repeat, zip_longest

from ..lines import SHORT, is_short_open
from ..types import PassageKind
from .types import Piece

_EAST_ASIAN = "\u2e80"
# A cell that is nothing but a figure is no heading, unless it is a year.
_FIGURE = re.compile(r"[-+−]?[\d.,，%％‰]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def row_pieces(
    rows: Iterable[Sequence[str]], *, pages: Iterable[int | None] = repeat(None)
) -> Iterator[Piece]:
    """A piece for every row below the header that is not blank: 区名：东城；接口数：340.

    The first row with text in more than one cell is the header; rows above it are captions, or
    the paragraphs of a table that only frames them. A second row of the header goes to the names
    of the first, a header that comes again is left out, one with nothing below stands for itself.
    """
    names: list[str] = []
    header: list[tuple[list[str], int | None]] = []
    below = 0
    for row, page in zip(rows, pages, strict=False):
        cells = [" ".join(cell.split()) for cell in row]
        filled = {cell for cell in cells if cell}
        if not filled or any(cells == above for above, _ in header):
            continue
        named = not below and _named(names, cells) if names else cells if len(filled) > 1 else None
        if named:
            names = named
            header.append((cells, page))
        elif names:
            below += 1
            yield Piece(_row(names, cells), kind=PassageKind.TABLE, page=page)
        else:
            (words,) = filled
            kind = PassageKind.CAPTION if is_short_open(words) else PassageKind.TEXT
            yield Piece(words, kind=kind, page=page)
    for cells, page in header if not below else ():
        yield Piece(_row([], cells), kind=PassageKind.TABLE, page=page)


def _named(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """The names of columns by two rows of a header; None where the lower one is a row of data.

    Below a name that spans several columns stand their own names, below all else the same name
    again, or nothing.
    """
    if len(upper) < len(lower) or any(map(_is_figure, lower)):
        return None
    lower = [*lower, *[""] * (len(upper) - len(lower))]
    names = [*upper]
    if upper[0] and not lower[0]:
        # Where cells that are merged leave all but the first blank.
        for place in range(1, len(names)):
            names[place] = names[place] or (names[place - 1] if lower[place] else "")
    pairs = enumerate(pairwise(names))
    spans = {place + step for place, (one, two) in pairs if one and one == two for step in (0, 1)}
    others = set(range(len(names))) - spans
    is_header = spans and others and all(lower[place] in ("", names[place]) for place in others)
    if not is_header or all(lower[place] in ("", names[place]) for place in spans):
        return None
    return [
        f"{name} {own}" if place in spans and own not in ("", name) else name
        for place, (name, own) in enumerate(zip(names, lower, strict=True))
    ]


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


def _row(names: Sequence[str], cells: Sequence[str]) -> str:
    chinese = any(char > _EAST_ASIAN for cell in (*names, *cells) for char in cell)
    colon, semicolon = ("：", "；") if chinese else (": ", "; ")
    if len(set(cells)) == 1:
        # One cell over the whole width heads the rows that follow.
        return cells[0] if len(cells) > 1 or not names else f"{names[0]}{colon}{cells[0]}"
    named = (
        f"{name}{colon}{cell}" if name and name != cell else cell
        for name, cell, before in zip_longest(names, cells, ["", *cells[:-1]], fillvalue="")
        if cell and not (cell == before and len(cell) > SHORT)
    )
    # A cell that spans columns of one name is there once, and so is a long one in any case.
    return semicolon.join(text for text, _ in groupby(named))
