"""Paraphrase: the official terms whose everyday phrases mean nearly what the question says.

Somebody who writes 收不收钱 may not hit upon the glossary's 要不要交钱; but the model's vectors of
the two are close.
"""

from __future__ import annotations

from collections.abc import Collection

from index import Index, fold

# On the dev questions: between 0.7 and 0.8 all but equal, below and above worse.
_ALIKE = 0.7
# More terms than this lead astray: 1 was best of 1 to 4 on the dev questions.
_MOST = 1


def nearest_terms(index: Index, question: str, *, known: Collection[str] = ()) -> tuple[str, ...]:
    """The glossary terms nearest to the question, best first, beside those known or in it."""
    folded = fold(question)
    near = (
        index.glossary[number].term
        for number, likeness in index.phrases.likeness(question)
        if likeness >= _ALIKE
    )
    return tuple(term for term in near if term not in known and term not in folded)[:_MOST]
