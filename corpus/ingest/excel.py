"""XLSX files: every sheet a table, numbers as the sheet shows them."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from .package import ARCHIVE_ERRORS, broken, checked
from .rows import row_pieces
from .types import Extract, Piece

# What the library raises for an archive or markup that is not as it should be.
_ERRORS = (*ARCHIVE_ERRORS, KeyError, ValueError, TypeError, SyntaxError, OSError)
_PERCENT = re.compile(r"0(?:\.(0+))?%")


def read(data: bytes, name: str) -> Extract:
    """The rows of all sheets; the sheet's name is a heading where there are several."""
    file = checked(data, name, part="xl/workbook.xml")
    try:
        with warnings.catch_warnings():
            # About charts and rules of entry that it leaves out.
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True)
            sheets = [(sheet.title, tuple(row_pieces(_rows(sheet)))) for sheet in book.worksheets]
            book.close()
    except _ERRORS as error:
        raise broken(name, error) from error
    filled = [(title, pieces) for title, pieces in sheets if pieces]
    named = len(filled) > 1
    return Extract(
        tuple(
            piece
            for title, pieces in filled
            for piece in ((Piece(title, level=1), *pieces) if named else pieces)
        )
    )


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    # What a file says of its own extent may be wrong.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        yield [_shown(cell) for cell in row]


def _shown(cell: ReadOnlyCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, float | int) and (percent := _PERCENT.search(cell.number_format or "")):
        return f"{value:.{len(percent[1] or '')}%}"
    if isinstance(value, float):
        # As written, not as stored: 0.1 + 0.2 is 0.3 in a sheet.
        return f"{value:.15g}"
    return str(value)
