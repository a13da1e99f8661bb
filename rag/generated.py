"""The answerer for those who have a language model: it writes, the checker decides what is shown.

Whatever the model or its service does, the asker gets an answer whose every sentence was held
against its source, or the extractive answer with a note that says what happened. What the
extractive answerer refuses is refused here too, and no model is asked.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Index

from .across import is_across
from .blank import blank, filled, refused
from .check import Checker
from .faults import FaultKind, LlmFault
from .llm import LlmOptions, Reply
from .marking import Sentence, sentences
from .notices import across_note, cut_note, declined, dropped_note, fallback_note, marked_note
from .prompt import NO_EVIDENCE, answer_messages, fitting
from .protocols import Answerer
from .types import Answer, Hit, Question, Verdict
from .untrusted import plain, visible
from .vet import Vetted, Vetter
from .written import holding, written

_LOG = logging.getLogger(__name__)


class LLMAnswerer:
    """Answers in the words of a language model, each sentence checked before it is released."""

    def __init__(
        self, index: Index, options: LlmOptions, *, checker: Checker, fallback: Answerer
    ) -> None:
        """Take the index that hits come from, and who answers where the model does not."""
        self._checker = checker
        self._options = options
        self._fallback = fallback
        self._documents = index.by_id

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The model's answer, the extractive one or a refusal."""
        *_, last = self.stream(question, hits)
        return last

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[Answer]:
        """The hits, then the answer sentence by sentence; a fault replaces what came so far."""
        *begun, extractive = self._fallback.stream(question, hits)
        yield from begun[:1]
        if extractive.refused:
            yield extractive
            return
        try:
            yield from self._written(question, hits)
        except LlmFault as fault:
            _LOG.warning("the language model gave no answer: %s", fault)
            note = fallback_note(fault, question.language, options=self._options)
            yield replace(extractive, notes=(note, *extractive.notes))

    def _written(self, question: Question, hits: Sequence[Hit]) -> Iterator[Answer]:
        evidence = self._evidence(question, hits)
        messages = answer_messages(question, evidence, documents=self._documents)
        reply = Reply(self._options, messages, seconds=self._options.answer_s)
        vetter = Vetter(self._checker, evidence, documents=self._documents)
        shown: list[Vetted] = []
        for sentence in self._sentences(reply):
            if not shown and sentence.text.strip(" 。.") == NO_EVIDENCE:
                yield refused(_blank(question, hits), declined(question.language))
                return
            shown.append(vetter.vetted(sentence))
            yield self._so_far(question, hits, shown=shown)
        if not shown:
            raise LlmFault(FaultKind.EMPTY)
        if not holding(shown):
            raise LlmFault(FaultKind.UNSUPPORTED)
        yield self._whole(self._so_far(question, hits, shown=shown), shown, cut=reply.cut)

    def _evidence(self, question: Question, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        room = self._options.context_tokens
        evidence = fitting(question, hits, documents=self._documents, context_tokens=room)
        if not evidence:
            raise LlmFault(FaultKind.NO_ROOM)
        return evidence

    def _sentences(self, reply: Reply) -> Iterator[Sentence]:
        """The sentences that say something, as they will be shown."""
        for sentence in sentences(visible(reply, secret=self._options.key)):
            text = plain(sentence.text)
            if any(character.isalnum() for character in text):
                yield replace(sentence, text=text)

    def _so_far(
        self, question: Question, hits: Sequence[Hit], *, shown: Sequence[Vetted]
    ) -> Answer:
        text, citations = written(shown, question.language, documents=self._documents)
        return filled(_blank(question, hits), text, citations=citations)

    def _whole(self, answer: Answer, shown: Sequence[Vetted], *, cut: bool) -> Answer:
        """The answer with the notes that can only be made when it has ended."""
        language = answer.language
        notes = []
        if any(sentence.verdict is not Verdict.SUPPORTED for sentence in shown):
            notes.append(marked_note(language))
        if dropped := sum(sentence.dropped for sentence in shown):
            notes.append(dropped_note(dropped, language))
        if cut:
            notes.append(cut_note(language))
        if is_across(answer.answer, "".join(citation.quote for citation in answer.citations)):
            notes.append(across_note(language))
        return replace(answer, notes=tuple(notes))


def _blank(question: Question, hits: Sequence[Hit]) -> Answer:
    return blank(question, hits, answered_by="llm")
