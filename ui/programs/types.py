"""What a program asks for, read from its request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A question, the user's questions before it, and whether the answer is to be streamed."""

    question: str
    history: tuple[str, ...]
    stream: bool
