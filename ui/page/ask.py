"""The tab where questions are asked: the conversation, and the evidence beside it.

The conversation is HTML of our own rather than gradio's Chatbot, which sends every earlier message
again with each update, passes text through Markdown, and strips what makes a marker a button that
a keyboard and a screen reader can use.

The server keeps nothing of it but the votes: the browser keeps the turns, sealed, and sends along
the questions that a follow-up may refer to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag import Language

from ..data import data_folder, feedback_file, kept_secret
from ..export import turns_json, turns_markdown
from ..frame import render_keys, render_panel_head, render_welcome
from ..strings import language_of, say
from ..types import Turn
from .ballot import Ballot, Told
from .kept import Keeper
from .look import TALK_SCRIPT
from .protocols import Answering
from .tab import QUIETLY, Shell, html, texts_of
from .talk import restored, turns_of
from .wire import Wired, wired

_MAX_INPUT_LINES = 6
# A chat of more turns is shown from its later ones when the page is opened again.
_RESTORED = 200

# Constant, so that gradio leaves alone what the script puts in it.
_LOG = '<div id="log" role="log" aria-live="polite" aria-labelledby="conversation-title"></div>'
# Fills in what the browser alone knows: the questions asked so far, and which documents to ask.
_WITH_KEPT = """(question, language) => {
  const { past, chosen } = window.baipishu.kept.sent();
  return [question, language, past, chosen];
}"""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, the ones before it, which documents it is put to, and the page's language."""

    question: str
    past: tuple[str, ...]
    chosen: tuple[str, ...]
    language: Language


