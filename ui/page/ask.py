"""The tab where questions are asked: the conversation, and the evidence beside it.

The conversation is HTML of our own rather than gradio's Chatbot, which sends every earlier message
again with each update, passes text through Markdown, and strips what makes a marker a button that
a keyboard and a screen reader can use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from rag import Language

from ..frame import render_panel_head, render_welcome
from ..markup import Html, element, text
from ..strings import html_lang, say
from ..types import Turn
from .look import TALK_SCRIPT
from .protocols import Answering
from .tab import QUIETLY, Shell, html
from .talk import turns_of
from .wire import Wired, wired

# Seconds that an idle conversation is remembered on the server: a working day.
_REMEMBERED = 8 * 60 * 60
_MAX_INPUT_LINES = 6

# Constant, so that gradio leaves alone what the script puts in it.
_LOG = '<div id="log" role="log" aria-live="polite" aria-labelledby="conversation-title"></div>'

_Turns = tuple[Turn, ...]


class Ask:
    """The components, and the functions that their events call; no conversation is kept here."""

    name = "ask"

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant

    def build(self, language: Language) -> None:
        """Make the components."""
        self.turns = gr.State((), time_to_live=_REMEMBERED)
        with gr.Row(elem_id="main"):
            self._build_chat(language)
            with gr.Column(elem_id="evidence"):
                self.panel_head = html(render_panel_head(language), "panel-head")
                html("", "evidence-sets")

    def _build_chat(self, language: Language) -> None:
        with gr.Column(elem_id="chat"):
            with gr.Column(elem_id="scroll"):
                self.welcome = html(render_welcome(self._assistant.documents, language), "welcome")
                self.log = gr.HTML(
                    html_template=_LOG,
                    js_on_load=TALK_SCRIPT,
                    apply_default_css=False,
                    elem_id="talk",
                )
            with gr.Row(elem_id="composer"):
                self.box = gr.Textbox(
                    label=say("ask_label", language),
                    placeholder=say("ask_hint", language),
                    max_lines=_MAX_INPUT_LINES,
                    container=False,
                    elem_id="question",
                )
                self.send = gr.Button(say("ask", language), variant="primary", elem_id="send")
            self.keys = html(_keys(language), "keys")

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        asked = [self.box, self.log, self.turns]
        session = {"turns": self.turns, "language": shell.language}
        gr.on(
            [self.box.submit, self.send.click],
            self.ask,
            self.box,
            asked,
            inputs_kwargs=session,
            api_name="ask",
            # What is public becomes a tool of MCP clients, and this needs a conversation.
            api_visibility="undocumented",
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
        shell.language.input(self.speak, [shell.language, self.turns], self.log, **QUIETLY)
        shell.greeted.then(self.begin, shell.language, self.log, **QUIETLY)

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

    def speak(self, language: str, turns: _Turns) -> Wired:
        """Show the turns so far in another language."""
        return wired(turns, Language(language))

    def begin(self, language: str) -> Wired:
        """Show an empty conversation."""
        return wired((), Language(language))

    @property
    def labels(self) -> Sequence[Any]:
        """The components that show words of the interface."""
        return self.welcome, self.panel_head, self.keys, self.box, self.send

    def worded(self, language: Language) -> Sequence[Any]:
        """What `labels` show in `language`."""
        return (
            render_welcome(self._assistant.documents, language),
            render_panel_head(language),
            _keys(language),
            gr.Textbox(label=say("ask_label", language), placeholder=say("ask_hint", language)),
            gr.Button(say("ask", language)),
        )


def _keys(language: Language) -> Html:
    return element("p", text(say("keys", language)), lang=html_lang(language))
