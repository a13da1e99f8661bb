"""The tab where a document is read: its section tree, its text, and what was cited from it.

The script asks for one stretch of text at a time, because a document may be far longer than a page
can hold; nothing about a reader is kept here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import gradio as gr

from corpus import Document
from rag import Language, UnknownDocument

from ..desk import render_bar
from ..finding import find
from ..markup import Html
from ..outline import render_outline
from ..reading import render_leaf
from ..spot import spot_of
from ..strings import html_lang, language_of
from ..types import Spot
from .address import query_of
from .look import READ_SCRIPT
from .protocols import Answering
from .tab import QUIETLY, Shell, sent

# Constant, so that gradio leaves alone what the script puts in it.
_FRAME = (
    '<div id="reader"><nav id="outline"></nav><div id="desk"><div id="read-bar"></div>'
    '<p id="read-note" role="status"></p><div id="leaf" tabindex="-1"></div></div></div>'
)
_LONGEST_SEARCH = 200


class Leaf(TypedDict):
    """A stretch of text to show; `bar` and `outline` are "" where they stay as they are."""

    lang: str
    doc: str
    start: int
    end: int
    note: str
    bar: Html
    outline: Html
    text: Html


class Read:
    """The component, and the functions that its script calls."""

    name = "read"

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant

    def build(self, language: Language) -> None:
        """Make the component."""

        # Gradio marks the functions that a script may call, which it cannot do to methods.
        def leaf(asked: Any) -> Leaf:  # noqa: ANN401 - whatever a browser sends
            return self.leaf(sent(asked))

        def places(asked: Any) -> dict[str, Any]:  # noqa: ANN401
            return self.places(sent(asked))

        self.place = gr.HTML(
            html_template=_FRAME,
            js_on_load=READ_SCRIPT,
            server_functions=[leaf, places],
            apply_default_css=False,
            elem_id="read",
        )

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        shell.language.input(self.speak, shell.language, self.place, **QUIETLY)
        shell.greeted.then(self.begin, [shell.query, shell.language], self.place, **QUIETLY)

    def leaf(self, asked: Mapping[str, str]) -> Leaf:
        """The text around the place asked for, `doc` and `at`; with `whole` all else as well."""
        language = language_of(asked.get("lang", ""))
        spot = self._spot(asked, language)
        is_whole = bool(asked.get("whole")) or spot.document.doc_id != asked.get("doc")
        nothing = Html("")
        return Leaf(
            lang=html_lang(language),
            doc=spot.document.doc_id,
            start=spot.start,
            end=spot.end,
            note=spot.note,
            bar=self._bar(spot.document, language) if is_whole else nothing,
            outline=render_outline(spot.document, language) if is_whole else nothing,
            text=render_leaf(spot, language),
        )

    def places(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """How often the `words` stand in the document, and where."""
        spot = self._spot({"doc": asked.get("doc", "")}, Language.EN)
        count, spans = find(spot.document.text, asked.get("words", "")[:_LONGEST_SEARCH])
        return {"count": count, "spans": spans}

    def _spot(self, asked: Mapping[str, str], language: Language) -> Spot:
        return spot_of(
            self._assistant.documents,
            asked.get("doc", ""),
            find=self._found,
            at=asked.get("at", ""),
            language=language,
        )

    def _found(self, doc_id: str) -> Document | None:
        try:
            return self._assistant.document(doc_id)
        except UnknownDocument:
            return None

    def _bar(self, shown: Document, language: Language) -> Html:
        several = len(self._assistant.documents) > 1
        return render_bar(shown, several=several, language=language)

    def speak(self, language: str) -> dict[str, str]:
        """Tell the script which language to ask in."""
        return {"lang": html_lang(Language(language))}

    def begin(self, query: str, language: str) -> dict[str, str]:
        """Tell the script what the page's address asks for."""
        values = query_of(query)
        led = {name: values.get(name, "") for name in ("doc", "at")}
        return {**self.speak(language), **led}

    @property
    def labels(self) -> Sequence[Any]:
        """None: the script asks for the words again."""
        return ()

    def worded(self, language: Language) -> Sequence[Any]:
        """As `labels`."""
        return ()
