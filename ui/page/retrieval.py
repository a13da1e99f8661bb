"""The tab where searches are tried out: what each view says of a query, and other weights.

The script ranks anew as a slider moves; nothing that is set there reaches the server or is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import gradio as gr

from rag import Language, RagError

from ..markup import NOTHING, Html
from ..ranking import render_ranking
from ..strings import html_lang, language_of
from ..trial import render_form
from .look import TRIAL_SCRIPT
from .protocols import Answering
from .tab import QUIETLY, Shell, sent

# Constant, so that gradio leaves alone what the script puts in it.
_FRAME = (
    '<div id="trial"><div id="trial-form"></div><p id="trial-note" role="status"></p>'
    '<div id="trial-result"></div></div>'
)


class Tried(TypedDict):
    """What a query came to; `form` is "" where it stays as it is."""

    form: Html
    note: str
    result: Html


class Retrieval:
    """The component, and the function that its script calls."""

    name = "retrieval"

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant

    def build(self, language: Language) -> None:
        """Make the component."""

        # Gradio marks the functions that a script may call, which it cannot do to methods.
        def tried(asked: Any) -> Tried:  # noqa: ANN401 - whatever a browser sends
            return self.tried(sent(asked))

        self.place = gr.HTML(
            html_template=_FRAME,
            js_on_load=TRIAL_SCRIPT,
            server_functions=[tried],
            apply_default_css=False,
            elem_id="retrieval",
        )

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        shell.language.input(self.speak, shell.language, self.place, **QUIETLY)
        shell.greeted.then(self.speak, shell.language, self.place, **QUIETLY)

    def tried(self, asked: Mapping[str, str]) -> Tried:
        """The views of a `query` over the document `doc` or all; with `whole` the form as well."""
        language = language_of(asked.get("lang", ""))
        several = len(self._assistant.catalogue) > 1
        form = render_form(several, language) if asked.get("whole") else NOTHING
        if not asked.get("query", "").strip():
            return Tried(form=form, note="", result=NOTHING)
        doc_ids = [asked["doc"]] if asked.get("doc") else None
        try:
            views = self._assistant.views(asked["query"], doc_ids=doc_ids)
        except RagError as error:
            return Tried(form=form, note=str(error), result=NOTHING)
        return Tried(form=form, note="", result=render_ranking(views, language))

    def speak(self, language: str) -> dict[str, str]:
        """Tell the script which language to ask in."""
        return {"lang": html_lang(Language(language))}

    @property
    def labels(self) -> Sequence[Any]:
        """None: the script asks for the words again."""
        return ()

    def worded(self, language: Language) -> Sequence[Any]:
        """As `labels`."""
        return ()
