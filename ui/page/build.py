"""The page as gradio components and events; everything they show is rendered elsewhere.

The conversation is HTML of our own rather than gradio's Chatbot, which sends every earlier message
again with each update, passes text through Markdown, and strips what makes a marker a button that
a keyboard and a screen reader can use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from rag import Language

from ..frame import render_header, render_panel_head, render_welcome
from ..markup import Html, element, text
from ..strings import LANGUAGE_NAMES, LANGUAGES, html_lang, language_of, say
from ..types import Turn
from .look import PRODUCT, TALK_SCRIPT
from .protocols import Answering
from .talk import turns_of
from .wire import wired

# An answer takes milliseconds of one core; more at once than this only wait for each other.
_AT_ONCE = 16
# Seconds that an idle conversation is remembered on the server: a working day.
_REMEMBERED = 8 * 60 * 60
_MAX_INPUT_LINES = 6

# Constant, so that gradio leaves alone what the script puts in it.
_LOG = '<div id="log" role="log" aria-live="polite" aria-labelledby="conversation-title"></div>'

_Turns = tuple[Turn, ...]


def build_page(assistant: Answering) -> gr.Blocks:
    """The page over one assistant; `start` and `serve` give it its look and its address."""
    with gr.Blocks(
        title=PRODUCT, analytics_enabled=False, fill_width=True, fill_height=True
    ) as page:
        _Page(assistant).connect(page)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


class _Page:
    """The components, and the functions that their events call; no conversation is kept here."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        first = LANGUAGES[0]
        # Carries the browser's language tag to `greet`; it is never shown.
        self.tag = gr.Textbox(visible=False)
        self.turns = gr.State((), time_to_live=_REMEMBERED)
        with gr.Row(elem_id="top"):
            self.header = _html(render_header(assistant.documents, first), "header")
            self.language = gr.Radio(
                list(zip(LANGUAGE_NAMES, LANGUAGES, strict=True)),
                value=first,
                label=say("language", first),
                container=False,
                elem_id="language",
            )
        with gr.Row(elem_id="main"):
            self._build_chat(first)
            with gr.Column(elem_id="evidence"):
                self.panel_head = _html(render_panel_head(first), "panel-head")
                _html("", "evidence-sets")

    def _build_chat(self, first: Language) -> None:
        with gr.Column(elem_id="chat"):
            with gr.Column(elem_id="scroll"):
                self.welcome = _html(render_welcome(self._assistant.documents, first), "welcome")
                self.log = gr.HTML(
                    html_template=_LOG,
                    js_on_load=TALK_SCRIPT,
                    apply_default_css=False,
                    elem_id="talk",
                )
            with gr.Row(elem_id="composer"):
                self.box = gr.Textbox(
                    label=say("ask_label", first),
                    placeholder=say("ask_hint", first),
                    max_lines=_MAX_INPUT_LINES,
                    container=False,
                    elem_id="question",
                )
                self.send = gr.Button(say("ask", first), variant="primary", elem_id="send")
            self.keys = _html(_keys(first), "keys")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the events."""
        asked = [self.box, self.log, self.turns]
        session = {"turns": self.turns, "language": self.language}
        gr.on(
            [self.box.submit, self.send.click],
            self.ask,
            self.box,
            asked,
            inputs_kwargs=session,
            api_name="ask",
            show_progress="hidden",
            # What is sent while an answer is on its way is asked once that has come.
            trigger_mode="always_last",
        )
        self.log.example(
            self.ask_example,
            None,
            asked,
            inputs_kwargs=session,
            api_visibility="private",
            show_progress="hidden",
            trigger_mode="once",
        )
        self._connect_language(page)

    def _connect_language(self, page: gr.Blocks) -> None:
        labels = [self.header, self.welcome, self.panel_head, self.keys, self.box, self.send]
        self.language.input(
            self.speak,
            [self.language, self.turns],
            [*labels, self.log],
            api_visibility="private",
            show_progress="hidden",
            queue=False,
        )
        page.load(
            self.greet,
            self.tag,
            [*labels, self.log, self.language],
            js="() => window.baipishu.greet()",
            api_visibility="private",
            show_progress="hidden",
            queue=False,
        )

    def ask(self, question: str, *, turns: _Turns, language: str) -> Iterator[tuple[Any, ...]]:
        """Answer a question; an empty one changes nothing."""
        yield from self._answer(question, turns, language=language, typed=True)

    def ask_example(
        self, event: gr.EventData, *, turns: _Turns, language: str
    ) -> Iterator[tuple[Any, ...]]:
        """Answer one of the example questions; what is being typed stays."""
        yield from self._answer(str(event.question), turns, language=language, typed=False)

    def _answer(
        self, question: str, turns: _Turns, *, language: str, typed: bool
    ) -> Iterator[tuple[Any, ...]]:
        spoken = Language(language)
        box: Any = "" if typed else gr.skip()
        if not question.strip():
            yield gr.skip(), gr.skip(), gr.skip()
            return
        for turn in turns_of(self._assistant, question, earlier=turns, language=spoken):
            yield box, wired([turn], spoken), gr.skip() if turn.busy else (*turns, turn)
            box = gr.skip()

    def speak(self, language: str, turns: _Turns) -> tuple[Any, ...]:
        """Show the interface and the turns so far in another language."""
        spoken = Language(language)
        return *self._labels(spoken), wired(turns, spoken)

    def greet(self, tag: str) -> tuple[Any, ...]:
        """Show the interface in the browser's language, or the one chosen here before."""
        spoken = language_of(tag)
        return *self._labels(spoken), wired((), spoken), spoken

    def _labels(self, language: Language) -> tuple[Any, ...]:
        documents = self._assistant.documents
        return (
            render_header(documents, language),
            render_welcome(documents, language),
            render_panel_head(language),
            _keys(language),
            gr.Textbox(label=say("ask_label", language), placeholder=say("ask_hint", language)),
            gr.Button(say("ask", language)),
        )


def _keys(language: Language) -> Html:
    return element("p", text(say("keys", language)), lang=html_lang(language))


def _html(value: str, name: str) -> gr.HTML:
    return gr.HTML(value, apply_default_css=False, js_on_load=None, elem_id=name)
