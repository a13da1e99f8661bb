"""A conversation as values: a question goes in, ever more complete turns come out.

Nothing here knows gradio or HTML, and nothing is kept: the turns so far are an argument.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

from rag import Answer, Language, RagError

from ..strings import say
from ..types import Source, Turn
from .protocols import Answering

_LOG = logging.getLogger(__name__)

# Follow-ups look back at the subject of a few questions; more would only be sent along.
_HISTORY = 10
# Seconds between two updates of the page: four a second read as flowing, each repaints a turn.
_PACE = 0.25


def turns_of(
    assistant: Answering, question: str, *, earlier: Sequence[Turn], language: Language
) -> Iterator[Turn]:
    """The turn while the question is looked up, then with each answer; the last one is final.

    What the assistant refuses to take becomes a turn with its message, and so does a failure of
    the program, which is logged.
    """
    turn = Turn(key=uuid.uuid4().hex[:12], question=question)
    yield turn
    history = [past.question for past in earlier if past.answer is not None][-_HISTORY:]
    try:
        for answer, last in paced(assistant.stream(question, history=history), seconds=_PACE):
            sources = sources_of(assistant, answer)
            yield replace(turn, answer=answer, sources=sources, final=last)
    except RagError as error:
        yield replace(turn, error=str(error))
    except Exception:  # the page's outermost frame: a waiting question must not wait for ever
        _LOG.exception("a question could not be answered")
        yield replace(turn, error=say("broken", language))


def sources_of(assistant: Answering, answer: Answer) -> tuple[Source, ...]:
    """Every passage that the answer cites or names as near, once, in that order."""
    cited = (citation.passage_id for citation in answer.citations)
    passages = [assistant.passage(name) for name in dict.fromkeys([*cited, *answer.near])]
    return tuple(Source(passage, assistant.document(passage.doc_id)) for passage in passages)


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
