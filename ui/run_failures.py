"""The questions that a run did not do well on as HTML, each with the ways to look into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus import Document
from evals import Outcome, Row, Run, of_split, outcome
from rag import Language

from .claims import reading_button
from .markup import NOTHING, Html, element, join, text
from .strings import say

_FAILED = {
    Outcome.WRONG: "outcome_wrong",
    Outcome.WRONGLY_REFUSED: "outcome_wrongly_refused",
    Outcome.WRONGLY_ANSWERED: "outcome_wrongly_answered",
}


def render_failures(run: Run, documents: Sequence[Document], *, language: Language) -> Html:
    """The failures among the dev questions by what went wrong; test questions stay unread."""
    rows = of_split(run, "dev").rows
    groups = {kind: [row for row in rows if outcome(row) is kind] for kind in _FAILED}
    lists = (
        _group(kind, found, documents=documents, language=language)
        for kind, found in groups.items()
        if found
    )
    none = element("p", text(say("evals_no_failures", language)))
    return element(
        "section",
        element("h3", text(say("evals_failures", language))),
        element("p", text(say("evals_failures_lead", language)), class_="aside"),
        join(lists) or none,
        class_="failures",
    )


def place_of(quote: str, documents: Iterable[Document]) -> tuple[str, int] | None:
    """The first document that holds the words, and where they begin in it."""
    for document in documents:
        start = document.text.find(quote)
        if quote and start >= 0:
            return document.doc_id, start
    return None


def _group(
    kind: Outcome, rows: Sequence[Row], *, documents: Sequence[Document], language: Language
) -> Html:
    items = (_question(row, documents, language=language) for row in rows)
    return element(
        "details",
        element("summary", text(f"✗ {say(_FAILED[kind], language)} ({len(rows)})")),
        element("ol", *items, class_="questions"),
    )


def _question(row: Row, documents: Sequence[Document], *, language: Language) -> Html:
    ask = element(
        "button",
        text(say("evals_ask", language)),
        type="button",
        class_="quiet",
        data_act="ask",
        data_question=row.question,
    )
    return element(
        "li",
        element("p", text(row.question), class_="asked", dir="auto"),
        element("p", text(row.answer or say("evals_not_kept", language)), class_="given"),
        _missed(row, language),
        _evidence(row, documents, language=language),
        ask,
    )


def _missed(row: Row, language: Language) -> Html:
    if not row.missed:
        return NOTHING
    label = element("span", text(say("evals_missed", language)), class_="label")
    return element("p", label, text(" " + " · ".join(row.missed)))


def _evidence(row: Row, documents: Sequence[Document], *, language: Language) -> Html:
    if not row.evidence:
        return NOTHING
    quotes = (_quote(each, documents, language=language) for each in row.evidence)
    label = element("p", text(say("evals_evidence", language)), class_="label")
    return element("div", label, *quotes, class_="gold")


def _quote(quote: str, documents: Sequence[Document], *, language: Language) -> Html:
    found = place_of(quote, documents)
    read = NOTHING
    if found:
        doc_id, start = found
        read = reading_button(doc_id, start, end=start + len(quote), language=language)
    return join((element("blockquote", text(quote), lang="zh"), read))
