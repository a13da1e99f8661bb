"""HTML pages: headings, paragraphs, lists and tables of the main part, with the page's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree, html
from lxml.etree import _Element as Element

from ..errors import EmptySourceError
from ..note import SourceNote
from ..source import text_of
from ..types import PassageKind
from .joining import is_wide, raised
from .rows import row_pieces
from .types import Extract, Piece

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# Around the text on every page of a site, or not shown at all.
_PASSED_OVER = "script style noscript template nav footer aside form button select iframe svg head"
# What sites without those elements call the same things.
_SURROUNDINGS = frozenset(
    "nav navbar navigation menu crumb crumbs breadcrumb breadcrumbs header footer foot copyright"
    " sidebar share pager pagination".split()
)
_NOTES = frozenset({"note", "notes", "table", "thead"})
_WORDS = re.compile(r"[\s_-]+")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr".split()
)
# Between these a line goes on: a term and its description.
_TERM_ENDS = frozenset({("dt", "end"), ("dd", "start")})
# The names that Chinese government sites are told to use, then those of everyone else.
_META = {
    "title": ("articletitle", "dc.title", "og:title"),
    "issuer": ("contentsource", "dc.publisher", "publisher"),
    "as_of": ("pubdate", "dc.date", "article:published_time", "date"),
    "origin": ("url", "og:url"),
}
# Browsers bound a span as well.
_MOST_SPANNED = 100
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(data: bytes, name: str) -> Extract:
    """The page's <main> or only <article>, else its body."""
    source = _DECLARATION.sub("", text_of(data, name), count=1)
    try:
        page = html.document_fromstring(source)
    except etree.ParserError as error:
        raise EmptySourceError(f"{name} holds no text ({error}): name a file with text") from error
    note = _note(page)
    etree.strip_elements(page, *_PASSED_OVER.split(), etree.Comment, with_tail=False)
    _strip_surroundings(page)
    mains = page.xpath("//main | //*[@role='main']") or page.xpath("//article")
    return Extract(tuple(_pieces(mains[0] if len(mains) == 1 else page)), note)


def fragment_pieces(source: str) -> Iterator[Piece]:
    """The pieces of markup that stands within another text."""
    yield from _pieces(html.fragment_fromstring(source, create_parent="div"))


def _strip_surroundings(page: Element) -> None:
    """Take away what its class or id calls a menu, a foot and the like, if it is but that."""
    total = len(page.text_content())
    for element in page.xpath("//div | //ul | //ol | //section | //p | //td"):
        names = set(_WORDS.split(f"{element.get('class', '')} {element.get('id', '')}".lower()))
        if names & _SURROUNDINGS and not names & _NOTES and element.getparent() is not None:
            is_main = 2 * len(element.text_content()) > total
            if not is_main and not element.xpath(".//h1 | .//h2 | .//h3"):
                element.drop_tree()


def _note(page: Element) -> SourceNote:
    said: dict[str, str] = {}
    for meta in page.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        said.setdefault(key, (meta.get("content") or "").strip())
    found = {
        field: next((said[key] for key in keys if said.get(key)), "")
        for field, keys in _META.items()
    }
    date = _DATE.match(found["as_of"])
    found["as_of"] = date[0] if date else ""
    found["title"] = found["title"] or " ".join((page.findtext(".//title") or "").split())
    return SourceNote(**found)


def _pieces(root: Element) -> Iterator[Piece]:
    """Runs of text up to the next element that begins a line of its own."""
    run: list[str] = []
    level, kind = 0, PassageKind.TEXT
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        starts = event == "start"
        if (element.tag, event) in _TERM_ENDS:
            run.append(_colon(run) if starts else "")
        elif element.tag not in _INLINE and element.tag != "img":
            kept = element.tag == "pre" and not starts
            yield from (Piece(text, level, kind) for text in _lines(run, kept=kept))
            run = []
            level = _HEADINGS.get(element.tag, 0) if starts else 0
            is_caption = starts and element.tag in ("caption", "figcaption")
            kind = PassageKind.CAPTION if is_caption else PassageKind.TEXT
        if starts and element.tag == "table" and _is_data(element):
            yield Piece(element.findtext("caption") or "", kind=PassageKind.CAPTION)
            yield from row_pieces(_rows(element))
            walk.skip_subtree()
        elif starts:
            run.append(_own_text(element))
        if not starts and element is not root:
            run.append(element.tail or "")
    yield Piece("".join(run), level, kind)


def _lines(run: Sequence[str], *, kept: bool) -> list[str]:
    """The text of a run as one line, or the lines that its writer set."""
    text = "".join(run)
    return text.splitlines() if kept else [text]


def _own_text(element: Element) -> str:
    text = element.text or ""
    return (
        raised(text)
        if "sup" in (element.tag, *(each.tag for each in islice(element.iterancestors(), 1)))
        else text
    )


def _colon(run: Sequence[str]) -> str:
    """What stands between a term and its description; nothing where there is no term."""
    term = "".join(run).strip()
    return "" if not term or term[-1] in ":：" else ("：" if is_wide(term[-1]) else ": ")


def _is_data(table: Element) -> bool:
    """Whether a table holds figures rather than the layout of the page."""
    return not table.xpath(".//table | .//h1 | .//h2 | .//h3 | .//p/following-sibling::p")


def _rows(table: Element) -> Iterator[list[str]]:
    """The cells of each row; one that spans columns or rows stands in each of them."""
    below: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _spanned(cells, below)
            text = " ".join(piece.text for piece in _pieces(cell))
            room = max(_MOST_SPANNED - len(cells), 1)
            width, height = min(_span(cell, "colspan"), room), _span(cell, "rowspan")
            for _ in range(width):
                if height > 1:
                    below[len(cells)] = (height - 1, text)
                cells.append(text)
        _spanned(cells, below)
        yield cells


def _spanned(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Put in place what reaches down from the rows above."""
    while held := below.pop(len(cells), None):
        rows, text = held
        if rows > 1:
            below[len(cells)] = (rows - 1, text)
        cells.append(text)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or ""
    return min(max(int(value), 1), _MOST_SPANNED) if value.isdecimal() else 1
