"""Choosing documents as HTML: the dialog, its rows, and what stands for the choice elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rag import Language, Titled

from .markup import NOTHING, Html, element, join, text
from .place import as_of_label
from .strings import html_lang, say

MOST_LISTED = 100
"""So many rows are looked through; beyond them a reader types a word of the title."""

# So many titles are named beside an answer, the others counted.
_NAMED = 3


def scope_label(chosen: Sequence[Titled], total: int, *, language: Language) -> str:
    """What is asked, in few words; `total` counts the documents there are, `chosen` may be none."""
    if not chosen:
        return say("documents", language, count=total)
    if len(chosen) == 1:
        return chosen[0].title
    return say("scope_several", language, title=chosen[0].title, count=len(chosen))


def render_scope(chosen: Sequence[Titled], total: int, *, language: Language) -> Html:
    """The button over the question line; nothing where there is only one document to ask."""
    if total == 1:
        return NOTHING
    label = scope_label(chosen, total, language=language)
    if not chosen:
        label = say("scope_all", language, count=total)
    return element(
        "button",
        element("span", text(say("scope", language)), class_="label"),
        element("span", text(label), class_="title", lang="zh" if chosen else None),
        type="button",
        class_="chosen" if chosen else None,
        data_act="choosescope",
        aria_haspopup="dialog",
        lang=html_lang(language),
    )


def render_asked_in(scope: Sequence[Titled], language: Language) -> Html:
    """Which documents an answer was looked for in, with their dates; nothing for all of them."""
    if not scope:
        return NOTHING
    named = [_dated(each, language) for each in scope[:_NAMED]]
    more = len(scope) - len(named)
    rest = text(say("scope_more", language, count=more)) if more else NOTHING
    label = element("span", text(say("asked_in", language)), class_="label")
    between = text(say("between_titles", language))
    titles = join((named[0], *(join((between, each)) for each in named[1:])))
    return element("p", label, titles, rest, class_="asked-in", lang=html_lang(language))


def _dated(entry: Titled, language: Language) -> Html:
    date = as_of_label(entry.as_of, language)
    shown = element("span", text(f" ({date})"), class_="aside") if date else NOTHING
    return element("span", element("span", text(entry.title), lang="zh"), shown)


def render_dialog(language: Language) -> Html:
    """The dialog's words around the rows; the script puts those in and shows it."""
    hint, close = say("picker_hint", language), say("close", language)
    field = element(
        "input",
        type="search",
        id="picker-words",
        aria_label=hint,
        placeholder=hint,
        autocomplete="off",
        maxlength=200,
    )
    shut = element("button", text("×"), type="button", data_act="pickerclose", aria_label=close)
    title = element("h2", text(say("picker_title", language)), id="picker-title")
    return element(
        "div",
        element("div", title, shut, class_="picker-head"),
        field,
        element("p", id="picker-count", role="status"),
        element("div", id="picker-rows", role="group", aria_labelledby="picker-title", tabindex=0),
        _foot(language),
        class_="picker",
        lang=html_lang(language),
        data_lost=say("read_lost", language),
    )


def _foot(language: Language) -> Html:
    doings = (("picknone", "picker_all", None), ("pickerdone", "picker_done", "go"))
    buttons = (
        element("button", text(say(key, language)), type="button", class_=look, data_act=act)
        for act, key, look in doings
    )
    return element("div", *buttons, class_="picker-foot")


def render_rows(
    found: Sequence[Titled], *, picked: Collection[str], single: bool, language: Language
) -> Html:
    """A row for each document: to tick, or where only one is wanted to click on."""
    made = _button if single else _box
    rows = (made(each, picked=picked, language=language) for each in found)
    return element("ul", *(element("li", row) for row in rows))


def count_label(count: int, words: str, *, language: Language) -> str:
    """How many documents were found, and what to do where not all of them are listed."""
    if count > MOST_LISTED:
        return say("picker_many", language, count=count, most=MOST_LISTED)
    return say("picker_found" if words.strip() else "picker_count", language, count=count)


def _box(entry: Titled, *, picked: Collection[str], language: Language) -> Html:
    ticked = entry.doc_id in picked
    box = element("input", type="checkbox", value=entry.doc_id, checked=ticked)
    return element("label", box, _told(entry, language), class_="picker-row")


def _button(entry: Titled, *, picked: Collection[str], language: Language) -> Html:
    return element(
        "button",
        _told(entry, language),
        type="button",
        class_="picker-row",
        data_act="pick",
        value=entry.doc_id,
        data_title=entry.title,
        aria_current="true" if entry.doc_id in picked else None,
    )


def _told(entry: Titled, language: Language) -> Html:
    known = " · ".join(filter(None, (entry.issuer, as_of_label(entry.as_of, language))))
    title = element("span", text(entry.title), class_="title", lang="zh")
    return element(
        "span", title, element("span", text(known), class_="aside") if known else NOTHING
    )
