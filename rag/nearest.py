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

# On the dev questions: between 0.65 and 0.8 all but equal, above 0.85 next to nothing is found.
_ALIKE = 0.7
# More terms than these lead astray.
_MOST = 2


class Nearest:
    """Finds glossary terms by the likeness of their phrases to stretches of a question."""

    def __init__(self, index: Index, glossary: Iterable[GlossaryEntry]) -> None:
        """Take the glossary whose phrases count; they are embedded with the first question."""
        self._late = index.late
        pairs = [(word, entry.term) for entry in glossary for word in entry.everyday]
        self._phrases = [word for word, _ in pairs]
        self._terms = [term for _, term in pairs]

    def terms(self, question: str, known: Collection[str] = ()) -> tuple[str, ...]:
        """The terms nearest to the question, best first, beside those known or in it."""
        folded = fold(question)
        if not self._phrases:
            return ()
        likeness = self._late.likeness(folded, self._vectors)
        order = np.argsort(-likeness, kind="stable")
        near = dict.fromkeys(self._terms[i] for i in order if likeness[i] >= _ALIKE)
        return tuple(term for term in near if term not in known and term not in folded)[:_MOST]

    @cached_property
    def _vectors(self) -> Vectors:
        return self._late.embed(self._phrases)
