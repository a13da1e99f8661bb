"""Two evaluation runs side by side as HTML: what changed beyond chance, which questions moved."""

from __future__ import annotations

from collections.abc import Sequence

from evals import Difference, Row, Run, by_split, lost, verdict, won
from rag import Language

from .markup import Html, element, join, text
from .run_view import measure_label, scrolled
from .strings import say

_VERDICTS = {"better": "evals_better", "worse": "evals_worse", "no clear change": "evals_unclear"}
_Pair = tuple[Row, Row]


def render_changes(before: Run, after: Run, *, names: tuple[str, str], language: Language) -> Html:
    """Every measure's change with its interval, then the questions won and lost.

    `names` are what the runs are called. Raises RunError for runs of different questions.
    """
    compared = by_split(before, after)
    tables = (
        join(
            (
                element("h4", text(say(f"evals_{split}", language))),
                _table(found.differences, names, language=language),
            )
        )
        for split, found in compared.items()
    )
    # The test questions stay unread: they count above and are not listed.
    looked_at = {split: found for split, found in compared.items() if split == "dev"}
    return element(
        "section",
        element("h3", text(say("evals_compared", language, before=names[0]))),
        element("p", text(say("evals_compared_lead", language)), class_="aside"),
        *tables,
        _moved("evals_lost", lost(looked_at), language=language),
        _moved("evals_won", won(looked_at), language=language),
        class_="changes",
    )


def _table(changes: Sequence[Difference], names: tuple[str, str], *, language: Language) -> Html:
    heads = ("evals_measure", "evals_change", "evals_verdict")
    head = [element("th", text(say(key, language)), scope="col") for key in heads]
    head += [element("th", text(name), scope="col") for name in names]
    lines = (_line(change, language) for change in changes)
    table = element("table", element("thead", element("tr", *head)), element("tbody", *lines))
    return scrolled(table, say("evals_compared", language, before=names[0]))


def _line(change: Difference, language: Language) -> Html:
    found = verdict(change)
    interval = f"{_points(change.low)} … {_points(change.high)}"
    return element(
        "tr",
        element("th", text(measure_label(change.measure, language)), scope="row"),
        element(
            "td",
            element("b", text(_points(change.after - change.before))),
            text(" "),
            element("span", text(interval), class_="interval"),
        ),
        element("td", text(say(_VERDICTS[found], language)), class_=found.split(maxsplit=1)[0]),
        element("td", text(f"{100 * change.before:.1f}%")),
        element("td", text(f"{100 * change.after:.1f}%")),
    )


def _points(change: float) -> str:
    """Percentage points with their sign, none for what rounds to nothing."""
    said = f"{100 * change:+.1f}"
    return "0.0" if float(said) == 0 else said.replace("-", "\N{MINUS SIGN}")


def _moved(key: str, pairs: Sequence[_Pair], *, language: Language) -> Html:
    items = (_question(pair, language) for pair in pairs)
    return element(
        "details",
        element("summary", text(f"{say(key, language)} ({len(pairs)})")),
        element("ol", *items, class_="questions"),
        open=0 < len(pairs) <= 5,
    )


def _question(pair: _Pair, language: Language) -> Html:
    sides = zip(("evals_answer_before", "evals_answer_after"), pair, strict=True)
    answers = (
        element(
            "div",
            element("dt", text(say(key, language))),
            element("dd", text(row.answer or say("evals_not_kept", language)), dir="auto"),
        )
        for key, row in sides
    )
    asked = element("p", text(pair[0].question), class_="asked", dir="auto")
    return element("li", asked, element("dl", *answers, class_="sides"))
