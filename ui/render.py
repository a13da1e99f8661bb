"""A turn of the conversation as HTML: the question and its answer, refusal, error or wait.

The evidence beside it is in `cards`, what surrounds the conversation in `frame`.
"""

from __future__ import annotations

import json

from rag import Answer, Conflict, Language

from .answer_text import answer_text, marker_button
from .markup import NOTHING, Html, element, join, text
from .picker import render_asked_in
from .strings import html_lang, say
from .types import Turn
from .votes import vote_buttons

# A question this long fills a phone's screen; the rest of it helps nobody read the answer.
_QUESTION_SHOWN = 600
# What the script does with a turn, and the string that says so.
_WHILE_BUSY = {"stop": "do_stop"}
_WHEN_DONE = {"copy": "do_copy", "edit": "do_edit", "retry": "do_retry", "link": "copy_link"}


def render_turn(turn: Turn, language: Language) -> Html:
    """The article of one turn; `language` is that of the interface."""
    return element(
        "article",
        _question(turn.question, language),
        render_asked_in(turn.scope, language),
        _reply(turn, language),
        vote_buttons(turn, language),
        _doings(turn, language),
        _next(turn, language),
        class_="turn",
        id=f"turn-{turn.key}",
        data_turn=turn.key,
        data_docs=json.dumps([each.doc_id for each in turn.scope]) if turn.scope else None,
        aria_busy="true" if turn.busy else "false",
    )


def _question(question: str, language: Language) -> Html:
    shown = element("p", text(question[:_QUESTION_SHOWN]), class_="question-text", dir="auto")
    rest = NOTHING
    if len(question) > _QUESTION_SHOWN:
        count = say("long_question", language, count=len(question))
        rest = element("p", text(f"… {count}"), class_="aside")
    label = element("h3", text(say("question", language)), class_="unseen")
    return element("div", label, shown, rest, class_="question")


def _reply(turn: Turn, language: Language) -> Html:
    if turn.error is not None:
        return _failure(turn.error, language)
    if turn.answer is None:
        dots = element("span", class_="dots", aria_hidden="true")
        waiting = element("p", text(say("searching", language)), dots, class_="waiting")
        return element("div", waiting, class_="reply")
    if turn.answer.refused:
        return _refusal(turn, turn.answer, language=language)
    return _answered(turn, turn.answer, language=language)


def _answered(turn: Turn, answer: Answer, *, language: Language) -> Html:
    body = element(
        "div",
        answer_text(answer, turn.key, language=language),
        class_="answer",
        lang=html_lang(answer.language),
        dir="auto",
    )
    made = "verbatim_answer" if answer.answered_by == "extractive" else "written_answer"
    return element(
        "div",
        _understood(answer, language),
        body,
        join(_conflict(conflict, turn, language=language) for conflict in answer.conflicts),
        _notes(answer),
        _foot(turn, language, made=say(made, language)),
        class_="reply",
    )


def _refusal(turn: Turn, answer: Answer, *, language: Language) -> Html:
    # A refusal may word its reason in either field, or in both.
    said = dict.fromkeys(filter(None, (answer.answer.strip(), answer.reason)))
    lang = html_lang(answer.language)
    title = element("p", text(say("refused", language)), class_="refusal-title")
    return element(
        "div",
        _understood(answer, language),
        # Where nothing was searched ("who are you") what is said stands by itself.
        title if answer.hits else NOTHING,
        join(element("p", text(line), lang=lang, dir="auto") for line in said),
        _notes(answer),
        _foot(turn, language, made=""),
        class_="reply refusal",
    )


def _failure(message: str, language: Language) -> Html:
    return element(
        "div",
        element("p", text(say("failed", language)), class_="failure-title"),
        element("p", text(message), dir="auto"),
        class_="reply failure",
        role="alert",
    )


def _understood(answer: Answer, language: Language) -> Html:
    if answer.query is None:
        return NOTHING
    label = element("span", text(say("understood", language)), class_="label")
    return element("p", label, text(f" {answer.query}"), class_="understood")


def _notes(answer: Answer) -> Html:
    if not answer.notes:
        return NOTHING
    lang = html_lang(answer.language)
    return element(
        "ul", *(element("li", text(note)) for note in answer.notes), class_="notes", lang=lang
    )


def _conflict(conflict: Conflict, turn: Turn, *, language: Language) -> Html:
    cited = {citation.marker: citation for citation in turn.answer.citations} if turn.answer else {}
    values = (
        element(
            "li",
            text(value.text),
            marker_button(cited[value.marker], turn.key, language=language)
            if value.marker in cited
            else NOTHING,
        )
        for value in conflict.values
    )
    title = element("p", text(say("conflict", language)), class_="conflict-title")
    about = element("p", text(conflict.about), class_="conflict-about", lang="zh")
    return element("section", title, about, element("ul", *values, lang="zh"), class_="conflict")


def _foot(turn: Turn, language: Language, *, made: str) -> Html:
    """How the answer was made, and the way to its evidence."""
    answer = turn.answer
    count = len(answer.citations) if answer else 0
    near = len(answer.near) if answer else 0
    wording = say("show_evidence", language, count=count) if count else ""
    if not count and near:
        wording = say("show_near", language, count=near)
    to_evidence = element(
        "button",
        text(wording),
        type="button",
        class_="to-evidence",
        data_act="evidence",
        data_turn=turn.key,
    )
    parts = [element("span", text(made), class_="made")] if made else []
    parts += [to_evidence] if wording else []
    return element("p", *parts, class_="foot") if parts else NOTHING


def _doings(turn: Turn, language: Language) -> Html:
    """What can be done with a turn: end it while it is on its way, else use it again."""
    buttons = (
        element("button", text(say(key, language)), type="button", data_act=act, data_turn=turn.key)
        for act, key in (_WHILE_BUSY if turn.busy else _WHEN_DONE).items()
    )
    return element("p", *buttons, class_="doings")


def _next(turn: Turn, language: Language) -> Html:
    """Questions that the source has something to say on, in the language of the answer."""
    if not turn.topics or turn.answer is None:
        return NOTHING
    spoken = turn.answer.language
    questions = [say("next_question", spoken, topic=topic) for topic in turn.topics]
    buttons = (
        element("button", text(each), type="button", data_act="ask", data_question=each)
        for each in questions
    )
    title = element("h4", text(say("next", language)))
    items = (element("li", button) for button in buttons)
    return element("div", title, element("ul", *items, lang=html_lang(spoken)), class_="next")
