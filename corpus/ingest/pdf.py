"""PDF files with a text layer: pages to runs of characters; pictures of text are named as such.

A page is counted from the first of the file, as a viewer does that opens it there; the number
printed on it may differ.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from ..errors import BrokenSourceError, EmptySourceError, EncryptedSourceError
from ..note import SourceNote
from .furniture import without_furniture
from .joining import is_wide
from .layout import gutter_of, lines_of
from .paragraphs import pieces_of
from .print import PrintLine, Run
from .ruled import with_tables
from .rules import Rules, rules_of
from .types import Extract

# The end of file mark stands in the last kilobyte; a few programs write more behind it.
_EOF_REACH = 4096
# In sizes of the font: beyond these a character is on another line, in another cell, a word apart.
_OTHER_LINE = 0.3
_OTHER_CELL = 1.5
_WORD_GAP = 0.2
# No column of a table is nearer to the next.
_SAME_CELL = 0.05
_WIDE_WORD_GAP = 0.5
_UPRIGHT = 0.05
_HYPHEN = "\x02"
# What programs write where their user gave no title: the name of a file, an address.
_NO_TITLE = re.compile(
    r"about:blank|\w+://.*|\W*(?:untitled|unspecified|anonymous|无标题|未命名)\W*\d*"
    r"|Microsoft \w+ - .*|.*\.(?:docx?|wps|xlsx?|et|pptx?|pdf|indd|html?|txt|tex|dvi)|[\W\d_]*",
    re.IGNORECASE,
)


class _Char(NamedTuple):
    """A character with the left and right end of its cell and its baseline."""

    text: str
    x0: float
    x1: float
    y: float


def read(data: bytes, name: str) -> Extract:
    """The text of all pages in reading order, without running heads and feet."""
    pdf = _opened(data, name)
    try:
        if len(pdf) == 0:
            raise BrokenSourceError(f"{name} has no pages: fetch or export it again")
        pages = list(_pages(pdf))
        title = pdf.get_metadata_value("Title")
    except pdfium.PdfiumError as error:
        raise _broken(name, error) from error
    finally:
        pdf.close()
    if not any(pages):
        raise EmptySourceError(
            f"{name} is a scan: its {len(pages)} pages are pictures without text; "
            "run it through OCR (ocrmypdf, say) and name the result"
        )
    note = SourceNote(title="" if _NO_TITLE.fullmatch(title.strip()) else title.strip())
    return Extract(tuple(pieces_of(without_furniture(pages))), note)


def _opened(data: bytes, name: str) -> pdfium.PdfDocument:
    # Part of a file may open as a document of fewer pages.
    if b"%%EOF" not in data[-_EOF_REACH:]:
        raise _broken(name, "the end is missing")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise EncryptedSourceError(f"{name} is encrypted: save it without password") from error
        raise _broken(name, error) from error


def _broken(name: str, reason: object) -> BrokenSourceError:
    return BrokenSourceError(f"{name} is damaged ({reason}): fetch or export it again")


def _pages(pdf: pdfium.PdfDocument) -> Iterator[list[PrintLine]]:
    gutter = None
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        rules = rules_of(page)
        runs = with_tables(list(_runs(text, rules)), rules)
        text.close()
        page.close()
        gutter = gutter_of(runs, gutter)
        yield lines_of(runs, page=number + 1, gutter=gutter)


def _runs(page: pdfium.PdfTextpage, rules: Rules) -> Iterator[Run]:
    """The characters of a page in the order of the file, parted where they do not go on."""
    chars: list[_Char] = []
    size = 0.0
    spaced = False
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        text = "-" if chr(code) == _HYPHEN else chr(code)
        if text.isspace() or (not text.isprintable() and not 0xD800 <= code < 0xE000):
            # The library puts line ends of its own where it takes two characters for two lines.
            spaced = spaced or not raw.FPDFText_IsGenerated(page, index)
            continue
        char = _placed(page, index, text=text)
        if chars and not _goes_on(chars[-1], char, size=size, rules=rules):
            yield _run(chars, size)
            chars = []
        if not chars:
            if not _is_upright(page, index):
                continue
            size = _size(page, index)
        elif _is_spaced(chars[-1], char, size=size, spaced=spaced):
            chars.append(_Char(" ", chars[-1].x1, char.x0, char.y))
        spaced = False
        chars.append(char)
    if chars:
        yield _run(chars, size)


def _placed(page: pdfium.PdfTextpage, index: int, *, text: str) -> _Char:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(page, index, box)
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    return _Char(text, box.left, box.right, y.value)


def _size(page: pdfium.PdfTextpage, index: int) -> float:
    """The height of the font as printed: many files scale a font of size 1."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    return float(raw.FPDFText_GetFontSize(page, index) * scale) or 1.0


def _is_upright(page: pdfium.PdfTextpage, index: int) -> bool:
    """Whether the text runs from left to right; watermarks run across the page."""
    angle = raw.FPDFText_GetCharAngle(page, index)
    return abs(math.sin(angle)) < _UPRIGHT and math.cos(angle) > 0


def _goes_on(last: _Char, char: _Char, *, size: float, rules: Rules) -> bool:
    gap = char.x0 - last.x1
    if abs(char.y - last.y) > _OTHER_LINE * size or not -size < gap <= _OTHER_CELL * size:
        return False
    return gap <= _SAME_CELL * size or not rules.part(last.x1, char.x0, y=char.y)


def _is_spaced(last: _Char, char: _Char, *, size: float, spaced: bool) -> bool:
    gap = char.x0 - last.x1
    if not spaced and gap <= _WORD_GAP * size:
        return False
    return gap > _WIDE_WORD_GAP * size or not (is_wide(last.text) and is_wide(char.text))


def _run(chars: list[_Char], size: float) -> Run:
    # Characters beyond the first plane may come in two halves.
    text = "".join(char.text for char in chars).encode("utf-16", "surrogatepass")
    return Run(text.decode("utf-16", "replace"), chars[0].x0, chars[-1].x1, chars[0].y, size)
