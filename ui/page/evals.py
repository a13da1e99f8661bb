"""The tab of evaluation runs: one at a time, or one against another."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, TypedDict

import gradio as gr

from evals import EvalError, GoldError, Run
from rag import Assistant, Language

from ..evals_frame import (
    render_choice,
    render_evals_failure,
    render_evals_head,
    render_progress,
    shelved_name,
)
from ..held import Held
from ..markup import NOTHING, Html, join
from ..run_changes import render_changes
from ..run_failures import render_failures
from ..run_view import render_charts, render_figures
from ..shelf import Shelf
from ..strings import say
from .look import EVALS_SCRIPT
from .protocols import Answering
from .rerun import Rerun
from .tab import Shell, html

_LOG = logging.getLogger(__name__)

_PLACE = (
    '<div id="evals-choice"></div><div id="evals-progress" role="status"></div>'
    '<div id="evals-shown"></div>'
)
_Chosen = tuple[str, str | None]


class Shown(TypedDict, total=False):
    """What goes into each place; a place that is left out stays as it is."""

    choice: str
    progress: str
    shown: str


class Evals:
    """The components, and the functions that their events call; runs are read when asked for."""

    name = "evals"

    def __init__(self, assistant: Answering, *, shelf: Shelf | None = None) -> None:
        self._assistant = assistant
        self._shelf = shelf or Shelf()
        self._rerun = (
            Rerun(assistant, self._shelf) if isinstance(assistant, Assistant | Held) else None
        )
        # Drawing is not safe between threads.
        self._drawing = Lock()

    def build(self, language: Language) -> None:
        """Make the components."""
        # The run that is shown and the one that it is held against; None before the tab is opened.
        self.chosen = gr.State(None)
        with gr.Column(elem_id="evals"):
            self.head = html(render_evals_head(language), "evals-head")
            self.place = gr.HTML(
                html_template=_PLACE,
                js_on_load=EVALS_SCRIPT,
                apply_default_css=False,
                elem_id="evals-place",
            )

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        how: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        both = [self.place, self.chosen]
        self.place.opened(self.open, shell.language, both, **how)
        self.place.choose(self.choose, shell.language, both, **how)
        started = self.place.start(self.start, shell.language, both, **how, trigger_mode="once")
        spoken = [shell.language, self.chosen]
        # The language may have changed since the start.
        started.then(self.speak, spoken, self.place, **how)
        shell.language.input(self.speak, spoken, self.place, **how, trigger_mode="always_last")

    def open(self, language: str) -> tuple[Shown, _Chosen]:
        """Show the latest run."""
        latest = self._shelf.listed()[0].key
        return self._shown((latest, None), Language(language)), (latest, None)

    def choose(self, event: gr.EventData, language: str) -> tuple[Shown, _Chosen]:
        """Show another run, or hold it against another."""
        against = None if event.against is None else str(event.against)
        chosen = (str(event.run), against)
        return self._shown(chosen, Language(language)), chosen

    def speak(self, language: str, chosen: _Chosen | None) -> Any:  # noqa: ANN401 - gr.skip()
        """Show the same in another language."""
        return self._shown(chosen, Language(language)) if chosen else gr.skip()

    def start(self, language: str) -> Iterator[tuple[Any, Any]]:
        """Ask the dev questions, saying meanwhile how far it is, and choose the run of it."""
        spoken = Language(language)
        if self._rerun is None:
            yield _failed(say("evals_unfit", spoken), spoken), gr.skip()
            return
        try:
            for told in self._rerun.follow():
                if isinstance(told, str):
                    yield Shown(progress=""), (told, None)
                else:
                    done, count = told
                    shown = render_progress(done, count, language=spoken)
                    yield Shown(progress=shown), gr.skip()
        except GoldError:
            yield _failed(say("evals_unfit", spoken), spoken), gr.skip()
        except Exception:  # the page's outermost frame: progress must not stand there for ever
            _LOG.exception("the questions could not be evaluated")
            yield _failed(say("evals_broken", spoken), spoken), gr.skip()

    def _shown(self, chosen: _Chosen, language: Language) -> Shown:
        """Everything about the chosen run or runs, or why they cannot be shown."""
        listed = self._shelf.listed()
        choice = render_choice(listed, chosen, language=language)
        names = {each.key: shelved_name(each, language) for each in listed}
        try:
            with self._drawing:
                shown = self._parts(chosen, names, language=language)
        except EvalError as error:
            _LOG.warning("%s", error)
            shown = render_evals_failure(str(error), language)
        return Shown(choice=choice, shown=shown)

    def _parts(self, chosen: _Chosen, names: Mapping[str, str], *, language: Language) -> Html:
        key, other = chosen
        run = self._shelf.load(key)
        changes = NOTHING
        if other is not None:
            before = self._shelf.load(other)
            changes = _changes(before, run, names=(names[other], names[key]), language=language)
        documents = self._assistant.documents
        return join(
            (
                changes,
                render_figures(run, language),
                render_charts(run, language),
                render_failures(run, documents, language=language),
            )
        )

    @property
    def labels(self) -> Sequence[Any]:
        """The components that show words of the interface."""
        return (self.head,)

    def worded(self, language: Language) -> Sequence[Any]:
        """What `labels` show in `language`."""
        return (render_evals_head(language),)


def _changes(before: Run, after: Run, *, names: tuple[str, str], language: Language) -> Html:
    if before.gold_sha256 != after.gold_sha256:
        old, new = names
        message = say("evals_other_gold", language, before=old, after=new)
        return render_evals_failure(message, language)
    return render_changes(before, after, names=names, language=language)


def _failed(message: str, language: Language) -> Shown:
    return Shown(progress=render_evals_failure(message, language))
