"""Turns as the reader's browser keeps them: sealed text that only this user's server can have made.

The server itself keeps nothing of a conversation. The seal is there because an address of this
computer is shared: whatever program is served at it next can write to what the browser keeps.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from rag import Answer, Titled

from ..types import Turn

_SEAL = 64


@dataclass(frozen=True, slots=True)
class _Kept:
    key: str
    question: str
    answer: Answer | None
    error: str | None
    found: tuple[str, ...] = ()
    scope: tuple[Titled, ...] = ()


class Keeper:
    """Seals turns and opens them again."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._adapter = TypeAdapter(_Kept)

    def seal(self, turn: Turn) -> str:
        """The turn without its sources, which are looked up again; of hits not shown the names."""
        answer = turn.answer
        found: tuple[str, ...] = ()
        if answer is not None:
            found = tuple(hit.passage_id for hit in answer.hits)
            cited = {citation.passage_id for citation in answer.citations}
            hits = (replace(hit, text="") for hit in answer.hits if hit.passage_id in cited)
            answer = replace(answer, hits=tuple(hits))
        kept = _Kept(turn.key, turn.question, answer, turn.error, found, turn.scope)
        text = self._adapter.dump_json(kept).decode("utf-8")
        return self._sign(text) + text

    def open(self, sealed: object) -> Turn | None:
        """The turn, still without sources; None where this server did not seal it."""
        if not isinstance(sealed, str):
            return None
        seal, text = sealed[:_SEAL], sealed[_SEAL:]
        if not hmac.compare_digest(seal.encode("utf-8", "replace"), self._sign(text).encode()):
            return None
        try:
            kept = self._adapter.validate_json(text)
        except ValidationError:
            # Sealed by another version, whose turns had other fields.
            return None
        found, scope = kept.found, kept.scope
        return Turn(
            kept.key, kept.question, kept.answer, error=kept.error, found=found, scope=scope
        )

    def _sign(self, text: str) -> str:
        return hmac.new(self._secret, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
