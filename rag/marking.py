"""Sentences of a reply with the markers that belong to them, as soon as each is whole.

A marker is [1], full-width 【1】 or ［1］, grouped [1,3] or [1-3]. It belongs to the sentence that
it stands in or follows, so a sentence is whole once the next one has begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from corpus import sentence_spans

from .claims import MARKER, marker_numbers

_MARKER = re.compile(rf"\s*{MARKER}")
# The start of a marker at the end of what has come so far.
_BEGUN = re.compile(r"\s*[\[［【〔][\s\d^,，、;；\-–—~]*$")
_NOT_SPACE = re.compile(r"\S")
_MAY_END = re.compile(r"[。｡！？!?…⋯.\n]")
# No sentence is this long; what never ends is cut, for it must be held until it does.
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its markers; `begins_line` says whether the reply put it on a new line."""

    text: str
    markers: tuple[int, ...]
    begins_line: bool


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of a reply, the same however it was cut into pieces."""
    held = ""
    for character in chain.from_iterable(pieces):
        held += character
        end = _whole(held)
        if end:
            yield _sentence(held[:end])
            held = held[end:]
    while end := _next_start(held):
        yield _sentence(held[:end])
        held = held[end:]
    yield _sentence(held)


def _whole(held: str) -> int:
    """Where the second sentence of what is held begins; 0 while there may be none."""
    if len(held) > _LONGEST:
        return len(held)
    if held[-1].isspace() or not _MAY_END.search(held):
        return 0
    return _next_start(_BEGUN.sub("", held))


def _next_start(text: str) -> int:
    """Where the second sentence begins, the markers between belonging to the first; 0 for none."""
    spans = sentence_spans(_MARKER.sub(lambda marker: _NOT_SPACE.sub(" ", marker[0]), text))
    if len(spans) < 2:
        return 0
    between = [m.end() for m in _MARKER.finditer(text) if m.start() < spans[1][0]]
    # White space before a sentence is its own: it says whether a line begins there.
    return max([spans[0][1], *between])


def _sentence(text: str) -> Sentence:
    numbers = chain.from_iterable(marker_numbers(found[1]) for found in _MARKER.finditer(text))
    bare, count = text, 1
    # What is left when a marker is taken out may look like one: "[[1]2]".
    while count:
        bare, count = _MARKER.subn("", bare)
    lead = bare[: len(bare) - len(bare.lstrip())]
    return Sentence(bare.strip(), tuple(dict.fromkeys(numbers)), "\n" in lead)
