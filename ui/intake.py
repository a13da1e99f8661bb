"""Adding documents as HTML: the button, the dialog, and in plain words why a file was not taken."""

from __future__ import annotations

from corpus import (
    BinarySourceError,
    BrokenSourceError,
    EmptySourceError,
    EncryptedSourceError,
    OversizedSourceError,
    UndecodableSourceError,
    UnsupportedSourceError,
)
from index import IndexBusy
from rag import Language

from .markup import Html, element, text
from .strings import html_lang, say

ACCEPTED = ".pdf,.docx,.xlsx,.csv,.tsv,.html,.htm,.md,.markdown,.txt"

_REASONS: dict[type[Exception], str] = {
    UnsupportedSourceError: "intake_unsupported",
    EncryptedSourceError: "intake_encrypted",
    EmptySourceError: "intake_empty",
    OversizedSourceError: "intake_large",
    BrokenSourceError: "intake_broken",
    BinarySourceError: "intake_no_text",
    UndecodableSourceError: "intake_no_text",
    IndexBusy: "intake_busy",
}
# What the script says by itself, by the name it knows it under.
_SAID = {
    "sending": "intake_sending",
    "large": "intake_large",
    "lost": "intake_lost",
    "ask_only": "intake_ask_only",
}


def reason(error: Exception, language: Language, *, largest: int) -> str:
    """Why a file was not taken; paths on this computer are nothing for readers."""
    key = next((key for kind, key in _REASONS.items() if isinstance(error, kind)), "intake_failed")
    return say(key, language, size=_mebibytes(largest))


def render_add(language: Language) -> Html:
    """The button in the header."""
    label = say("intake_add", language)
    return element(
        "button",
        element("span", text("+"), class_="plus", aria_hidden="true"),
        element("span", text(label), class_="words"),
        type="button",
        class_="add",
        data_act="intake",
        aria_haspopup="dialog",
        aria_label=label,
        lang=html_lang(language),
    )


def render_intake(language: Language, *, largest: int) -> Html:
    """The dialog's content; the script lists the files in it."""
    size = _mebibytes(largest)
    said = {f"data_{name}": say(key, language, size=size) for name, key in _SAID.items()}
    close = say("close", language)
    shut = element("button", text("×"), type="button", data_act="intakeclose", aria_label=close)
    title = element("h2", text(say("intake_add", language)), id="intake-title")
    field = element("input", type="file", id="intake-file", accept=ACCEPTED, multiple=True)
    words = element("span", text(say("intake_choose", language)))
    return element(
        "div",
        element("div", title, shut, class_="picker-head"),
        element("p", text(say("intake_kinds", language, size=size))),
        element("p", text(say("intake_seen", language)), class_="aside"),
        element("label", words, field, class_="intake-choose"),
        element("ul", id="intake-files", aria_live="polite"),
        class_="intake",
        lang=html_lang(language),
        data_largest=largest,
        **said,
    )


def _mebibytes(size: int) -> str:
    return f"{size // 1024**2} MB"
