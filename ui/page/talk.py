"""A conversation as values: a question goes in, ever more complete turns come out.

Nothing here knows gradio or HTML, and nothing is kept: the questions so far are an argument.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from time import monotonic

from corpus import Passage
from rag import Answer, Citation, Language, RagError, UnknownDocument

from ..held import current
from ..strings import say
from ..topics import topics_beside
from ..types import Source, Turn
from .protocols import Answering

_LOG = logging.getLogger(__name__)

# Follow-ups look back at the subject of a few questions; more would only be sent along.
_HISTORY = 10
# Seconds between two updates of the page: four a second read as flowing, each repaints a turn.
_PACE = 0.25


def turns_of(
    assistant: Answering,
    question: str,
    *,
    earlier: Sequence[str],
    language: Language,
    doc_ids: Sequence[str] = (),
) -> Iterator[Turn]:
    """The turn while the question is looked up, then with each answer; the last one is final.

    `earlier` holds the questions asked before, `doc_ids` which documents are asked, none for all.

    What the assistant refuses to take becomes a turn with its message, and so does a failure of
    the program, which is logged.
    """
    assistant = current(assistant)
    scope = assistant.catalogue.named(doc_ids)
    turn = Turn(key=uuid.uuid4().hex[:12], question=question, scope=scope)
    yield turn
    if len(scope) < len(set(doc_ids)):
        yield replace(turn, error=say("scope_gone", language))
        return
    history = list(earlier)[-_HISTORY:]
    try:
        answers = assistant.stream(question, history=history, doc_ids=doc_ids or None)
        for answer, last in paced(answers, seconds=_PACE):
            sources = sources_of(assistant, answer)
            grown = replace(turn, answer=answer, sources=sources, final=last)
            asked = "\n".join([*history, question])
            yield replace(grown, topics=topics_of(assistant, grown, asked=asked)) if last else grown
    except RagError as error:
        yield replace(turn, error=str(error))
    except Exception:  # the page's outermost frame: a waiting question must not wait for ever
        _LOG.exception("a question could not be answered")
        yield replace(turn, error=say("broken", language))


def restored(assistant: Answering, turn: Turn) -> Turn:
    """A turn that was kept elsewhere, with the sources that are still as its answer has them."""
    if turn.answer is None:
        return turn
    return replace(turn, sources=sources_of(assistant, turn.answer))


def sources_of(assistant: Answering, answer: Answer) -> tuple[Source, ...]:
    """Every passage that the answer cites or names as near, once, in that order.

    An answer may be older than the index: passages that the index lacks, or that no longer hold
    what is quoted from them, are left out.
    """
    changed = {each.passage_id for each in answer.citations if not _stands(assistant, each)}
    cited = (citation.passage_id for citation in answer.citations)
    names = dict.fromkeys([*cited, *answer.near])
    return sources_named(assistant, [name for name in names if name not in changed])


def sources_named(assistant: Answering, names: Iterable[str]) -> tuple[Source, ...]:
    """The passages of these names that the index has, each once."""
    passages = (_passage(assistant, name) for name in dict.fromkeys(names))
    return tuple(
        Source(passage, assistant.document(passage.doc_id)) for passage in passages if passage
    )


def topics_of(assistant: Answering, turn: Turn, *, asked: str) -> tuple[str, ...]:
    """What stands beside the passages that the turn's answer cites."""
    markers = {each.passage_id for each in turn.answer.citations} if turn.answer else set()
    cited = [each for each in turn.sources if each.passage.passage_id in markers]
    if not cited:
        return ()
    first = cited[0]
    return topics_beside(
        first.document,
        [each.passage for each in cited],
        section=_section(assistant, first.passage),
        asked=asked,
    )


def _section(assistant: Answering, passage: Passage) -> Iterator[Passage]:
    """The passages of the section that `passage` stands in, in order."""
    for ordinal in count(1):
        found = _passage(assistant, f"{passage.doc_id}:{passage.section.ordinal}.{ordinal}")
        if found is None:
            return
        yield found


def _stands(assistant: Answering, citation: Citation) -> bool:
    passage = _passage(assistant, citation.passage_id)
    if passage is None:
        return False
    start, end = citation.source_start - passage.start, citation.source_end - passage.start
    return start >= 0 and passage.text[start:end] == citation.quote


def _passage(assistant: Answering, passage_id: str) -> Passage | None:
    try:
        return assistant.passage(passage_id)
    except UnknownDocument:
        return None


def paced(answers: Iterable[Answer], *, seconds: float) -> Iterator[tuple[Answer, bool]]:
    """The answers worth showing, and whether each is the last.

    Shown are the first that has words, the last, and of those between at most one every `seconds`.
    """
    shown = None
    held = None
    for answer in answers:
        if held and held.answer and (shown is None or monotonic() - shown >= seconds):
            yield held, False
            shown = monotonic()
        held = answer
    if held is not None:
        yield held, True
