"""An evaluation run as HTML: headline figures with their intervals, every measure, charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from evals import HEADLINE, Chart, Run, of_split, recall_charts, risk_chart, splits_of, summarise
from rag import Language

from .markup import Html, element, join, text
from .strings import said, say

# What a reader asks first: does it answer rightly, from the right place, and know when not to?
_SHOWN_FIRST = (
    *("correct", "exact_figure", "every_evidence@5"),
    *("citation_precision", "verbatim", "refusal_recall"),
)
_Estimates = Mapping[str, Mapping[str, Any]]


def render_figures(run: Run, language: Language) -> Html:
    """The headline figures of each split, and every measure folded away."""
    by_split = {split: groups["all"] for split, groups in summarise(run.rows).items()}
    heads = (
        join((_split_title(run, split, language=language), _cards(found, language)))
        for split, found in by_split.items()
    )
    return element(
        "section",
        element("h3", text(say("evals_headline", language))),
        *heads,
        element(
            "details",
            element("summary", text(say("evals_all", language))),
            _table(by_split, language),
        ),
        class_="figures",
    )


def render_charts(run: Run, language: Language) -> Html:
    """The drawings, each with the same in words; a baseline keeps too little for the second."""
    drawn = []
    word = partial(said, language=language)
    for split in splits_of([run]):
        cut = of_split(run, split)
        drawn += [
            (chart, "evals_chart_recall", split) for chart in recall_charts([cut], split, say=word)
        ]
        if any(row.confidence for row in cut.rows):
            drawn.append((risk_chart([cut], split, say=word), "evals_chart_risk", split))
    figures = (_figure(chart, say(key, language), language=language) for chart, key, _ in drawn)
    title = element("h3", text(say("evals_charts", language)))
    return element("section", title, element("div", *figures, class_="charts"), class_="drawn")


def measure_label(name: str, language: Language) -> str:
    """A measure's name for people."""
    return say(f"measure_{name}", language)


def _split_title(run: Run, split: str, *, language: Language) -> Html:
    name = say(f"evals_{split}", language)
    count = len(of_split(run, split).rows)
    return element("h4", text(say("evals_questions", language, split=name, count=count)))


def _cards(found: _Estimates, language: Language) -> Html:
    cards = (_card(name, found[name], language=language) for name in _SHOWN_FIRST if name in found)
    return element("dl", *cards, class_="cards")


def _card(name: str, found: Mapping[str, Any], *, language: Language) -> Html:
    return element(
        "div",
        element("dt", text(measure_label(name, language))),
        element(
            "dd",
            element("b", text(_percent(found["mean"]))),
            element("span", text(_interval(found)), class_="interval"),
            _bar(found),
        ),
    )


def _table(by_split: Mapping[str, _Estimates], language: Language) -> Html:
    names = [name for name in HEADLINE if any(name in found for found in by_split.values())]
    head = element(
        "tr",
        element("th", text(say("evals_measure", language)), scope="col"),
        *(element("th", text(split), scope="col") for split in by_split),
    )
    lines = (
        element(
            "tr",
            element("th", text(measure_label(name, language)), scope="row"),
            *(element("td", *_cell(found.get(name))) for found in by_split.values()),
        )
        for name in names
    )
    return scrolled(
        element("table", element("thead", head), element("tbody", *lines)),
        say("evals_all", language),
    )


def _cell(found: Mapping[str, Any] | None) -> Sequence[Html]:
    if found is None:
        return (text("–"),)
    note = f"{_interval(found)} n={found['n']}".strip()
    return (
        element("b", text(_percent(found["mean"]))),
        text(" "),
        element("span", text(note), class_="interval"),
    )


def scrolled(table: Html, label: str) -> Html:
    """A table that scrolls by itself where it is wider than the screen."""
    return element("div", table, class_="scroll", role="region", tabindex=0, aria_label=label)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _interval(found: Mapping[str, Any]) -> str:
    if found["low"] == found["high"]:
        return ""
    return f"{100 * found['low']:.1f}–{100 * found['high']:.1f}"


def _bar(found: Mapping[str, Any]) -> Html:
    places = ";".join(f"--{end}:{found[end]:.4f}" for end in ("low", "mean", "high"))
    return element("span", class_="range", style=places, aria_hidden="true")


def _figure(chart: Chart, title: str, *, language: Language) -> Html:
    """The drawing is made by `evals`, which escapes what it writes."""
    words = element("p", text(chart.words))
    folded = element("details", element("summary", text(say("evals_chart_words", language))), words)
    drawing = element("div", Html(chart.svg), class_="drawing")
    return element("figure", element("figcaption", text(title)), drawing, folded)
