"""A stretch of a document as HTML to read, the span that the reader was led to marked.

Every element with `data-start` holds the document's words from that offset on and nothing else, so
that the page's script can count its way to any offset.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from corpus import Document, Passage, PassageKind, Section, SplitOptions, split
from rag import Language

from .markup import NOTHING, Html, element, join, text
from .strings import say
from .types import Spot

# Characters shown at a time: a report whole, of a long book what is read in an hour or two.
_WINDOW = 40_000
# How far a cut may move to come between two lines.
_SLACK = 4_000
# Paragraphs are shown whole, however long.
_WHOLE = SplitOptions(max_chars=10 * _WINDOW)
_SHALLOWEST, _DEEPEST = 3, 6


def render_leaf(spot: Spot, language: Language) -> Html:
    """What stands around a spot, and the ways to what stands before and after it."""
    source = spot.document.text
    start, end = window(source, spot.start)
    doc = spot.document.doc_id
    return element(
        "article",
        _further("earlier", start, doc=doc, language=language) if start else NOTHING,
        join(_stretches(spot, start, end=end, language=language)),
        _further("later", end, doc=doc, language=language) if end < len(source) else NOTHING,
        class_="leaf",
        lang="zh",
        data_of=doc,
        data_from=start,
        data_to=end,
    )


def window(source: str, around: int) -> tuple[int, int]:
    """The stretch of a text to show around an offset: cut between lines where they are short."""
    start = max(0, min(around - _WINDOW // 2, len(source) - _WINDOW))
    end = min(len(source), start + _WINDOW)
    if start:
        start = source.rfind("\n", max(0, start - _SLACK), start) + 1 or start
    if end < len(source):
        end = source.find("\n", end, end + _SLACK) + 1 or end
    return start, end


def _further(key: str, offset: int, *, doc: str, language: Language) -> Html:
    return element(
        "button",
        text(say(key, language)),
        type="button",
        class_=f"further {key}",
        data_act="section",
        data_doc=doc,
        data_at=f"{offset}-{offset}",
    )


def _stretches(spot: Spot, start: int, *, end: int, language: Language) -> Iterator[Html]:
    """The cover and contents, the sections, and what follows the last of them."""
    sections = spot.document.sections
    first = sections[0].start if sections else len(spot.document.text)
    last = sections[-1].end if sections else first
    if start < first:
        yield _unsectioned(spot, start, end=min(first, end), language=language)
    pages: set[int] = set()
    for section in _within(sections, start, end=end):
        # The page is said where it changes, not again at each of its sections.
        new_page = section.page is not None and section.page not in pages
        pages |= {section.page} if section.page is not None else set()
        parts = _section(spot, section, start=start, end=end)
        head = next(parts)
        page = _page(section, language) if new_page and head else NOTHING
        yield element("section", head, page, *parts, data_section=section.ordinal)
    if end > last:
        yield _unsectioned(spot, max(start, last), end=end, language=language)


def _within(sections: tuple[Section, ...], start: int, *, end: int) -> Iterator[Section]:
    at = max(0, bisect_right(sections, start, key=lambda section: section.start) - 1)
    while at < len(sections) and sections[at].start < end:
        if sections[at].end > start:
            yield sections[at]
        at += 1


def _section(spot: Spot, section: Section, *, start: int, end: int) -> Iterator[Html]:
    """The heading, empty where the section has none here, then its paragraphs."""
    source = spot.document.text
    heading = source[section.start : section.body].strip()
    level = min(_SHALLOWEST + max(len(section.path) - 1, 0), _DEEPEST)
    if heading and section.start >= start:
        at = source.index(heading, section.start)
        yield _words(f"h{level}", spot, start=at, end=at + len(heading))
    else:
        yield NOTHING
    for passage in _paragraphs(spot.document, section, start=start, end=end):
        kind = None if passage.kind is PassageKind.TEXT else passage.kind.value
        yield _words("p", spot, start=passage.start, end=passage.end, class_=kind)


def _paragraphs(document: Document, section: Section, *, start: int, end: int) -> Iterator[Passage]:
    """The paragraphs of a section that lie in a stretch; only that much of the text is read."""
    start, end = max(start, section.body), max(section.body, min(end, section.end))
    shown = replace(section, start=0, body=0, end=end - start)
    stretch = replace(document, text=document.text[start:end], sections=(shown,))
    for passage in split(stretch, _WHOLE):
        yield replace(passage, start=passage.start + start, end=passage.end + start)


def _unsectioned(spot: Spot, start: int, *, end: int, language: Language) -> Html:
    """Lines outside every section (cover, contents), folded unless the spot is among them."""
    lines, at = [], start
    for line in spot.document.text[start:end].split("\n"):
        if line.strip():
            lines.append(_words("p", spot, start=at, end=at + len(line)))
        at += len(line) + 1
    if not lines:
        return NOTHING
    # A document without sections consists of such lines.
    if not spot.document.sections:
        return element("section", *lines)
    is_led_to = start <= spot.start < end and spot.end > spot.start
    summary = element("summary", text(say("unsectioned", language)), lang=None)
    return element("details", summary, *lines, class_="unsectioned", open=is_led_to)


def _words(name: str, spot: Spot, *, start: int, end: int, class_: str | None = None) -> Html:
    """The words of a span in an element; those that the spot covers are marked."""
    source = spot.document.text
    first = min(max(spot.start, start), end)
    last = max(min(spot.end, end), first)
    marked = element("mark", text(source[first:last])) if first < last else NOTHING
    return element(
        name,
        text(source[start:first]),
        marked,
        text(source[last:end]),
        class_=class_,
        data_start=start,
        data_end=end,
    )


def _page(section: Section, language: Language) -> Html:
    key = "page_exact" if section.page_exact else "page_from"
    return element("span", text(say(key, language, page=section.page)), class_="page-from")
