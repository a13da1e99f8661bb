"""The dialog in which documents are chosen, for whichever tab asks; one place on the page.

A browser is never sent more titles than it lists: what is typed is looked for here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

import gradio as gr

from rag import Language

from ..frame import render_about
from ..markup import Html
from ..picker import MOST_LISTED, count_label, render_dialog, render_rows, render_scope
from ..strings import html_lang, language_of, say
from .look import PICKER_SCRIPT
from .protocols import Answering
from .tab import QUIETLY, Shell, sent, texts_of

# Constant, so that gradio leaves alone what the script puts in it.
_FRAME = '<dialog id="picker" aria-labelledby="picker-title"></dialog>'


class Listing(TypedDict):
    """The rows for what was typed."""

    count: str
    rows: Html


class Choice(TypedDict):
    """What is chosen, as far as it is here, and how the page shows it; `lost` says what is not."""

    chosen: list[str]
    many: bool
    scope: Html
    about: Html
    dialog: Html
    lost: str


class Picker:
    """The component, and the functions that its script calls; a choice is kept by the browser."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant

    def build(self) -> None:
        """Make the component."""

        # Gradio marks the functions that a script may call, which it cannot do to methods.
        def listing(asked: Any) -> Listing:  # noqa: ANN401 - whatever a browser sends
            return self.listing(sent(asked))

        def choice(asked: Any) -> Choice:  # noqa: ANN401
            return self.choice(sent(asked))

        self.place = gr.HTML(
            html_template=_FRAME,
            js_on_load=PICKER_SCRIPT,
            server_functions=[listing, choice],
            apply_default_css=False,
            elem_id="picker-place",
        )

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        shell.language.input(self.speak, shell.language, self.place, **QUIETLY)
        shell.greeted.then(self.speak, shell.language, self.place, **QUIETLY)

    def speak(self, language: str) -> dict[str, str]:
        """Tell the script which language to ask in."""
        return {"lang": html_lang(Language(language))}

    def listing(self, asked: Mapping[str, str]) -> Listing:
        """The documents that the `words` name; without words those `picked` before come first."""
        language, words = language_of(asked.get("lang", "")), asked.get("words", "")
        picked = dict.fromkeys(texts_of(asked.get("picked", "")))
        catalogue = self._assistant.catalogue
        count, found = catalogue.find(words, most=MOST_LISTED)
        if not words.strip():
            rest = (each for each in found if each.doc_id not in picked)
            found = (*catalogue.named(picked), *rest)
        single = bool(asked.get("single"))
        return Listing(
            count=count_label(count, words, language=language),
            rows=render_rows(found, picked=picked, single=single, language=language),
        )

    def choice(self, asked: Mapping[str, str]) -> Choice:
        """The `chosen` documents that are here, and the words for them."""
        language = language_of(asked.get("lang", ""))
        wanted = dict.fromkeys(texts_of(asked.get("chosen", "")))
        catalogue = self._assistant.catalogue
        chosen = catalogue.named(wanted)
        return Choice(
            chosen=[each.doc_id for each in chosen],
            many=len(catalogue) > 1,
            scope=render_scope(chosen, len(catalogue), language=language),
            about=render_about(chosen, catalogue, language=language),
            dialog=render_dialog(language),
            lost=say("scope_lost", language) if len(chosen) < len(wanted) else "",
        )
