"""The seam of the answering stage: whatever turns a question and its hits into an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from .types import Answer, Hit, Question


class Answerer(Protocol):
    """Writes the answer; the extractive one needs no network and no model of language."""

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        """The answer from these hits alone, or a refusal."""
        ...

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[Answer]:
        """Answers each more complete than the one before; the last equals `answer`."""
        ...
