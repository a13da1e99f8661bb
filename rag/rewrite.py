"""Rewording a question for search by a language model, where the settings ask for it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from .errors import QuestionError
from .faults import LlmFault
from .llm import LlmOptions, Reply
from .prompt import rewrite_messages
from .question import clean_question
from .types import Question
from .untrusted import plain, visible

_LOG = logging.getLogger(__name__)

# What is longer is no rewording but an answer, or worse.
_LONGEST = 200


class Rewriter:
    """Adds the words of official documents to everyday questions, English ones and follow-ups."""

    def __init__(self, options: LlmOptions) -> None:
        """Take the model to ask."""
        self._options = options

    def rewritten(self, question: Question, history: Sequence[str]) -> Question:
        """The question with its rewording added to what is searched for.

        The asker's own words stay in the search, so a bad rewording cannot lead it astray; where
        there is none the question stays as it is, and the log says why.
        """
        try:
            words = self._words(question, history)
        except (LlmFault, QuestionError) as error:
            _LOG.warning("the question is searched as it stands, not reworded: %s", error)
            return question
        return replace(question, query=f"{question.searched} {words}")

    def _words(self, question: Question, history: Sequence[str]) -> str:
        options = self._options
        reply = Reply(options, rewrite_messages(question, history), seconds=options.rewrite_s)
        said = "".join(visible(reply, secret=options.key)).strip()
        words = clean_question(plain(said.split("\n")[0]))
        if len(words) > _LONGEST:
            raise QuestionError(f"the rewording has {len(words)} characters")
        return words
