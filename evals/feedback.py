"""Readers' opinions as gold rows: drafts, for nobody but an editor can say what must be answered.

What is left open makes `evals.validate` complain until it is filled in, so that no unread row is
ever measured against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import Document, sentence_spans
from rag import Opinion, Reason, language_of, place_today

from .errors import GoldError
from .gold import gold_lines, load_gold
from .match import normal
from .types import Evidence, GoldQuestion, Kind, Span, Style

FEEDBACK_HELP = """\
Each new row is a draft. Read it against the document, then fill in:
  must      what a right answer contains: one list of alternatives for each thing
  evidence  the sentences that answer it; the ones given are the nearest, or the whole passage
  answer    a short right answer, where it is still empty
  note      for an unanswerable question: why the documents do not answer it
  history   earlier questions, where the note says that it was understood as another one
  kind, style  are guessed
"""
"""What an editor does with the rows; JSON Lines have no comments, so it is said beside the file."""


def gold_of(opinion: Opinion, documents: Sequence[Document]) -> GoldQuestion:
    """The draft of a row; raises GoldError where the opinion names nothing that could be gold."""
    silent = opinion.reason is Reason.SHOULD_REFUSE or (opinion.good and opinion.refused)
    evidence = () if silent else tuple(_evidence(opinion, documents))
    if not silent and not evidence:
        raise GoldError(
            f"{opinion.key}: the reader picked no passage, or its words no longer stand in the "
            "documents; write the row by hand"
        )
    figures = any(character.isdigit() for each in evidence for character in each.span.text)
    answered = Kind.NUMBER if figures else Kind.NAME
    return GoldQuestion(
        id=f"fb-{opinion.key}",
        lang=language_of(opinion.question),
        kind=Kind.UNANSWERABLE if silent else answered,
        style=Style.REPORT,
        question=opinion.question,
        history=(),
        answer=opinion.answer if opinion.good and not silent else "",
        must=(),
        evidence=evidence,
        # Whoever reads a row has seen it, so it is no test.
        split="dev",
        note="" if silent or not opinion.query else f"understood as: {opinion.query}",
    )


def add_gold(path: Path, rows: Sequence[GoldQuestion]) -> None:
    """Append rows to a gold file, or begin one; raises GoldError, and then nothing is written."""
    before = load_gold(path) if path.exists() else ()
    held = {row.id for row in before} & {row.id for row in rows}
    if held:
        raise GoldError(f"{path} already holds {', '.join(sorted(held))}; accept the others alone")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+", encoding="utf-8", newline="\n") as file:
            file.seek(0)
            text = file.read()
            # The last line of a file that was written by hand may lack its end.
            file.write(("\n" if text and not text.endswith("\n") else "") + gold_lines(rows))
    except OSError as error:
        raise GoldError(f"cannot write {path} ({error.strerror}); name another file") from error


def _evidence(opinion: Opinion, documents: Sequence[Document]) -> Iterator[Evidence]:
    """The quotes of a good answer; of a chosen passage what is nearest to the question."""
    places = opinion.cited if opinion.good else filter(None, (opinion.chosen,))
    for place in places:
        today = place_today(place, documents)
        if today is not None:
            doc_id = today.doc_id if len(documents) > 1 else ""
            whole = Span(today.quote, today.start, today.end, doc_id)
            yield Evidence(whole if opinion.good else _nearest(opinion, whole))


def _nearest(opinion: Opinion, passage: Span) -> Span:
    """The sentence with most of the question's pairs of characters, of equals the first.

    The whole passage where none has any, as with a question in another language.
    """
    wanted = _pairs(opinion.query or opinion.question)
    text = passage.text
    spans = sentence_spans(text)
    shared = [len(wanted & _pairs(text[start:end])) for start, end in spans]
    if not any(shared):
        return passage
    start, end = spans[shared.index(max(shared))]
    first = passage.start
    return Span(text[start:end], first + start, first + end, passage.doc_id)


def _pairs(text: str) -> set[str]:
    plain = normal(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
