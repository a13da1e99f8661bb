"""Pieces to a Document: a line for each, sections from the marked headings and the numbered ones.

Where a format marks headings, numbered ones nest below them: Word files often mark their chapters
and number the rest by hand. A new page begins a new section, so that every passage has its page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..contents import find_contents, is_contents_title
from ..errors import EmptySourceError
from ..frontmatter import Front, is_imprint, read_front
from ..headings import label, read_mark
from ..lines import Line, is_caption
from ..outline import read_headings
from ..types import Block, Document, PassageKind, Section
from .joining import joined
from .types import Extract, Piece

# A title may stand below the sender and the number of a document; further down it is a chapter.
_TITLE_REACH = 8
_TITLE_LINES = 2
# A heading alone is the text of its document.
_LEAST = 2


class _Placed(NamedTuple):
    """A piece, and its line in the text of the document."""

    piece: Piece
    line: Line


class _Head(NamedTuple):
    body: int
    path: tuple[str, ...]


def assemble(extract: Extract, name: str, *, doc_id: str) -> Document:
    """The Document of the pieces; `name` stands in the message that there are none."""
    placed = _placed(extract.pieces)
    if not placed:
        raise EmptySourceError(f"{name} holds no text: name a file with text")
    text = "\n".join(line.text for _, line in placed)
    front, body = _parted(placed)
    heads = dict(_heads(body))
    note = extract.note
    return Document(
        doc_id=doc_id,
        title=front.title or note.title,
        issuer=note.issuer or front.issuer,
        as_of=note.as_of or front.as_of,
        text=text,
        sections=_sections(body, heads) or (Section(1, (), len(text), len(text), len(text)),),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        origin=note.origin,
        licence=note.licence,
        blocks=tuple(_blocks(body, heads)),
    )


def _placed(pieces: Sequence[Piece]) -> list[_Placed]:
    placed, start = [], 0
    for piece in pieces:
        if content := " ".join(piece.text.split()):
            end = start + len(content)
            placed.append(_Placed(piece, Line(start, end, content, False, False)))
            start = end + 1
    return placed


def _parted(placed: list[_Placed]) -> tuple[Front, list[_Placed]]:
    """Front matter, and what comes after it without the contents list."""
    # On a cover issuer and date may be as large as a heading.
    placed = [*map(_unmarked_imprint, placed[:_TITLE_REACH]), *placed[_TITLE_REACH:]]
    title = _title_places(placed)
    front = read_front([line for _, line in placed], wrapped=False)
    if title:
        front = front._replace(title=joined(placed[place].line.text for place in title))
        for place in title:
            placed[place] = _unmarked(placed[place])
    marked = (n for n, (p, _) in enumerate(placed) if p.level or p.kind is PassageKind.TABLE)
    taken = min(max(front.lines, 0 if title.start else title.stop), next(marked, len(placed)))
    if not taken and not title:
        front = Front("", "", front.as_of, 0)
    body = placed[taken:]
    contents = find_contents([line for _, line in body])
    if contents:
        body = body[: contents.first] + body[contents.last :]
    return front, body


def _unmarked(placed: _Placed) -> _Placed:
    return placed._replace(piece=replace(placed.piece, level=0))


def _unmarked_imprint(placed: _Placed) -> _Placed:
    return _unmarked(placed) if is_imprint(placed.line.text) else placed


def _title_places(placed: Sequence[_Placed]) -> range:
    """The first marked heading if it stands near the top and above all others but the contents.

    It may take two lines of one level.
    """
    levels = [
        (place, each.piece.level)
        for place, each in enumerate(placed)
        if each.piece.level and not is_contents_title(each.line.text)
    ]
    if not levels or levels[0][0] > _TITLE_REACH or len(placed) < _LEAST:
        return range(0)
    first, top = levels[0]
    count = next((n for n, each in enumerate(levels) if each != (first + n, top)), len(levels))
    is_above = all(level > top for _, level in levels[count:])
    is_title = count == 1 or (count == _TITLE_LINES and len(levels) > count)
    return range(first, first + count) if is_above and is_title else range(0)


def _heads(body: Sequence[_Placed]) -> Iterator[tuple[int, _Head]]:
    """Where headings start, with their paths: the marked ones, and the numbered ones below."""
    stack: list[tuple[int, str]] = []
    stretch: list[_Placed] = []
    for each in body:
        if not each.piece.level:
            stretch.append(each)
            continue
        yield from _numbered(stretch, tuple(name for _, name in stack))
        stretch = []
        while stack and stack[-1][0] >= each.piece.level:
            stack.pop()
        mark = read_mark(each.line.text)
        stack.append((each.piece.level, label(each.line.text, mark) if mark else each.line.text))
        yield each.line.start, _Head(each.line.end, tuple(name for _, name in stack))
    yield from _numbered(stretch, tuple(name for _, name in stack))


def _numbered(stretch: Sequence[_Placed], above: tuple[str, ...]) -> Iterator[tuple[int, _Head]]:
    prose = {line.start for piece, line in stretch if piece.kind is not PassageKind.TABLE}
    for heading in read_headings([line for _, line in stretch], wrapped=False):
        if heading.start in prose:
            yield heading.start, _Head(heading.body, above + heading.path)


def _sections(body: Sequence[_Placed], heads: Mapping[int, _Head]) -> tuple[Section, ...]:
    """One section a heading, and one more for each page that its text goes on to.

    One more also after a gap, where the contents list was: no section reaches over it.
    """
    sections: list[Section] = []
    for piece, line in body:
        head = heads.get(line.start)
        last = sections[-1] if sections else None
        if last and not head and last.page == piece.page and last.end + 1 == line.start:
            sections[-1] = replace(last, end=line.end)
            continue
        path = last.path if last else ()
        head = head or _Head(line.start, path)
        exact = piece.page is not None
        ordinal = len(sections) + 1
        sections.append(
            Section(ordinal, head.path, line.start, head.body, line.end, piece.page, exact)
        )
    return tuple(sections)


def _blocks(body: Sequence[_Placed], heads: Mapping[int, _Head]) -> Iterator[Block]:
    for piece, line in body:
        head = heads.get(line.start)
        rest = line.text[head.body - line.start :].lstrip() if head else line.text
        if rest:
            is_plain = piece.kind is PassageKind.TEXT
            kind = PassageKind.CAPTION if is_plain and is_caption(rest) else piece.kind
            yield Block(kind, line.end - len(rest), line.end)
