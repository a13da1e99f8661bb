"""Aligning a clause of a claim with a sentence of a source: what they share, and what differs.

Longest common runs first (Ratcliff and Obershelp, as in difflib), then runs too short or too far
from the rest are dropped: single characters in common are chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from .atoms import Atoms

Span = tuple[int, int]

# A run this far from the rest of its clause belongs to something else.
_REACH = 30
# Single characters count beside a run at most this far away.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Run:
    """`size` atoms from `claim` of the claim that equal those from `source` of the source."""

    claim: int
    source: int
    size: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Atoms of claim and source between two runs; `inner` where runs lie on both sides."""

    claim: Span
    source: Span
    inner: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The runs of a clause in a source and the gaps around them; no runs, no gaps."""

    claim: Atoms
    source: Atoms
    clause: Span
    runs: tuple[Run, ...]
    gaps: tuple[Gap, ...]

    @property
    def matched(self) -> int:
        """How many atoms of the clause stand in the source, in order."""
        return sum(run.size for run in self.runs)

    @property
    def reach(self) -> Span:
        """The atoms of the source's clauses that the runs lie in; nothing where there are none."""
        return (self.gaps[0].source[0], self.gaps[-1].source[1]) if self.gaps else (0, 0)

    @property
    def span(self) -> Span:
        """Where those clauses stand in the source, in characters."""
        first, last = self.reach
        if first == last:
            return 0, 0
        return self.source.atoms[first].start, self.source.atoms[last - 1].end


def align(claim: Atoms, clause: Span, *, source: Atoms) -> Alignment:
    """Align atoms `clause` of a claim with a sentence."""
    ours = claim.keys[slice(*clause)]
    matcher: SequenceMatcher[str] = SequenceMatcher(None, ours, source.keys, autojunk=False)
    found = [Run(b.a + clause[0], b.b, b.size) for b in matcher.get_matching_blocks() if b.size]
    # Where there is nothing better, a listed word in common is more than a character.
    runs = _together([run for run in found if _counts(run, found, claim=claim)]) or _together(
        [run for run in found if claim.atoms[run.claim].group]
    )
    gaps = tuple(_gaps(runs, clause, source=source)) if runs else ()
    return Alignment(claim, source, clause, tuple(runs), gaps)


def _counts(run: Run, runs: Sequence[Run], *, claim: Atoms) -> bool:
    """Whether a run is more than chance: several atoms, a fact, or one beside such a run."""
    if _solid(run, claim):
        return True
    return any(
        0 <= later.claim - earlier.claim - earlier.size <= _BESIDE
        and later.source - earlier.source - earlier.size <= _BESIDE
        for other in runs
        if _solid(other, claim)
        for earlier, later in ((run, other), (other, run))
    )


def _solid(run: Run, claim: Atoms) -> bool:
    return run.size > 1 or claim.atoms[run.claim].fact is not None


def _together(runs: Sequence[Run]) -> list[Run]:
    """The heaviest chain of runs that lie close enough in the source."""
    chains: list[list[Run]] = []
    for run in runs:
        last = chains[-1][-1] if chains else None
        if last and run.source - last.source - last.size <= _REACH:
            chains[-1].append(run)
        else:
            chains.append([run])
    return max(chains, key=lambda chain: sum(run.size for run in chain), default=[])


def _gaps(runs: Sequence[Run], clause: Span, *, source: Atoms) -> Iterator[Gap]:
    first, last = runs[0], runs[-1]
    before = source.clause(first.source)[0]
    yield Gap((clause[0], first.claim), (before, first.source), inner=False)
    for one, two in pairwise(runs):
        ends = one.claim + one.size, one.source + one.size
        yield Gap((ends[0], two.claim), (ends[1], two.source), inner=True)
    ends = last.claim + last.size, last.source + last.size
    after = source.clause(ends[1] - 1)[1]
    yield Gap((ends[0], clause[1]), (ends[1], after), inner=False)
