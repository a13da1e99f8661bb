"""DOCX files: headings by their styles, paragraphs, tables; text as it stands after all changes.

Numbers that Word counts by itself are not in the file and are left out, as are notes and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docx import Document as open_docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from ..note import SourceNote
from .joining import raised
from .package import ARCHIVE_ERRORS, broken, checked
from .rows import row_pieces
from .types import Extract, Piece

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(\d)", re.IGNORECASE)
# The outline level of what is no heading.
_BODY = 9
_CONTENTS = re.compile(r"toc\b", re.IGNORECASE)
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
# What the library raises for an archive or markup that is not as it should be.
_ERRORS = (*ARCHIVE_ERRORS, OpcError, LxmlError, KeyError, ValueError, TypeError, AttributeError)
_BOX = qn("w:txbxContent")
# One column is a frame; Word itself has no more than this many.
_LEAST_COLUMNS, _MOST_COLUMNS = 2, 63
# A text box once more, for old programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes, name: str) -> Extract:
    """The body of a Word file; headers and footers are not part of it."""
    file = checked(data, name, part="word/document.xml")
    try:
        document = open_docx(file)
        pieces = tuple(_pieces(document.element.body, _levels(document)))
        title = document.core_properties.title
    except _ERRORS as error:
        raise broken(name, error) from error
    return Extract(pieces, SourceNote(title=title.strip()))


def _levels(document: WordDocument) -> dict[str, int]:
    """The heading level of every style that has one; -1 for those of contents lists."""
    levels: dict[str, int] = {}
    for style in document.styles:
        own = str(style.name or "")
        heading = _HEADING.fullmatch(own)
        outline = _outline(style.element)
        if _CONTENTS.match(own):
            levels[style.style_id] = -1
        elif own == "Title":
            levels[style.style_id] = 1
        elif heading:
            levels[style.style_id] = int(heading[1]) + 1
        elif outline:
            levels[style.style_id] = outline
    return levels


def _outline(element: Element) -> int:
    """The level that a style or paragraph sets, below that of a title; 0 without one."""
    outline = element.find(_path("w:pPr/w:outlineLvl"))
    level = _BODY if outline is None else int(outline.get(qn("w:val")))
    return level + 2 if level < _BODY else 0


def _pieces(parent: Element, levels: dict[str, int]) -> Iterator[Piece]:
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            level = _level(child, levels)
            if level >= 0:
                yield from (Piece(line, level=level) for line in _text(child).split("\n"))
            for box in _boxes(child):
                yield from _pieces(box, levels)
        elif child.tag == qn("w:tbl"):
            yield from _table(child, levels)
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            gallery = child.find(f".//{qn('w:docPartGallery')}")
            if content is not None and gallery is None:
                yield from _pieces(content, levels)


def _level(paragraph: Element, levels: dict[str, int]) -> int:
    if outline := _outline(paragraph):
        return outline
    style = paragraph.find(_path("w:pPr/w:pStyle"))
    return levels.get(style.get(qn("w:val")), 0) if style is not None else 0


def _text(paragraph: Element) -> str:
    """The text of a paragraph; what is deleted in a revision has another tag."""
    return "".join(
        _BREAKS.get(node.tag) or _word(node)
        for node in paragraph.iter(qn("w:t"), *_BREAKS)
        if node.getparent().tag != qn("w:tabs") and _paragraph_of(node) is paragraph
    )


def _word(node: Element) -> str:
    align = node.getparent().find(_path("w:rPr/w:vertAlign"))
    is_raised = align is not None and align.get(qn("w:val")) == "superscript"
    return raised(node.text or "") if is_raised else node.text or ""


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, without the copies for old programs."""
    for box in paragraph.iter(_BOX):
        if _paragraph_of(box) is paragraph and next(box.iterancestors(_FALLBACK), None) is None:
            yield box


def _paragraph_of(node: Element) -> Element | None:
    return next(node.iterancestors(qn("w:p")), None)


def _table(table: Element, levels: dict[str, int]) -> Iterator[Piece]:
    """The rows of a table, or the paragraphs of one that only frames them."""
    rows = list(_inner(table, "w:tr"))
    cells = [list(_inner(row, "w:tc")) for row in rows]
    is_frame = all(len(each) < _LEAST_COLUMNS for each in cells) or any(
        True for each in cells for cell in each for _ in cell.iter(qn("w:tbl"))
    )
    if is_frame:
        for cell in (cell for each in cells for cell in each):
            yield from _pieces(cell, levels)
    else:
        yield from row_pieces(_rows(rows))


def _rows(rows: Iterable[Element]) -> Iterator[list[str]]:
    """The cells of each row; one that spans columns or rows stands in each of them."""
    above: list[str] = []
    for row in rows:
        cells = [""] * _number(row, "w:trPr/w:gridBefore", least=0)
        for cell in _inner(row, "w:tc"):
            merged = cell.find(_path("w:tcPr/w:vMerge"))
            text = " ".join(piece.text for piece in _pieces(cell, {}))
            if merged is not None and merged.get(qn("w:val")) != "restart":
                text = above[len(cells)] if len(cells) < len(above) else ""
            room = max(_MOST_COLUMNS - len(cells), 1)
            cells += [text] * min(_number(cell, "w:tcPr/w:gridSpan", least=1), room)
        yield cells
        above = cells


def _inner(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row; controls may stand around them."""
    for child in parent.iterchildren(qn(name), qn("w:sdt"), qn("w:sdtContent")):
        if child.tag == qn(name):
            yield child
        else:
            yield from _inner(child, name)


def _number(element: Element, path: str, *, least: int) -> int:
    found = element.find(_path(path))
    return least if found is None else min(max(int(found.get(qn("w:val"))), least), _MOST_COLUMNS)


def _path(names: str) -> str:
    return "/".join(map(qn, names.split("/")))
