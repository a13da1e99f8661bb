"""The text of an answer with its markers as buttons and its quotes marked off.

A marker becomes a button only where a citation stands behind it; the text of a source that
happens to read "[1]" stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rag import Answer, Citation, Language

from .markup import Html, element, join, text
from .place import found_label
from .strings import say

_MARKER = re.compile(r"\[(\d+)\]")


def answer_text(answer: Answer, key: str, *, language: Language) -> Html:
    """The answer of the turn `key`: quotes in <span class="quoted">, markers as buttons.

    What a language model wrote is <span class="stated">: it is not to look like the source.
    """
    statement = "quoted" if answer.answered_by == "extractive" else "stated"
    by_marker = {citation.marker: citation for citation in answer.citations}
    cuts = sorted(_cuts(answer))
    pieces = []
    for start, end in pairwise(cuts):
        over = list(_covering(answer, start))
        piece = answer.answer[start:end]
        pieces.append(
            element("span", text(piece), class_=statement, lang=_source_lang(answer, over))
            if over
            else _with_buttons(piece, by_marker, key=key, language=language)
        )
    return join(pieces)


def marker_button(citation: Citation, key: str, *, language: Language) -> Html:
    """The superscript button that leads to the card of `citation` in the turn `key`."""
    label = f"{say('source', language, marker=citation.marker)}: {found_label(citation, language)}"
    button = element(
        "button",
        text(f"[{citation.marker}]"),
        type="button",
        class_="marker",
        data_act="cite",
        data_turn=key,
        data_marker=citation.marker,
        aria_label=label,
    )
    return element("sup", button)


def is_verbatim(answer: Answer, citation: Citation) -> bool:
    """Whether the answer holds the quote, and nothing but its words wherever it uses the marker."""
    used = [answer.answer[start:end] for start, end in citation.answer_spans]
    return citation.quote in used and all(words in citation.quote for words in used)


def _cuts(answer: Answer) -> set[int]:
    spans = (span for citation in answer.citations for span in citation.answer_spans)
    inner = {offset for span in spans for offset in span if 0 <= offset <= len(answer.answer)}
    return inner | {0, len(answer.answer)}


def _covering(answer: Answer, offset: int) -> Iterator[Citation]:
    for citation in answer.citations:
        if any(start <= offset < end for start, end in citation.answer_spans):
            yield citation


def _source_lang(answer: Answer, over: Iterable[Citation]) -> str | None:
    """Quotes are in the source's language, whatever the frame around them is written in."""
    verbatim = any(is_verbatim(answer, citation) for citation in over)
    return "zh" if verbatim else None


def _with_buttons(
    piece: str, by_marker: dict[int, Citation], *, key: str, language: Language
) -> Html:
    rendered, at = [], 0
    for found in _MARKER.finditer(piece):
        citation = by_marker.get(int(found[1]))
        if citation is not None:
            rendered += [
                _frame(piece[at : found.start()]),
                marker_button(citation, key, language=language),
            ]
            at = found.end()
    return join([*rendered, _frame(piece[at:])])


def _frame(piece: str) -> Html:
    """What the answer says around its quotes; the ends of its lines are set a little apart."""
    lines = [text(line) for line in piece.split("\n")]
    end = element("span", text("\n"), class_="line-end")
    return join([lines[0], *(join((end, line)) for line in lines[1:])])
