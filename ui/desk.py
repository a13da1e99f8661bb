"""What stands above a text that is read: which document, find in text, a link to the place."""

from __future__ import annotations

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


def render_bar(shown: Document, *, several: bool, language: Language) -> Html:
    """The tools of the reading tab; of `several` documents another one can be chosen."""
    said = {f"data_{name}": say(key, language) for name, key in _SAID.items()}
    return element(
        "div",
        _title(shown, several=several, language=language),
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


def _title(shown: Document, *, several: bool, language: Language) -> Html:
    """Which document, how old, and where there are several the way to another."""
    date = element("span", text(as_of_label(shown.as_of, language)), class_="aside")
    title = element("span", text(shown.title), lang="zh")
    other = element(
        "button",
        text(say("read_other", language)),
        type="button",
        class_="read-other",
        data_act="readother",
        aria_haspopup="dialog",
    )
    head = element("h2", title, date, class_="read-title")
    return element("div", head, other, class_="read-choice") if several else head


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