class Ask:
    """The components, and the functions that their events call; no conversation is kept here."""

    name = "ask"

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._keeper = Keeper(kept_secret(data_folder()))
        self._ballot = Ballot(assistant, self._keeper, file=feedback_file())
        # Keys of turns whose answers are on their way; one that is taken out goes no further.
        # Gradio's own cancelling forgets the question that waits behind the one it ends.
        self._on_their_way: set[str] = set()

    def build(self, language: Language) -> None:
        """Make the components."""
        # Carry the questions so far and the chosen documents to the server; they are never shown.
        self.past = gr.Textbox("[]", visible=False)
        self.chosen = gr.Textbox("[]", visible=False)
        with gr.Row(elem_id="main"):
            self._build_chat(language)
            with gr.Column(elem_id="evidence"):
                self.panel_head = html(render_panel_head(language), "panel-head")
                html("", "evidence-sets")

    def _build_chat(self, language: Language) -> None:
        with gr.Column(elem_id="chat"):
            with gr.Column(elem_id="scroll"):
                self.welcome = html(self._welcome(language), "welcome")
                self.log = gr.HTML(
                    html_template=_LOG,
                    js_on_load=TALK_SCRIPT,
                    server_functions=self._called(),
                    apply_default_css=False,
                    elem_id="talk",
                )
            with gr.Row(elem_id="composer"):
                html("", "scope")
                self.box = gr.Textbox(
                    label=say("ask_label", language),
                    placeholder=say("ask_hint", language),
                    max_lines=_MAX_INPUT_LINES,
                    container=False,
                    elem_id="question",
                )
                self.send = gr.Button(say("ask", language), variant="primary", elem_id="send")
            self.keys = html(render_keys(language), "keys")

    def _called(self) -> list[Callable[[dict[str, Any]], Any]]:
        """What the script may call by name; gradio marks them, which methods do not allow."""

        def show_turns(sent: dict[str, Any]) -> Wired:
            return self.show(sent)

        def export_turns(sent: dict[str, Any]) -> str:
            return self.export(sent)

        def stop_turn(sent: dict[str, Any]) -> None:
            self.stop(sent)

        def form_of_vote(sent: dict[str, Any]) -> str:
            return self._ballot.form(sent)

        def cast_vote(sent: dict[str, Any]) -> Told:
            return self._ballot.cast(sent)

        return [show_turns, export_turns, stop_turn, form_of_vote, cast_vote]

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        asked = [self.box, self.log]
        sent = {"language": shell.language, "past": self.past, "chosen": self.chosen}
        gr.on(
            [self.box.submit, self.send.click],
            self.ask,
            self.box,
            asked,
            inputs_kwargs=sent,
            js=_WITH_KEPT,
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
            inputs_kwargs={"language": shell.language},
            api_visibility="private",
            show_progress="hidden",
            trigger_mode="once",
        )
        shell.language.input(self.begin, shell.language, self.log, **QUIETLY)
        shell.greeted.then(self.begin, shell.language, self.log, **QUIETLY)

    def ask(
        self, question: str, *, language: str, past: str, chosen: str = "[]"
    ) -> Iterator[tuple[Any, ...]]:
        """Answer a question; an empty one changes nothing.

        `past` is a JSON list of questions, `chosen` one of the documents to ask, none for all.
        """
        asked = _Asked(question, texts_of(past), texts_of(chosen), Language(language))
        yield from self._answer(asked, typed=True)

    def ask_example(self, event: gr.EventData, *, language: str) -> Iterator[tuple[Any, ...]]:
        """Answer a question that was clicked on; what is being typed stays."""
        past, chosen = texts_of(str(event.past)), texts_of(str(event.chosen))
        asked = _Asked(str(event.question), past, chosen, Language(language))
        yield from self._answer(asked, typed=False)

    def _answer(self, asked: _Asked, *, typed: bool) -> Iterator[tuple[Any, ...]]:
        box: Any = "" if typed else gr.skip()
        if not asked.question.strip():
            yield gr.skip(), gr.skip()
            return
        key = ""
        try:
            for turn in turns_of(
                self._assistant,
                asked.question,
                earlier=asked.past,
                language=asked.language,
                doc_ids=asked.chosen,
            ):
                if not key:
                    key = turn.key
                    self._on_their_way.add(key)
                elif key not in self._on_their_way:
                    # Gradio ends with what came last, which must not empty the line again.
                    yield gr.skip(), gr.skip()
                    return
                yield box, wired([turn], asked.language, keeper=self._keeper)
                box = gr.skip()
        finally:
            self._on_their_way.discard(key)

    def begin(self, language: str) -> Wired:
        """Tell the script which language it is; it then asks for the turns that it keeps."""
        return wired((), Language(language), keeper=self._keeper)

    def show(self, sent: dict[str, Any]) -> Wired:
        """The turns that the browser kept, in the language of the interface."""
        return wired(self._opened(sent), _language(sent), keeper=self._keeper)

    def export(self, sent: dict[str, Any]) -> str:
        """The turns that the browser kept as Markdown, or as JSON where `form` says so."""
        turns = self._opened(sent)
        if sent.get("form") == "json":
            return turns_json(turns)
        return turns_markdown(turns, _language(sent))

    def stop(self, sent: dict[str, Any]) -> None:
        """End the turn of the `key`; what has come of it stays with the reader."""
        self._on_their_way.discard(str(sent.get("key")))

    def _opened(self, sent: dict[str, Any]) -> list[Turn]:
        """Those turns that this server sealed; others are left out, which the script tells."""
        kept = sent.get("kept")
        sealed = kept[-_RESTORED:] if isinstance(kept, list) else []
        opened = filter(None, map(self._keeper.open, sealed))
        return [restored(self._assistant, turn) for turn in opened]

    def _welcome(self, language: Language) -> str:
        return render_welcome(self._assistant.catalogue, language)

    @property
    def labels(self) -> Sequence[Any]:
        """The components that show words of the interface."""
        return self.welcome, self.panel_head, self.keys, self.box, self.send

    def worded(self, language: Language) -> Sequence[Any]:
        """What `labels` show in `language`."""
        return (
            self._welcome(language),
            render_panel_head(language),
            render_keys(language),
            gr.Textbox(label=say("ask_label", language), placeholder=say("ask_hint", language)),
            gr.Button(say("ask", language)),
        )


def _language(sent: dict[str, Any]) -> Language:
    return language_of(str(sent.get("language", "")))
