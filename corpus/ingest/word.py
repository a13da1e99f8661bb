"""DOCX files: headings by their styles, paragraphs, tables; text as it stands after all changes.

Numbers that Word counts by itself are not in the file and are left out, as are notes and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx import Document as open_docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from ..note import SourceNote
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
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    level = _BODY if outline is None else int(outline.get(qn("w:val")))
    return level + 2 if level < _BODY else 0


def _pieces(parent: Element, levels: dict[str, int]) -> Iterator[Piece]:
    for child in parent.iterchildren():
        if child.tag == qn("w:p"):
            level = _level(child, levels)
            if level >= 0:
                yield from (Piece(line, level=level) for line in _text(child).split("\n"))
        elif child.tag == qn("w:tbl"):
            yield from row_pieces(_rows(child))
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            gallery = child.find(f".//{qn('w:docPartGallery')}")
            if content is not None and gallery is None:
                yield from _pieces(content, levels)


def _level(paragraph: Element, levels: dict[str, int]) -> int:
    if outline := _outline(paragraph):
        return outline
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return levels.get(style.get(qn("w:val")), 0) if style is not None else 0


def _text(element: Element) -> str:
    """The text of an element; what is deleted in a revision has another tag."""
    return "".join(
        _BREAKS.get(node.tag) or node.text or ""
        for node in element.iter(qn("w:t"), *_BREAKS)
        if node.getparent().tag != qn("w:tabs")
        and next(node.iterancestors(_FALLBACK), None) is None
    )


def _rows(table: Element) -> Iterator[list[str]]:
    """The cells of each row; one that spans columns or rows stands in each of them."""
    above: list[str] = []
    for row in table.iter(qn("w:tr")):
        cells: list[str] = []
        for cell in row.iterchildren(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            text = _text(cell)
            if merged is not None and merged.get(qn("w:val")) != "restart":
                text = above[len(cells)] if len(cells) < len(above) else ""
            cells += [text] * (int(span.get(qn("w:val"))) if span is not None else 1)
        yield cells
        above = cells
