"""Closeness in meaning: terms that a question means without naming them, and terms it cannot mean.

Somebody who writes 收不收钱 may not hit upon the glossary's 要不要交钱; but the model's vectors of
the two are close. And a phrase of the glossary may stand in a question about something else
altogether: then the vectors of the term and the question are far apart.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index import Index, Role, fold

# On the dev questions: between 0.7 and 0.8 all but equal, below and above worse.
_ALIKE = 0.7
# More terms than this lead astray: 1 was best of 1 to 4 on the dev questions.
_MOST = 1
# The cosine that a term must have with a question to join it in late interaction. Recall@1 of 300
# questions of XQuAD en-zh: 0.68 with every term, 0.73 at 0.2, 0.73 with none; dev keeps its own.
_AKIN = 0.2


def nearest_terms(index: Index, question: str, *, known: Collection[str] = ()) -> tuple[str, ...]:
    """The glossary terms nearest to the question, best first, beside those known or in it."""
    folded = fold(question)
    near = (
        index.glossary[number].term for number, _ in index.phrases.likeness(question, least=_ALIKE)
    )
    return tuple(term for term in near if term not in known and term not in folded)[:_MOST]


def akin(index: Index, question: str, *, terms: Sequence[str]) -> tuple[str, ...]:
    """Those of the terms that the question can mean, as far as the model tells."""
    if not terms:
        return ()
    asked = index.embedder.embed([question], Role.QUERY)[0]
    close = index.embedder.embed(list(terms)) @ asked
    return tuple(term for term, cosine in zip(terms, close, strict=True) if cosine >= _AKIN)
