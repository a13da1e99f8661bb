"""The form of the retrieval tab, and how a query was understood and can be weighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from rag import Language, Shares, Views

from .markup import NOTHING, Html, element, text
from .strings import html_lang, say

VIEWS = tuple(field.name for field in fields(Shares))
_NAMES = ("score_dense", "score_lexical", "score_late", "score_kind")
_MEANINGS = ("means_dense", "means_lexical", "means_late", "means_kind")
# Three times the usual weight drowns the other views out; finer steps than a tenth change nothing.
_HEAVIEST, _STEP = 3, 0.1


def view_names(language: Language) -> dict[str, str]:
    """What the views are called."""
    return {view: say(key, language) for view, key in zip(VIEWS, _NAMES, strict=True)}


def render_form(several: bool, language: Language) -> Html:
    """Where the query is typed, and where there are several documents the choice of one."""
    label, hint = say("trial_label", language), say("trial_hint", language)
    box = element(
        "input",
        type="search",
        id="trial-query",
        aria_label=label,
        placeholder=hint,
        autocomplete="off",
    )
    button = element("button", text(say("trial_search", language)), type="submit", class_="go")
    choice = _choice(language) if several else NOTHING
    empty = element("p", text(say("trial_empty", language)), class_="trial-empty")
    form = element("form", element("div", box, button, class_="line"), choice, role="search")
    lost = say("read_lost", language)
    return element("div", form, empty, lang=html_lang(language), data_lost=lost)


def _choice(language: Language) -> Html:
    """Holds the id of the chosen document as its value, and is called by its title."""
    every = say("picker_all", language)
    return element(
        "button",
        text(every),
        type="button",
        id="trial-doc",
        value="",
        data_act="trialdoc",
        data_every=every,
        aria_haspopup="dialog",
    )


def render_understood(views: Views, language: Language) -> Html:
    """The query as it was searched, what widened it, and the way to its answer."""
    mended = say("trial_mended", language, typed=views.typed[:200])
    query = [element("b", text(views.query[:200]), dir="auto")]
    if views.query != views.typed:
        query.append(element("span", text(mended), class_="aside"))
    terms = [element("span", text(term), class_="term", lang="zh") for term in views.terms]
    parts = [
        element("button", text(part), type="button", data_act="tryquery", data_query=part)
        for part in views.parts
    ]
    ask = element(
        "button",
        text(say("trial_ask", language)),
        type="button",
        class_="trial-ask",
        data_act="ask",
        data_question=views.typed,
    )
    rows = (("trial_query", [*query, ask]), ("trial_terms", terms), ("trial_parts", parts))
    return element(
        "dl",
        *(_row(say(key, language), shown) for key, shown in rows if shown),
        class_="trial-understood",
    )


def _row(label: str, shown: Sequence[Html]) -> Html:
    return element("div", element("dt", text(label)), element("dd", *shown))


def render_weights(views: Views, language: Language) -> Html:
    """A slider for each view, at the weight that the settings give it."""
    names = view_names(language)
    sliders = (
        _slider(view, getattr(views.weights, view), name=names[view], meaning=say(means, language))
        for view, means in zip(VIEWS, _MEANINGS, strict=True)
    )
    share = round(100 * views.sight)
    sight = element("p", text(say("trial_sight", language, share=share)), class_="aside")
    reset = element(
        "button", text(say("trial_reset", language)), type="button", data_act="resetweights"
    )
    legend = element("legend", text(say("trial_weights", language)))
    return element(
        "fieldset",
        legend,
        *sliders,
        element("div", sight if share < 100 else NOTHING, reset, class_="weights-foot"),
        class_="weights",
    )


def _slider(view: str, weight: float, *, name: str, meaning: str) -> Html:
    name_id = f"weight-{view}"
    slider = element(
        "input",
        type="range",
        id=name_id,
        min=0,
        max=max(_HEAVIEST, round(weight + 0.5)),
        step=str(_STEP),
        value=f"{weight:g}",
        data_view=view,
        data_set=f"{weight:g}",
        aria_describedby=f"means-{view}",
    )
    value = element("output", text(f"{weight:.1f}"), for_=name_id)
    head = element("label", text(name), for_=name_id)
    means = element("span", text(meaning), id=f"means-{view}", class_="aside")
    return element("div", head, value, slider, means, class_=f"weight {view}")
