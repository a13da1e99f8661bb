"""From what an address asks for to a place in a document; anything asked leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus import Document
from rag import Language

from .strings import say
from .types import Spot

# More digits than any document has characters would only make long numbers.
_SPAN = re.compile(r"\s*([0-9]{1,15})\s*-\s*([0-9]{1,15})\s*")
_SHOWN = 60


Find = Callable[[str], Document | None]


def spot_of(
    documents: Sequence[Document], doc_id: str, *, find: Find, at: str, language: Language
) -> Spot:
    """The span `at` ("120-180") of a document; "" stands for the first document, and its start.

    `find` looks a document up by its id. What cannot be followed is put right where it can be (ends
    swapped, cut off at the end of the document), and the spot's note says so.
    """
    found = find(doc_id) if doc_id else documents[0]
    if found is None:
        first = documents[0]
        note = say(
            "spot_unknown", language, name=_short(doc_id), title=first.title, count=len(documents)
        )
        return Spot(first, note=note)
    return _span(Spot(found), at, language=language) if at else Spot(found)


def _span(spot: Spot, at: str, *, language: Language) -> Spot:
    match = _SPAN.fullmatch(at)
    if match is None:
        return replace(spot, note=say("spot_malformed", language, at=_short(at)))
    start, end = sorted(map(int, match.groups()))
    length = len(spot.document.text)
    inside = replace(spot, start=min(start, length), end=min(end, length))
    if end > length:
        return replace(inside, note=say("spot_beyond", language, at=_short(at), length=length))
    if int(match[1]) != start:
        return replace(inside, note=say("spot_reversed", language, at=_short(at)))
    return inside


def _short(asked: str) -> str:
    return asked if len(asked) <= _SHOWN else asked[:_SHOWN] + "…"
