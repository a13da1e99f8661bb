"""What stands above a text that is read: which document, find in text, a link to the place."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Document
from rag import Language

from .markup import Html, element, text
from .place import as_of_label
from .strings import html_lang, say

# What the script says by itself, by the name it knows it under.
_SAID = {
    "none": "find_none",
    "span": "copied_span",
    "place": "copied_place",
    "failed": "copy_failed",
    "cited": "cited_here",
    "lost": "read_lost",
}


def render_bar(documents: Sequence[Document], shown: Document, *, language: Language) -> Html:
    """The tools of the reading tab."""
    said = {f"data_{name}": say(key, language) for name, key in _SAID.items()}
    return element(
        "div",
        _choice(documents, shown, language=language),
        _finder(language),
        element(
            "button",
            text(say("copy_link", language)),
            type="button",
            class_="copy-link",
            data_act="copylink",
            title=say("copy_hint", language),
        ),
        class_="desk-tools",
        lang=html_lang(language),
        data_text=say("read_text", language),
        data_outline=say("outline", language),
        **said,
    )


def _choice(documents: Sequence[Document], shown: Document, *, language: Language) -> Html:
    """The title, to choose from where there are several."""
    if len(documents) == 1:
        date = element("span", text(as_of_label(shown.as_of, language)), class_="aside")
        title = element("span", text(shown.title), lang="zh")
        return element("h2", title, date, class_="read-title")
    options = (
        element(
            "option",
            text(" · ".join(filter(None, (each.title, as_of_label(each.as_of, language))))),
            value=each.doc_id,
            selected=each.doc_id == shown.doc_id,
        )
        for each in documents
    )
    label = element("span", text(say("read_doc", language)), class_="unseen")
    choice = element("select", *options, id="read-doc", lang="zh")
    return element("label", label, choice, class_="read-choice")


def _finder(language: Language) -> Html:
    hint = say("find", language)
    field = element(
        "input",
        type="search",
        id="find",
        aria_label=hint,
        placeholder=hint,
        autocomplete="off",
        maxlength=200,
    )
    count = element("output", id="find-count", for_="find")
    steps = (
        _step("previous", "↑", label=say("find_previous", language)),
        _step("next", "↓", label=say("find_next", language)),
    )
    return element("div", field, count, *steps, class_="finder", role="search")


def _step(way: str, sign: str, *, label: str) -> Html:
    return element(
        "button",
        element("span", text(sign), aria_hidden="true"),
        type="button",
        data_act=f"find{way}",
        aria_label=label,
        title=label,
    )
