"""What surrounds the conversation as HTML: the header, the welcome and the head of the panel."""

from __future__ import annotations

from collections.abc import Sequence

from rag import Catalogue, Language, Titled

from .examples import Example, examples_for
from .markup import NOTHING, Html, element, join, text
from .picker import scope_label
from .place import as_of_label
from .strings import html_lang, say

_NAME = "白皮书问答"
_LATIN_NAME = "Baipishu"

_NOTES = (
    *("note_copied", "note_uncopied", "note_stopped"),
    *("note_unreadable", "note_unkept"),
)
# What the script says of the server.
_CONNECTION = (
    *("connection_lost", "connection_waiting"),
    *("connection_back", "connection_restarted"),
)
# What the script does with the whole chat, in which form, and the string that says so.
_CHAT = (
    ("fresh", None, "new_chat"),
    ("export", "md", "export_md"),
    ("export", "json", "export_json"),
)


def render_header(catalogue: Catalogue, language: Language) -> Html:
    """The product's name, and beside it the title and the date of what is asked about."""
    seal = element("span", text("白"), class_="seal", aria_hidden="true", lang="zh-Hans")
    name = element("span", text(_NAME), lang="zh-Hans")
    latin = element("span", text(_LATIN_NAME), class_="latin", lang="en")
    about = render_about((), catalogue, language=language)
    heading = element(
        "div",
        element("h1", seal, name, latin, class_="brand"),
        element("div", about, class_="about many" if len(catalogue) > 1 else "about"),
        class_="heading",
    )
    parts = (heading, _theme_button(language), _connection(language))
    return element("div", *parts, class_="masthead", lang=html_lang(language))


def _connection(language: Language) -> Html:
    """A place in which the script says, in these words, what has become of the server."""
    words = {f"data_{key}": say(key, language) for key in _CONNECTION}
    return element("p", role="status", id="connection", **words)


def _theme_button(language: Language) -> Html:
    label = say("theme", language)
    return element(
        "button", type="button", class_="theme", data_act="theme", aria_label=label, title=label
    )


def render_about(chosen: Sequence[Titled], catalogue: Catalogue, *, language: Language) -> Html:
    """Which documents are asked and how old they are; of several the number, to choose from."""
    total = len(catalogue)
    if total == 1:
        _, chosen = catalogue.find("", most=1)
    label = scope_label(chosen, total, language=language)
    dates = {as_of_label(each.as_of, language) for each in chosen}
    as_of = next(iter(dates)) if len(dates) == 1 else ""
    date = element("span", text(as_of), class_="as-of") if as_of else NOTHING
    title = element("span", text(label), class_="title", lang="zh" if chosen else None)
    if total > 1:
        choose = say("choose_documents", language)
        title = element("button", title, type="button", data_act="choosescope", title=choose)
    return element("p", title, date)


def render_welcome(catalogue: Catalogue, language: Language) -> Html:
    """What the page is for, and questions to start from where there are some."""
    examples = [_example(example, language) for example in examples_for(catalogue)]
    title = element("h3", text(say("examples", language)), class_="examples-title")
    # Names the conversation for screen readers, also when the welcome has gone.
    talk = element(
        "h2", text(say("conversation", language)), id="conversation-title", class_="unseen"
    )
    welcome = element(
        "section",
        element("h2", text(say("welcome", language))),
        element("p", text(say("promise", language)), class_="promise"),
        *([title, element("ul", *examples, class_="examples")] if examples else []),
        element("p", text(say("kept_here", language)), class_="kept aside"),
        class_="welcome",
        lang=html_lang(language),
    )
    return join((talk, welcome))


def _example(example: Example, language: Language) -> Html:
    kind = element("span", text(say(example.kind, language)), class_="kind")
    question = element("span", text(example.question), lang=html_lang(example.language))
    button = element(
        "button", kind, question, type="button", data_act="ask", data_question=example.question
    )
    return element("li", button)


def render_panel_head(language: Language) -> Html:
    """The title of the evidence panel, and what it is for while it is empty."""
    return element(
        "div",
        element("h2", text(say("evidence", language)), id="evidence-title"),
        element("p", text(say("evidence_hint", language)), class_="panel-hint aside"),
        class_="panel-head",
        lang=html_lang(language),
    )


def render_check_head(language: Language) -> Html:
    """What the checking tab is for."""
    return element(
        "div",
        element("h2", text(say("check_title", language))),
        element("p", text(say("check_lead", language)), class_="promise"),
        class_="tab-head",
        lang=html_lang(language),
    )


def render_keys(language: Language) -> Html:
    """What stands under the question line: a place for notes, the keys, and the chat's buttons.

    The words of the notes travel as data, for it is the script that has something to note.
    """
    notes = {f"data_{key}": say(key, language) for key in _NOTES}
    buttons = (
        element("button", text(say(key, language)), type="button", data_act=act, data_form=form)
        for act, form, key in _CHAT
    )
    return element(
        "div",
        element("p", role="status", id="note", **notes),
        element("p", text(say("keys", language)), class_="keys"),
        element("p", *buttons, class_="chat-acts"),
        class_="under",
        lang=html_lang(language),
    )
