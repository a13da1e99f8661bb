"""The passages that a search compared, as a table whose order the page's script can change.

Each row holds the share of every view (`data-dense` and so on), from which the script works out
the score at other weights: the sum of weight x share, that of the words times `data-sight`.
"""

from __future__ import annotations

from collections.abc import Iterable

from rag import Hit, Language, Shares, Viewed, Views

from .markup import Html, element, join, text
from .place import locator_label, path_label
from .strings import html_lang, say
from .trial import VIEWS, render_understood, render_weights, view_names

# Enough to recognise a paragraph by; the rest is one click away.
_SHOWN = 150
# As many rows as are shown at first, before the script has run.
_FIRST = 20
# The views that have a rank of their own.
_RANKED = VIEWS[:3]


def render_ranking(views: Views, language: Language) -> Html:
    """A query, how it was understood, its weights and its passages."""
    if not views.rows:
        nothing = element("p", text(say("trial_none", language)), class_="aside")
        return element("div", render_understood(views, language), nothing)
    count = element("p", text(say("trial_count", language, count=len(views.rows))), class_="aside")
    status = element(
        "p",
        role="status",
        id="trial-moved",
        class_="aside",
        data_moved=say("trial_moved", language, count="#"),
        data_same=say("trial_same", language),
    )
    more = element(
        "button", text(say("trial_more", language)), type="button", class_="further",
        data_act="moretried",
    )  # fmt: skip
    return element(
        "div",
        render_understood(views, language),
        render_weights(views, language),
        element("div", count, status, _parts(views, language), class_="trial-bar"),
        _table(views, language),
        more,
        class_="trial",
        lang=html_lang(language),
        data_sight=str(views.sight),
        data_why=say("trial_why", language),
    )


def _parts(views: Views, language: Language) -> Html:
    """The chapters that the passages stand in, to choose one from."""
    paths = (row.hit.section[:1] for row in views.rows)
    found = sorted({path[0] for path in paths if path})
    options = (element("option", text(part), value=part) for part in found)
    every = element("option", text(say("trial_all_parts", language)), value="")
    label = say("trial_part", language)
    return element("select", every, *options, id="trial-part", aria_label=label, lang="zh")


def _table(views: Views, language: Language) -> Html:
    names = view_names(language)
    titles = (
        say("trial_rank", language),
        say("trial_passage", language),
        *names.values(),
        say("score_total", language),
    )
    head = (element("th", text(title), scope="col", role="columnheader") for title in titles)
    # Roles again in full, because a table that is laid out otherwise on a phone loses its own.
    return element(
        "table",
        element("thead", element("tr", *head, role="row"), role="rowgroup"),
        element("tbody", *_rows(views, language, names=names), role="rowgroup"),
        class_="ranking",
        role="table",
    )


def _rows(views: Views, language: Language, *, names: dict[str, str]) -> Iterable[Html]:
    is_kind_counted = any(row.shares.kind for row in views.rows)
    for row in views.rows:
        shares = {f"data_{view}": repr(getattr(row.shares, view)) for view in VIEWS}
        cells = [
            element("span", text(str(row.hit.rank)), class_="now"),
            _passage(row.hit, language),
            *(_view(row, view, language=language) for view in _RANKED),
            _kind(row.shares, language, counted=is_kind_counted),
            _total(row, names),
        ]
        labels = ["", "", *names.values(), say("score_total", language)]
        classes = ["rank", "passage", *VIEWS, "total"]
        yield element(
            "tr",
            *(
                element("td", cell, class_=kind, data_label=label, role="cell")
                for cell, kind, label in zip(cells, classes, labels, strict=True)
            ),
            role="row",
            hidden=row.hit.rank > _FIRST,
            data_id=row.hit.passage_id,
            data_rank=row.hit.rank,
            data_part=row.hit.section[0] if row.hit.section else "",
            **shares,
        )


def _passage(hit: Hit, language: Language) -> Html:
    locator = locator_label(hit.page, hit.page_exact, paragraph=hit.paragraph, language=language)
    words = hit.text[:_SHOWN] + ("……" if len(hit.text) > _SHOWN else "")
    read = element(
        "button",
        text(say("trial_read", language)),
        type="button",
        data_act="read",
        data_doc=hit.doc_id,
        data_start=hit.start,
        data_end=hit.end,
    )
    return join(
        (
            element("p", text(path_label(hit.section)), class_="path", lang="zh"),
            element("p", text(words), class_="words", lang="zh"),
            element("p", element("span", text(locator), class_="locator"), read),
        )
    )


def _view(row: Viewed, view: str, *, language: Language) -> Html:
    rank = say("trial_nth", language, rank=getattr(row.ranks, view))
    score = f"{getattr(row.hit.parts, view):.2f}"
    return join((element("b", text(rank)), element("span", text(score), class_="raw")))


def _kind(shares: Shares, language: Language, *, counted: bool) -> Html:
    """Whether the passage holds what is asked for: those that do stand above the average."""
    held = "kind_held" if shares.kind > 0 else "kind_lacking"
    return element("b", text(say(held if counted else "kind_any", language)))


def _total(row: Viewed, names: dict[str, str]) -> Html:
    """The score, what it is made of as a bar, and the view that adds most; set by the script."""
    bar = element(
        "span",
        *(element("i", class_=view, title=name) for view, name in names.items()),
        class_="bar",
        aria_hidden="true",
    )
    score = element("b", text(f"{row.hit.score:.2f}"), class_="score")
    return join((score, bar, element("span", class_="why")))
