"""XLSX files: every sheet a table, numbers as the sheet shows them."""

from __future__ import annotations

import datetime
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.constants import SHEET_MAIN_NS

from .package import ARCHIVE_ERRORS, broken, checked
from .rows import row_pieces
from .types import Extract, Piece

# What the library raises for an archive or markup that is not as it should be.
_ERRORS = (
    *ARCHIVE_ERRORS, KeyError, ValueError, TypeError, SyntaxError, OSError, AttributeError
)  # fmt: skip
_ROW, _MERGE = f"{{{SHEET_MAIN_NS}}}row", f"{{{SHEET_MAIN_NS}}}mergeCell"
# Someone may have merged a whole row of the sheet.
_MOST_MERGED = 100
# Beyond this a sheet has no more decimals to show.
_EXACT = 1e15
# A number with so many decimals, thousands parted or not; what stands around it is only room.
_FORMAT = re.compile(r"(?:[\s_()*-]|\\.)*(#,##)?0(?:\.(0+))?(%)?(?:[\s_()]|\\.)*")


def read(data: bytes, name: str) -> Extract:
    """The rows of all sheets in sight; the sheet's name is a heading where there are several."""
    file = checked(data, name, part="xl/workbook.xml")
    try:
        with warnings.catch_warnings():
            # About charts and rules of entry that it leaves out.
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True)
            sheets = [
                (sheet.title, tuple(row_pieces(_rows(sheet))))
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
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
    """The cells of each row; one that is merged stands in each of its places, up to a bound."""
    ranges = _merged(sheet)
    held: list[tuple[CellRange, str]] = []
    # What a file says of its own extent may be wrong.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_shown(cell) for cell in row]
        held = [(area, text) for area, text in held if area.max_row >= number] + [
            (area, cells[area.min_col - 1])
            for area in ranges.get(number, ())
            if area.min_col <= len(cells)
        ]
        for area, text in held:
            cells += [""] * (area.min_col - len(cells))
            cells[area.min_col - 1 : area.max_col] = [text] * (area.max_col - area.min_col + 1)
        yield cells


def _merged(sheet: ReadOnlyWorksheet) -> dict[int, list[CellRange]]:
    """The merged cells of a sheet by their first row; the library reads cells alone."""
    found: dict[int, list[CellRange]] = defaultdict(list)
    with closing(sheet._get_source()) as source:
        for _, element in etree.iterparse(source, tag=(_ROW, _MERGE)):
            if element.tag == _MERGE:
                area = CellRange(element.get("ref"))
                area.shrink(right=max(0, area.max_col - area.min_col + 1 - _MOST_MERGED))
                found[area.min_row].append(area)
            element.clear()
    return found


def _shown(cell: ReadOnlyCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number(value, cell.number_format or "")
    return str(value)


def _number(value: float, form: str) -> str:
    """A number by its format, if that is a plain one; without, as written and not as stored."""
    shown = _FORMAT.fullmatch(form.split(";")[0])
    if not shown or not abs(value) < _EXACT:
        # 0.1 + 0.2 is 0.3 in a sheet.
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    grouped, decimals, percent = shown.groups()
    exact = Decimal(repr(value)) * (100 if percent else 1)
    step = Decimal(1).scaleb(-len(decimals or ""))
    rounded = exact.quantize(step, ROUND_HALF_UP)
    return f"{rounded:{',' if grouped else ''}f}{percent or ''}"
