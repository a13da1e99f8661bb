"""A text to a Document: front matter, contents list, headings, sections with their pages.

The work is done in frontmatter.py, contents.py, headings.py and outline.py; here their results
become sections that tile the body.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from .contents import find_contents, pages_of
from .frontmatter import read_front
from .lines import is_wrapped, scan_lines
from .outline import Heading, read_headings
from .types import Document, Section

_Span = tuple[int, int]


def parse_document(text: str, *, doc_id: str = "document") -> Document:
    """The Document of a text; title, issuer and date are "" where the text does not give them.

    A text without any heading is one section with the path ().
    """
    lines = scan_lines(text)
    wrapped = is_wrapped(lines)
    front = read_front(lines, wrapped=wrapped)
    contents = find_contents(lines)
    body = lines[front.lines :]
    regions = [(lines[front.lines].start if body else len(text), len(text))]
    if contents and contents.first >= front.lines:
        listed = lines[contents.first : contents.last]
        body = lines[front.lines : contents.first] + lines[contents.last :]
        regions = [(regions[0][0], listed[0].start), (listed[-1].end, len(text))]
    pieces = _tile(text, read_headings(body, wrapped=wrapped), regions=regions)
    pages = pages_of([path for path, _, _, _ in pieces], contents.entries if contents else ())
    sections = tuple(
        Section(ordinal, path, start, middle, end, page)
        for ordinal, ((path, start, middle, end), page) in enumerate(
            zip(pieces, pages, strict=True), start=1
        )
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(doc_id, front.title, front.issuer, front.as_of, text, sections, digest)


def _tile(
    text: str, headings: Sequence[Heading], *, regions: Sequence[_Span]
) -> list[tuple[tuple[str, ...], int, int, int]]:
    """(path, start, body, end) of every section; text before a region's first heading has ()."""
    pieces: list[tuple[tuple[str, ...], int, int, int]] = []
    for start, end in regions:
        inside = [heading for heading in headings if start <= heading.start < end]
        first = inside[0].start if inside else end
        if text[start:first].strip():
            pieces.append(((), start, start, first))
        stops = [heading.start for heading in inside[1:]] + [end] * bool(inside)
        pieces += [
            (heading.path, heading.start, heading.body, stop)
            for heading, stop in zip(inside, stops, strict=True)
        ]
    return pieces or [((), len(text), len(text), len(text))]
