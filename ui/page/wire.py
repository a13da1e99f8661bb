"""What the server sends to the script of the page, which puts it in its place.

Only the turns that changed travel, so that a long conversation costs no more than a short one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from rag import Language

from ..cards import render_evidence
from ..render import render_turn
from ..strings import html_lang
from ..types import Turn


class WiredTurn(TypedDict):
    """A turn's HTML and that of its evidence."""

    key: str
    turn: str
    evidence: str


class Wired(TypedDict):
    """Turns to add or replace; `lang` is that of the interface."""

    lang: str
    turns: list[WiredTurn]


def wired(turns: Iterable[Turn], language: Language) -> Wired:
    """Render `turns` for the page."""
    return Wired(
        lang=html_lang(language),
        turns=[
            WiredTurn(
                key=turn.key,
                turn=render_turn(turn, language),
                evidence=render_evidence(turn, language),
            )
            for turn in turns
        ],
    )
