"""Paraphrase: the official terms whose everyday phrases mean nearly what the question says.

Somebody who writes 收不收钱 may not hit upon the glossary's 要不要交钱; but the model's vectors of
the two are close. Each stretch of the question is compared with each phrase of the glossary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

import numpy as np

from corpus import GlossaryEntry
from index import Index, Vectors, fold

from .question import has_chinese

Pair = tuple[str, str]

# On the dev questions: between 0.65 and 0.8 all but equal, above 0.85 next to nothing is found.
_ALIKE = 0.7
# More terms than these lead astray.
_MOST = 2


class Nearest:
    """Finds glossary terms by the likeness of their phrases to stretches of a question."""

    def __init__(self, index: Index, glossary: Iterable[GlossaryEntry]) -> None:
        """Take the glossary whose phrases count; they are embedded with the first question."""
        self._late = index.late
        entries = tuple(glossary)
        self._everyday = [(word, entry.term) for entry in entries for word in entry.everyday]
        self._english = [(word, entry.term) for entry in entries for word in entry.english]

    def terms(self, question: str, known: Collection[str] = ()) -> tuple[str, ...]:
        """The terms nearest to the question, best first, beside those known or in it."""
        folded = fold(question)
        # Phrases of the question's own script: those of the other would only cost their embedding.
        pairs, vectors = self._chinese if has_chinese(folded) else self._latin
        if not pairs:
            return ()
        likeness = self._late.likeness(folded, vectors)
        alike = np.flatnonzero(likeness >= _ALIKE)
        order = alike[np.argsort(-likeness[alike], kind="stable")]
        near = dict.fromkeys(pairs[i][1] for i in order)
        return tuple(term for term in near if term not in known and term not in folded)[:_MOST]

    @cached_property
    def _chinese(self) -> tuple[list[Pair], Vectors]:
        return self._everyday, self._late.embed([word for word, _ in self._everyday])

    @cached_property
    def _latin(self) -> tuple[list[Pair], Vectors]:
        return self._english, self._late.embed([word for word, _ in self._english])
