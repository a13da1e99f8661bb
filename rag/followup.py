"""Follow-ups: an elliptic question is searched together with the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import fold

# "那2019年呢？" or "what about the towns?" names no subject of its own; a full sentence does.
_ELLIPTIC = re.compile(
    r"^(?:那么?|然后|还有|其中|它们?|他们|这些?|上述)"
    r"|^(?:怎么(?:[办做样]\w?)?|为什么呢?)\??$|^[^多少几什哪谁怎]+[呐呢]\s*\??$"
    r"|^(?:and|but|so|what about|how about|what of|in total|why)\b"
    r"|\b(?:they|them|those|that one|it)\b"
)
# A long question stands on its own, whatever its first word.
_MAX_CHINESE, _MAX_ENGLISH_WORDS = 18, 9


def standalone(question: str, history: Sequence[str]) -> str | None:
    """The question joined to the last full one of the history, or None where it stands alone."""
    if not history or not _elliptic(question):
        return None
    subject = next((earlier for earlier in reversed(history) if not _elliptic(earlier)), history[0])
    return f"{subject} {question}"


def _elliptic(question: str) -> bool:
    short = len(question) <= _MAX_CHINESE or (
        question.isascii() and len(question.split()) <= _MAX_ENGLISH_WORDS
    )
    return short and _ELLIPTIC.search(fold(question).strip()) is not None
