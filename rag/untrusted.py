"""What a language model wrote, made inert: no thoughts, no secrets, no mark-up, no control codes.

Every rule works on characters or on what a hold-back makes whole, so it is the same however the
text was cut into pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .question import printable

_THOUGHTS = ("<think>", "</think>")
# Shorter "keys" are the placeholders of servers that want none, and ordinary words.
_SECRET = 8
# Without these no HTML can be formed, whatever is left out between them later.
_WIDE = str.maketrans({"<": "＜", ">": "＞"})
_EMPHASIS = re.compile(r"\*\*|__|`+|^\s*(?:#{1,6}|[*+>-])\s+")
_SPACES = re.compile(r"\s+")


def visible(pieces: Iterable[str], *, secret: str = "") -> Iterator[str]:
    """The pieces of a reply without its thoughts, without `secret` and without hidden characters.

    Line ends stay; < and > become full-width.
    """
    for piece in _without(secret, _without_thoughts(map(printable, pieces))):
        yield piece.translate(_WIDE)


def plain(text: str) -> str:
    """A sentence as one line without Markdown; brackets that would make a link are set apart."""
    bare = _SPACES.sub(" ", _EMPHASIS.sub("", text)).strip()
    return bare.replace("](", "] (").replace("]:", "] :")


def _without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Leave out what a reasoning model thinks aloud before it answers."""
    opening, closing = _THOUGHTS
    held, thinking = "", None
    for piece in pieces:
        held += piece
        if thinking is None:
            begun = held.lstrip()
            if opening.startswith(begun[: len(opening)]) and len(begun) < len(opening):
                continue
            thinking = begun.startswith(opening)
        if thinking and closing in held:
            held, thinking = held.partition(closing)[2], False
        if not thinking:
            yield held
            held = ""
    if not thinking:
        yield held


def _without(secret: str, pieces: Iterable[str]) -> Iterator[str]:
    """Blot the secret out, held back while it may still become whole."""
    if len(secret) < _SECRET:
        yield from pieces
        return
    held = ""
    for piece in pieces:
        held = (held + piece).replace(secret, "…")
        begun = next((n for n in range(len(secret) - 1, 0, -1) if held.endswith(secret[:n])), 0)
        yield held[: len(held) - begun]
        held = held[len(held) - begun :]
    yield held
