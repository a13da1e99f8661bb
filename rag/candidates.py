"""What a claim is compared with: its clauses, and the sentences of the sources that are nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus import sentence_spans

from .align import Span
from .atoms import Atoms, atoms_of

# Clauses of fewer atoms say nothing alone and are read with their neighbour; facts and listed words
# count double.
_SHORT = 4
# A claim that is all commas is read in about so many clauses: each is aligned anew.
_MOST = 24
# Aligning takes the product of the lengths; what is longer than this has no full stops.
_LONGEST = 500
# Clauses of fewer atoms are about what the rest of their claim is about.
_ALONE = 8
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
    cut = (
        (at, atoms_of(text[at : min(at + _LONGEST, end)]))
        for start, end in sentence_spans(text)
        for at in range(start, end, _LONGEST)
    )
    return tuple(Sentence(number, start, atoms, _pairs(atoms.keys)) for start, atoms in cut)


def clauses_of(claim: Atoms) -> Iterator[Span]:
    """The clauses of a claim as spans of atoms, short ones joined to the next or the last."""
    size = len(claim.atoms)
    least = max(_SHORT, -(-_weight(claim, 0, end=size) // _MOST))
    start = 0
    for cut in (*sorted(at for at in claim.breaks if 0 < at < size), size):
        rest = _weight(claim, cut, end=size)
        if cut == size or min(_weight(claim, start, end=cut), rest) >= least:
            yield start, cut
            start = cut


def _weight(claim: Atoms, start: int, *, end: int) -> int:
    return sum(2 if atom.fact or atom.group else 1 for atom in claim.atoms[start:end])


def candidates(
    claim: Atoms, clause: Span, *, sentences: Sequence[Sentence]
) -> list[tuple[Sentence, int]]:
    """The sentences that share most with the clause and its claim, and how much with the claim."""
    ours, whole = _pairs(claim.keys[slice(*clause)]), _pairs(claim.keys)
    shared = [(sentence, len(whole & sentence.pairs)) for sentence in sentences]
    shared.sort(key=lambda pair: -len(ours & pair[0].pairs) - pair[1])
    return shared[:_CANDIDATES]


def stands_alone(clause: Span) -> bool:
    """Whether a clause says enough to be held against a sentence of its own."""
    return clause[1] - clause[0] >= _ALONE


def _pairs(keys: Sequence[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(keys))
