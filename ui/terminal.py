"""Answers and hits as text: coloured on a terminal, plain when piped."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus import Document
from index import DocumentRecord
from rag import Answer, Citation, Hit, Language, Verdict

from .place import as_of_label, found_label
from .strings import say

if TYPE_CHECKING:
    from rich.text import Text

_MARKER = re.compile(r"\[\d+\]$", re.MULTILINE)
# A source is not to move the cursor or to rename the window.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WORDS = {
    Language.ZH: ("来源", "也许相关（未作为依据）", "理解为："),
    Language.ZH_HANT: ("來源", "也許相關（未作為依據）", "理解為："),
    Language.EN: ("Sources", "Possibly related (not used as evidence)", "Understood as: "),
}


def print_answer(answer: Answer, documents: Mapping[str, Document]) -> None:
    """Print how the question was understood where not as typed, the answer, and its sources."""
    sources, near, understood = _WORDS[answer.language]
    if answer.query:
        print_line(f"{understood}{answer.query}", style="dim")
    print_line(answer.answer, style="yellow" if answer.refused else "bold")
    if answer.answered_by == "llm" and not answer.refused:
        print_line(say("written_answer", answer.language), style="dim")
    for note in answer.notes:
        print_line(note, style="dim")
    if answer.citations:
        print_line(f"\n{sources}", style="cyan")
    for citation in answer.citations:
        _print_citation(citation, documents[citation.doc_id], language=answer.language)
    if answer.refused and answer.near:
        print_line(f"\n{near}", style="cyan")
        for hit in answer.hits[: len(answer.near)]:
            print_line(f"  {found_label(hit, answer.language)}", style="dim")


def print_hits(hits: Sequence[Hit], language: Language) -> None:
    """Print ranked passages with their scores, part by part."""
    for hit in hits:
        parts = hit.parts
        print_line(f"{hit.rank}. {found_label(hit, language)}", style="cyan")
        print_line(
            f"   {hit.passage_id}  score {hit.score:.3f}  dense {parts.dense:.3f}  "
            f"lexical {parts.lexical:.3f}  late {parts.late:.3f}",
            style="dim",
        )
        print_line(f"   {hit.text}")


def print_documents(records: Sequence[DocumentRecord], *, long: bool = False) -> None:
    """Print one line a document: id, date, passages, issuer, title.

    A `long` list has a line more for each of origin, licence and file that is known.
    """
    for record in records:
        print_line(
            f"{record.doc_id}\t{record.as_of or '-'}\t{record.passages}\t"
            f"{record.issuer or '-'}\t{record.title}"
        )
        known = {"origin": record.origin, "licence": record.licence, "file": record.source}
        for name, value in known.items():
            if long and value:
                print_line(f"    {name}: {value}", style="dim")


def _print_citation(citation: Citation, document: Document, *, language: Language) -> None:
    as_of = as_of_label(document.as_of, language)
    title = f"{citation.doc_title} ({as_of})" if as_of else citation.doc_title
    print_line(f"[{citation.marker}] {title}", style="cyan")
    print_line(f"    {found_label(citation, language)}")
    print_line(f"    「{citation.quote}」", style="dim")
    if citation.verdict is not Verdict.SUPPORTED:
        print_line(f"    {say(citation.verdict.value, language)}", style="yellow")


def print_line(text: str, style: str = "") -> None:
    """Print a line, on a terminal in a style and without characters that control it."""
    if not sys.stdout.isatty():
        print(text)
        return
    from rich.console import Console

    Console(highlight=False).print(printable(text, style=style))


def printable(text: str, *, style: str) -> Text:
    """A text for a terminal, without characters that control it, markers set off."""
    from rich.text import Text

    styled = Text(_CONTROL.sub("\ufffd", text), style=style)
    styled.highlight_regex(_MARKER, "bold cyan")
    return styled
