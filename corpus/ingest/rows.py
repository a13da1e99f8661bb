"""Tables: each row as a line that names its columns, so that a row alone can be found and cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from ..lines import is_short_open
from ..types import PassageKind
from .types import Piece

_EAST_ASIAN = "\u2e80"


def row_pieces(rows: Iterable[Sequence[str]], *, page: int | None = None) -> Iterator[Piece]:
    """A piece for every row below the header that is not blank: 区名：东城；接口数：340.

    The first row with text in more than one cell is the header; rows above it are captions, or
    the paragraphs of a table that only frames them. A header with nothing below stands for itself.
    """
    header: list[str] = []
    below = 0
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if header:
            below += 1
            yield Piece(_row(header, cells), kind=PassageKind.TABLE, page=page)
        elif len(filled) > 1:
            header = cells
        else:
            kind = PassageKind.CAPTION if is_short_open(filled[0]) else PassageKind.TEXT
            yield Piece(filled[0], kind=kind, page=page)
    if header and not below:
        yield Piece(_row([], header), kind=PassageKind.TABLE, page=page)


def _row(header: Sequence[str], cells: Sequence[str]) -> str:
    chinese = any(char > _EAST_ASIAN for cell in (*header, *cells) for char in cell)
    colon, semicolon = ("：", "；") if chinese else (": ", "; ")
    named = (
        f"{name}{colon}{cell}" if name and name != cell else cell
        for name, cell in zip_longest(header, cells, fillvalue="")
        if cell
    )
    return semicolon.join(named)
