"""What a claim is compared with: its clauses, and the sentences of the sources that are nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus import sentence_spans

from .align import Span
from .atoms import Atoms, atoms_of

# Clauses shorter than this say nothing alone and are read with their neighbour.
_SHORT = 4
# How many sentences of the sources a clause is aligned with.
_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of source number `source`, from `start` on, ready to be aligned with."""

    source: int
    start: int
    atoms: Atoms
    pairs: frozenset[tuple[str, str]]


@lru_cache(maxsize=512)
def sentences_of(number: int, text: str) -> tuple[Sentence, ...]:
    """The sentences of a source; an answer cites the same few for many claims."""
    cut = ((start, atoms_of(text[start:end])) for start, end in sentence_spans(text))
    return tuple(Sentence(number, start, atoms, _pairs(atoms.keys)) for start, atoms in cut)


def clauses_of(claim: Atoms) -> Iterator[Span]:
    """The clauses of a claim as spans of atoms, short ones joined to the next or the last."""
    cuts = [*sorted(at for at in claim.breaks if 0 < at < len(claim.atoms)), len(claim.atoms)]
    start = 0
    for i, cut in enumerate(cuts):
        last = i == len(cuts) - 1
        if cut - start >= _SHORT and (last or len(claim.atoms) - cut >= _SHORT):
            yield start, cut
            start = cut
        elif last:
            yield start, cut


def candidates(claim: Atoms, clause: Span, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that share most pairs of atoms with the clause, then with the claim."""
    ours, whole = _pairs(claim.keys[slice(*clause)]), _pairs(claim.keys)
    ranked = sorted(sentences, key=lambda s: (-len(ours & s.pairs), -len(whole & s.pairs)))
    return ranked[:_CANDIDATES]


def _pairs(keys: Sequence[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(keys))
