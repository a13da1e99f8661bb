"""What surrounds an evaluation run as HTML: the title, the choice of runs, progress, failure."""

from __future__ import annotations

from collections.abc import Sequence

from rag import Language

from .markup import Html, element, join, text
from .shelf import BASELINE, Shelved
from .strings import html_lang, say

# The value of the choice to compare with nothing; a run's key is a folder's name, and never this.
_NOTHING = "/"


def render_evals_head(language: Language) -> Html:
    """What the tab is for."""
    return element(
        "div",
        element("h2", text(say("evals_title", language))),
        element("p", text(say("evals_lead", language)), class_="promise"),
        class_="tab-head",
        lang=html_lang(language),
    )


def render_choice(
    listed: Sequence[Shelved], chosen: tuple[str, str | None], *, language: Language
) -> Html:
    """Which run is shown, what it is held against, and the way to make another."""
    shown, against = chosen
    runs = [_option(each, language, selected=each.key == shown) for each in listed]
    others = [
        _option(each, language, selected=each.key == against)
        for each in listed
        if each.key != shown
    ]
    nothing = element(
        "option",
        text(say("evals_no_other", language)),
        value=_NOTHING,
        selected=against is None,
    )
    start = element(
        "button",
        text(say("evals_start", language)),
        type="button",
        id="evals-start",
        class_="quiet",
        data_act="evals-start",
    )
    return join(
        (
            _select("evals-run", runs, label=say("evals_run", language)),
            _select("evals-against", [nothing, *others], label=say("evals_against", language)),
            start,
        )
    )


def shelved_name(shelved: Shelved, language: Language) -> str:
    """A run's name and when it was made."""
    if shelved.key == BASELINE:
        return say("evals_baseline", language)
    return f"{shelved.name} · {shelved.made}"


def render_progress(done: int, count: int, *, language: Language) -> Html:
    """How far a run is."""
    said = say("evals_progress", language, done=done, count=count)
    label = say("evals_running", language)
    bar = element("progress", value=done, max=count, aria_label=label)
    # Read out once, as the bar; every further number would be read out too.
    number = element("span", text(f"{label} {said}"), aria_hidden="true")
    return element("p", number, bar, class_="progress")


def render_evals_failure(message: str, language: Language) -> Html:
    """Why there is nothing to show."""
    title = element("p", text(say("evals_failed", language)), class_="failure-title")
    return element("div", title, element("p", text(message), dir="auto"), class_="reply failure")


def _select(name: str, options: Sequence[Html], *, label: str) -> Html:
    return element(
        "label", element("span", text(label)), element("select", *options, id=name), class_="choose"
    )


def _option(shelved: Shelved, language: Language, *, selected: bool) -> Html:
    return element(
        "option", text(shelved_name(shelved, language)), value=shelved.key, selected=selected
    )
