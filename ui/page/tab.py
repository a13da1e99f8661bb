"""What a tab of the page is, and what it is given to connect to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import gradio as gr

from rag import Language

# How an event is attached that is quick, concerns nobody but the page, and shows no progress.
QUIETLY: dict[str, Any] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "queue": False,
}


@dataclass(frozen=True, slots=True)
class Shell:
    """What surrounds the tabs.

    `language` holds the interface language, `query` what stands after the ? of the page's address.
    `greeted.then(...)` attaches an event that comes once the page is open and both are known.
    """

    page: gr.Blocks
    language: gr.Radio
    query: gr.Textbox
    greeted: Any


class Tab(Protocol):
    """One tab: components, the events between them, and its words in every language."""

    # Names the tab in addresses, in the script (`baipishu.goto`) and in the table of strings.
    name: str

    def build(self, language: Language) -> None:
        """Make the components; called once, within the tab's place on the page."""

    def connect(self, shell: Shell) -> None:
        """Attach the events; called once, when every tab is built."""

    @property
    def labels(self) -> Sequence[Any]:
        """The components that show words of the interface."""

    def worded(self, language: Language) -> Sequence[Any]:
        """What `labels` show in `language`, in their order."""


def html(value: str, name: str) -> gr.HTML:
    """A place for HTML of our own that gradio leaves alone; `name` is its id."""
    return gr.HTML(value, apply_default_css=False, js_on_load=None, elem_id=name)


def texts_of(listed: str) -> tuple[str, ...]:
    """The texts of a JSON list that a page sent; anything else counts as none."""
    try:
        found = json.loads(listed)
    except ValueError:
        return ()
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def sent(values: object) -> dict[str, str]:
    """What a script asks for, as far as it is text; a browser may send anything."""
    named = values if isinstance(values, dict) else {}
    return {str(name): value for name, value in named.items() if isinstance(value, str)}
