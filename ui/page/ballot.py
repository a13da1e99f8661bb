"""What readers say of answers, on its way from the page into the file of opinions.

Whatever a browser sends is held against the turn, which this server sealed, and the documents.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypedDict

from rag import (
    Answer,
    Feedback,
    FeedbackError,
    FeedbackLocked,
    Opinion,
    Place,
    Reason,
    place_of,
)

from ..strings import language_of, say
from ..types import Source, Turn
from ..votes import MOST_WORDS, vote_form
from .kept import Keeper
from .protocols import Answering
from .talk import sources_named, sources_of

_LOG = logging.getLogger(__name__)
# A list that a reader looks through, not searches through.
_OFFERED = 8


class Told(TypedDict):
    """What became of a vote, and the words for it; one that is `unsent` may be sent again."""

    outcome: Literal["stored", "unsent", "rejected"]
    said: str


class Ballot:
    """Takes votes, each with the sealed turn it is about."""

    def __init__(self, assistant: Answering, keeper: Keeper, *, file: Path) -> None:
        self._assistant = assistant
        self._keeper = keeper
        self._feedback = Feedback(file)

    def form(self, sent: dict[str, Any]) -> str:
        """The form for what is wrong with a turn; "" where this server did not seal it."""
        turn = self._keeper.open(sent.get("kept"))
        if turn is None or turn.answer is None:
            return ""
        language = language_of(str(sent.get("language", "")))
        return vote_form(turn, self._offered(turn, turn.answer), language=language)

    def cast(self, sent: dict[str, Any]) -> Told:
        """Keep a vote, and say what became of it in the language of the page."""
        language = language_of(str(sent.get("language", "")))
        opinion = self._opinion(sent)
        if opinion is None:
            return Told(outcome="rejected", said=say("vote_rejected", language))
        try:
            self._feedback.put(opinion)
        except FeedbackError as error:
            _LOG.warning("a reader's vote waits in the browser: %s", error)
            problem = "vote_locked" if isinstance(error, FeedbackLocked) else "vote_unwritable"
            return Told(outcome="unsent", said=say(problem, language))
        return Told(outcome="stored", said=say("vote_stored", language))

    def _opinion(self, sent: dict[str, Any]) -> Opinion | None:
        """What was said, or None where it does not hold together."""
        turn = self._keeper.open(sent.get("kept"))
        good, reason, said = sent.get("good"), sent.get("reason", ""), sent.get("said", "")
        if turn is None or turn.answer is None or not isinstance(good, bool):
            return None
        if reason not in list(Reason) or not isinstance(said, str) or len(said) > MOST_WORDS:
            return None
        chosen = self._chosen(turn, turn.answer, wanted=sent.get("passage", ""))
        if sent.get("passage") and chosen is None:
            return None
        return Opinion(
            key=turn.key,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            question=turn.question,
            query=turn.answer.query,
            answer=turn.answer.answer,
            refused=turn.answer.refused,
            good=good,
            reason=Reason(reason),
            # Half a character cannot be kept.
            said=said.encode("utf-8", "replace").decode("utf-8").strip(),
            cited=self._cited(turn.answer),
            chosen=chosen,
        )

    def _offered(self, turn: Turn, answer: Answer) -> tuple[Source, ...]:
        """The passages that the answer cites, those near, then those found, as they are today."""
        cited = (citation.passage_id for citation in answer.citations)
        names: Iterable[str] = dict.fromkeys([*cited, *answer.near, *turn.found])
        return sources_named(self._assistant, islice(names, _OFFERED))

    def _chosen(self, turn: Turn, answer: Answer, *, wanted: object) -> Place | None:
        offered = self._offered(turn, answer)
        named = (source for source in offered if source.passage.passage_id == wanted)
        source = next(named, None)
        return place_of(source.passage, source.document) if source else None

    def _cited(self, answer: Answer) -> tuple[Place, ...]:
        """The quotes that still stand where the answer has them."""
        sources = {each.passage.passage_id: each for each in sources_of(self._assistant, answer)}
        return tuple(
            place_of(citation, sources[citation.passage_id].document)
            for citation in answer.citations
            if citation.passage_id in sources
        )
