"""What the server sends to the script of the page, which puts it in its place.

Only the turns that changed travel, so that a long conversation costs no more than a short one.
The browser keeps what it was sent, and shows it again when the page is opened anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from rag import Language

from ..cards import render_evidence
from ..export import turn_text
from ..render import render_turn
from ..strings import html_lang
from ..types import Turn
from .kept import Keeper


class WiredTurn(TypedDict):
    """A turn's HTML and that of its evidence; `copied` is the answer as plain text.

    `kept` is the sealed turn, or "" while it is not final.
    """

    key: str
    turn: str
    evidence: str
    copied: str
    kept: str


class Wired(TypedDict):
    """Turns to add or replace; `lang` is that of the interface."""

    lang: str
    turns: list[WiredTurn]


def wired(turns: Iterable[Turn], language: Language, *, keeper: Keeper) -> Wired:
    """Render `turns` for the page."""
    return Wired(
        lang=html_lang(language),
        turns=[
            WiredTurn(
                key=turn.key,
                turn=render_turn(turn, language),
                evidence=render_evidence(turn, language),
                copied=turn_text(turn, language),
                kept="" if turn.busy else keeper.seal(turn),
            )
            for turn in turns
        ],
    )
