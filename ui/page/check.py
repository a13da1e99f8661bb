"""The tab where an answer from anywhere is checked, sentence by sentence."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from typing import Any, TypedDict

import gradio as gr

from rag import Language, RagError, Review, review_json

from ..check_export import review_markdown
from ..claims import render_check_failure, render_review
from ..examples import answer_to_check
from ..frame import render_check_head
from ..markup import Html, element, text
from ..strings import html_lang, say
from .look import CHECK_SCRIPT
from .protocols import Answering
from .tab import QUIETLY, Shell, html

_LOG = logging.getLogger(__name__)

# At some 25 ms a sentence a text this long takes about ten seconds; longer is for the terminal.
_MOST = 20_000
# Seconds that a result is remembered, so that it can be shown in another language.
_REMEMBERED = 60 * 60
_PLACE = '<div id="checked" aria-live="polite"></div>'


class Shown(TypedDict):
    """What the script puts in its place, and what it saves when asked to."""

    html: str
    md: str
    json: str


class Check:
    """The components, and the functions that their events call."""

    name = "check"

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._example = answer_to_check(assistant.catalogue)

    def build(self, language: Language) -> None:
        """Make the components."""
        self.review = gr.State(None, time_to_live=_REMEMBERED)
        with gr.Column(elem_id="check"):
            self.head = html(render_check_head(language), "check-head")
            self.box = gr.Textbox(
                label=say("check_label", language),
                placeholder=say("check_hint", language),
                lines=4,
                max_lines=16,
                elem_id="check-text",
            )
            with gr.Row(elem_id="check-acts"):
                self.send = gr.Button(say("check", language), variant="primary", elem_id="check-go")
                self.example = gr.Button(
                    say("check_example", language),
                    visible=bool(self._example),
                    elem_id="check-example",
                )
            self.result = gr.HTML(
                html_template=_PLACE,
                js_on_load=CHECK_SCRIPT,
                apply_default_css=False,
                elem_id="check-result-place",
            )

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        how: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        results = [self.result, self.review]
        self.send.click(self.check, [self.box, shell.language], results, **how)
        filled = self.example.click(lambda: self._example, None, self.box, **QUIETLY)
        filled.then(self.check, [self.box, shell.language], results, **how)
        shell.language.input(self.speak, [shell.language, self.review], self.result, **QUIETLY)

    def check(self, pasted: str, language: str) -> Iterator[tuple[Any, Review | None]]:
        """Say that it takes a moment, then show what became of every sentence."""
        spoken = Language(language)
        if why := _unfit(pasted, spoken):
            yield _failed(why, spoken), None
            return
        yield Shown(html=_busy(spoken), md="", json=""), None
        try:
            review = self._assistant.review(pasted)
        except RagError as error:
            yield _failed(str(error), spoken), None
        except Exception:  # the page's outermost frame: who waits must not wait for ever
            _LOG.exception("a text could not be checked")
            yield _failed(say("check_broken", spoken), spoken), None
        else:
            yield shown(review, spoken), review

    def speak(self, language: str, review: Review | None) -> Any:  # noqa: ANN401 - gr.skip()
        """Show the result in another language."""
        return shown(review, Language(language)) if review else gr.skip()

    @property
    def labels(self) -> Sequence[Any]:
        """The components that show words of the interface."""
        return self.head, self.box, self.send, self.example

    def worded(self, language: Language) -> Sequence[Any]:
        """What `labels` show in `language`."""
        return (
            render_check_head(language),
            gr.Textbox(label=say("check_label", language), placeholder=say("check_hint", language)),
            gr.Button(say("check", language)),
            gr.Button(say("check_example", language)),
        )


def shown(review: Review, language: Language) -> Shown:
    """A result as the page shows it and as its two exports."""
    return Shown(
        html=render_review(review, language),
        md=review_markdown(review, language),
        json=json.dumps(review_json(review), ensure_ascii=False, indent=1) + "\n",
    )


def _unfit(pasted: str, language: Language) -> str:
    """Why a text is not even tried, or ""."""
    if not pasted.strip():
        return say("check_empty", language)
    if len(pasted) > _MOST:
        return say("check_long", language, count=len(pasted), most=_MOST)
    return ""


def _failed(message: str, language: Language) -> Shown:
    return Shown(html=render_check_failure(message, language), md="", json="")


def _busy(language: Language) -> Html:
    dots = element("span", class_="dots", aria_hidden="true")
    return element(
        "p", text(say("check_busy", language)), dots, class_="waiting", lang=html_lang(language)
    )
