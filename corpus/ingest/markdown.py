"""Markdown: headings, paragraphs, lists, tables and code, with YAML or TOML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..note import SourceNote
from ..source import text_of
from .joining import joined
from .rows import row_pieces
from .types import Extract, Piece

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
# CommonMark would take the text of a note for the address of a link.
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_PAIR = re.compile(r"""^(\w+)\s*[:=]\s*["']?(.*?)["']?\s*$""", re.MULTILINE)
_NAMES = {"date": "as_of", "source": "origin", "license": "licence", "publisher": "issuer"}
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read(data: bytes, name: str) -> Extract:
    """The blocks of a Markdown text, markup taken off."""
    text = text_of(data, name)
    front = _FRONT.match(text)
    body = _FOOTNOTE.sub(r"\\[^\1]:", text[front.end() :] if front else text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return Extract(tuple(_pieces(tokens)), _note(front[2]) if front else SourceNote())


def _note(front: str) -> SourceNote:
    """The pairs of the front matter that are known; YAML beyond `name: value` is left alone."""
    known = {field.name for field in fields(SourceNote)} - {"sha256", "doc_id"}
    pairs = {_NAMES.get(key.lower(), key.lower()): value for key, value in _PAIR.findall(front)}
    date = _DATE.match(pairs.get("as_of", ""))
    pairs["as_of"] = date[0] if date else ""
    return SourceNote(**{key: value for key, value in pairs.items() if key in known})


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    level = 0
    table: list[list[str]] | None = None
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "table_open":
            table = []
        elif token.type == "tr_open" and table is not None:
            table.append([])
        elif token.type == "table_close" and table is not None:
            yield from row_pieces(table)
            table = None
        elif token.type == "inline" and table is not None:
            table[-1].append(_text(token))
        elif token.type == "inline":
            yield from (Piece(line, level=level) for line in _text(token).split("\n"))
            level = 0
        elif token.type == "html_block":
            from .web import fragment_pieces

            yield from fragment_pieces(token.content)
        elif token.type in ("fence", "code_block"):
            yield from (Piece(line) for line in token.content.splitlines())


def _text(inline: Token) -> str:
    """The words of a line or paragraph; a line end counts only where the writer forced it."""
    lines, parts = [""], []
    for token in inline.children or ():
        if token.type == "softbreak":
            lines.append("")
        elif token.type == "hardbreak":
            parts.append(joined(line.strip() for line in lines))
            lines = [""]
        elif token.type != "html_inline":
            lines[-1] += token.content
    return "\n".join((*parts, joined(line.strip() for line in lines)))
