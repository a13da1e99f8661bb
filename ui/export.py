"""A conversation to take along: Markdown for readers, JSON for programs, each with its evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from rag import Answer, Citation, Language, answer_json

from .place import as_of_label, found_label
from .strings import say
from .types import Turn

_VERSION = 1
# What Markdown, or HTML within it, would take for markup.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def turns_json(turns: Sequence[Turn]) -> str:
    """The turns as the command line gives answers, each with the documents it cites.

    "asked_in" holds the documents that were chosen, none where all were asked.
    """
    rows = [
        {
            "question": turn.question,
            "asked_in": [each.doc_id for each in turn.scope],
            "error": turn.error,
            "answer": answer_json(turn.answer) if turn.answer else None,
            "documents": _documents(turn),
        }
        for turn in turns
    ]
    return json.dumps({"schema": _VERSION, "turns": rows}, ensure_ascii=False, indent=1)


def _documents(turn: Turn) -> list[dict[str, str]]:
    documents = {each.document.doc_id: each.document for each in turn.sources}
    return [
        {"doc_id": each.doc_id, "title": each.title, "as_of": each.as_of, "sha256": each.sha256}
        for each in documents.values()
    ]


def turns_markdown(turns: Sequence[Turn], language: Language) -> str:
    """The turns under headings, every citation with its quote and place."""
    return "\n".join(f"## {_line(turn.question)}\n\n{_told(turn, language)}\n" for turn in turns)


def turn_text(turn: Turn, language: Language) -> str:
    """One answer with its citations, as plain text."""
    answer = turn.answer
    if answer is None:
        return turn.error or ""
    sources = [
        f"[{each.marker}] {each.quote}\n    {_where(turn, each, language=language)}"
        for each in answer.citations
    ]
    return "\n".join([answer.answer or answer.reason or "", *(["", *sources] if sources else [])])


def _told(turn: Turn, language: Language) -> str:
    if turn.answer is None:
        return _line(turn.error or "")
    return "\n".join(_paragraphs(turn, turn.answer, language=language))


def _paragraphs(turn: Turn, answer: Answer, *, language: Language) -> Iterator[str]:
    if turn.scope:
        titles = say("between_titles", language).join(each.title for each in turn.scope)
        yield f"*{say('asked_in', language)}{_line(titles)}*\n"
    if answer.query:
        yield f"*{say('understood', language)}: {_line(answer.query)}*\n"
    # Two spaces at its end break a line.
    yield "  \n".join(map(_line, (answer.answer or answer.reason or "").split("\n")))
    for note in answer.notes:
        yield f"\n*{_line(note)}*"
    if answer.citations:
        yield ""
    for each in answer.citations:
        verdict = say(each.verdict.value, language)
        yield f"- **[{each.marker}]** {_line(each.quote)}  "
        yield f"  {_line(_where(turn, each, language=language))} · {verdict}"


def _where(turn: Turn, citation: Citation, *, language: Language) -> str:
    as_of = next(
        (each.document.as_of for each in turn.sources if each.document.doc_id == citation.doc_id),
        "",
    )
    place = found_label(citation, language)
    return " · ".join(filter(None, (citation.doc_title, as_of_label(as_of, language), place)))


def _line(words: str) -> str:
    """Text on one line, with nothing in it that Markdown acts upon."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
