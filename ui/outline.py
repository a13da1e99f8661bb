"""The section tree of a document as HTML: each heading leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Document, Section
from rag import Language

from .markup import NOTHING, Html, element, text
from .strings import say

# A tree longer than this is shown down to the depth at which it is shorter.
_MOST = 600
# Deeper headings are not set in any further, or nothing would be left of a phone's width.
_DEEPEST = 4


def render_outline(document: Document, language: Language) -> Html:
    """The tree, or nothing where the document has no headings."""
    headed = [section for section in document.sections if section.body > section.start]
    if not headed:
        return NOTHING
    shown = _shallow(headed)
    items = [_item(section, document, language=language) for section in shown]
    left_out = len(headed) - len(shown)
    more = element(
        "p", text(say("outline_cut", language, count=left_out)), class_="aside outline-cut"
    )
    title = element("summary", text(say("outline", language)))
    listing = element("ul", *items, lang="zh")
    return element("details", title, listing, more if left_out else NOTHING, open=True)


def _shallow(sections: Sequence[Section]) -> Sequence[Section]:
    """The sections down to the depth at which there are not too many, in any case some."""
    if len(sections) <= _MOST:
        return sections
    for depth in range(max(len(section.path) for section in sections), 0, -1):
        kept = [section for section in sections if len(section.path) <= depth]
        if len(kept) <= _MOST:
            break
    return kept[:_MOST]


def _item(section: Section, document: Document, *, language: Language) -> Html:
    heading = section.path[-1] if section.path else document.title
    page = NOTHING
    if section.page is not None:
        key = "page_exact" if section.page_exact else "page_from"
        words = element("span", text(say(key, language, page=section.page)), class_="unseen")
        number = element("span", text(str(section.page)), aria_hidden="true")
        page = element("span", number, words, class_="leaf-number")
    link = element(
        "button",
        element("span", text(heading), class_="heading-words"),
        page,
        type="button",
        data_act="section",
        data_doc=document.doc_id,
        data_at=f"{section.start}-{section.start}",
        data_section=section.ordinal,
    )
    depth = min(max(len(section.path), 1), _DEEPEST)
    return element("li", link, class_=f"depth-{depth}")
