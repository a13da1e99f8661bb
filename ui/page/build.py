"""The page: a header, and under it the tabs, each of which is a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from rag import Language

from ..frame import render_header
from ..strings import LANGUAGE_NAMES, LANGUAGES, language_of, say
from .address import tab_asked_for
from .ask import Ask
from .check import Check
from .evals import Evals
from .intake import Intake
from .look import PRODUCT
from .picker import Picker
from .protocols import Answering
from .read import Read
from .retrieval import Retrieval
from .tab import QUIETLY, Shell, Tab, html

# An answer takes milliseconds of one core; more at once than this only wait for each other.
_AT_ONCE = 16


def build_page(
    assistant: Answering, *, tools: Sequence[Callable[..., str]] = (), takes_files: bool = False
) -> gr.Blocks:
    """The page over one assistant; `start` and `serve` give it its look and its address.

    `tools` are offered to programs under their own names, and nothing else of the page is. Readers
    get a place to add documents where it `takes_files`.
    """
    with gr.Blocks(
        title=PRODUCT, analytics_enabled=False, fill_width=True, fill_height=True
    ) as page:
        tabs: list[Tab] = [
            Ask(assistant),
            Read(assistant),
            Check(assistant),
            Evals(assistant),
            Retrieval(assistant),
        ]
        _Page(assistant, tabs, intake=Intake() if takes_files else None).connect(page)
        for tool in tools:
            # Not queued: it is called within the process then, without credentials of its own.
            gr.api(tool, api_name=f"tool_{tool.__name__}", queue=False)
    page.queue(default_concurrency_limit=_AT_ONCE)
    return page


class _Page:
    """The header and the tabs, and the words of both; nothing of a visitor is kept here."""

    def __init__(
        self, assistant: Answering, tabs: Sequence[Tab], *, intake: Intake | None = None
    ) -> None:
        self._assistant = assistant
        self._tabs = tabs
        first = LANGUAGES[0]
        # Carry the browser's language and the page's address to `greet`; they are never shown.
        self.tag = gr.Textbox(visible=False)
        self.query = gr.Textbox(visible=False)
        with gr.Row(elem_id="top"):
            self.header = html(render_header(assistant.catalogue, first), "header")
            if intake:
                intake.build_button(first)
            self.language = gr.Radio(
                list(zip(LANGUAGE_NAMES, LANGUAGES, strict=True)),
                value=first,
                label=say("language", first),
                container=False,
                elem_id="language",
            )
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap") as self.places:
            self.titles = [self._build_tab(tab, first) for tab in tabs]
        self._dialogs: list[Picker | Intake] = [Picker(assistant), *([intake] if intake else [])]
        for dialog in self._dialogs:
            dialog.build()

    def _build_tab(self, tab: Tab, language: Language) -> gr.Tab:
        with gr.Tab(
            _title(tab, language), id=tab.name, elem_id=f"tab-{tab.name}", render_children=True
        ) as place:
            tab.build(language)
        return place

    def connect(self, page: gr.Blocks) -> None:
        """Attach the events."""
        labels = [self.header, *self.titles, *(each for tab in self._tabs for each in tab.labels)]
        self.language.input(self.speak, self.language, labels, **QUIETLY)
        greeted = page.load(
            self.greet,
            [self.tag, self.query],
            [*labels, self.language, self.query, self.places],
            js="() => window.baipishu.greet()",
            **QUIETLY,
        )
        shell = Shell(page, self.language, self.query, greeted)
        for dialog in self._dialogs:
            dialog.connect(shell)
        for tab in self._tabs:
            tab.connect(shell)

    def speak(self, language: str) -> tuple[Any, ...]:
        """Show the interface in another language."""
        return self._labels(Language(language))

    def greet(self, tag: str, query: str) -> tuple[Any, ...]:
        """Show the interface in the browser's language, or the one chosen here before."""
        spoken = language_of(tag)
        names = [each.name for each in self._tabs]
        place = gr.Tabs(selected=tab_asked_for(query, names))
        return *self._labels(spoken), spoken, query, place

    def _labels(self, language: Language) -> tuple[Any, ...]:
        return (
            render_header(self._assistant.catalogue, language),
            *(gr.Tab(_title(tab, language)) for tab in self._tabs),
            *(value for tab in self._tabs for value in tab.worded(language)),
        )


def _title(tab: Tab, language: Language) -> str:
    return say(f"tab_{tab.name}", language)
