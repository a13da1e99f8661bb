"""Whether a claim holds by its sources: clause by clause, facts exactly, other words by closeness.

Each clause is aligned with the sentence that shares most with it. A clause whose words stand there
holds unless a fact differs; one in other words holds if the models find all of it close and its
facts agree. A claim is what the worst of its clauses is, or partly true where they disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus import sentence_spans
from index import Index

from .align import Alignment, Span, align
from .atoms import Atoms, atoms_of
from .dates import dates
from .differ import CONTRADICTS, Difference, Kind, differences
from .folded import folded
from .lexicon import weighty
from .reasons import reasons
from .types import ClaimCheck, Verdict

# Clauses shorter than this say nothing alone and are read with their neighbour.
_SHORT = 4
# How many sentences of the sources a clause is aligned with.
_CANDIDATES = 3
# A clause that shares less of its weight than this is in other words.
_OWN_WORDS = 0.4
# Late interaction of clause with sentence: close enough to hold, or to be about the same thing.
_CLOSE, _NEAR = 0.8, 0.5
# Words that the model takes for each other.
_SYNONYMS = 0.5


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of source number `source`, from `start` on, ready to be aligned with."""

    source: int
    start: int
    atoms: Atoms
    pairs: frozenset[tuple[str, str]]
    matcher: SequenceMatcher[str]


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one clause is by its best sentence."""

    verdict: Verdict
    matched: int
    sentence: _Sentence
    span: Span
    found: tuple[Difference, ...]


class Checker:
    """Checks claims against sources with the models of an index; safe to share between threads."""

    def __init__(self, index: Index) -> None:
        """Take the index whose models and glossary are used."""
        self._index = index

    def check_claim(
        self, claim: str, sources: Sequence[str], *, context: Sequence[str] = ()
    ) -> ClaimCheck:
        """The verdict on a claim, its best span in the sources, and why.

        `context` is what the places of the sources say by themselves (title, headings): years and
        names in it count as said.
        """
        atoms = atoms_of(claim)
        sentences = [s for number, text in enumerate(sources) for s in _sentences(number, text)]
        if not sentences or not atoms.atoms:
            return ClaimCheck(Verdict.NOT_FOUND, None, 0, 0)
        said = frozenset(part.key for part in dates(folded("\n".join((*sources, *context))).text))
        clauses = [
            self._clause(atoms, clause, sentences=sentences, said=said)
            for clause in _clauses(atoms)
        ]
        return _summed(claim, clauses)

    def _clause(
        self, claim: Atoms, clause: Span, *, sentences: Sequence[_Sentence], said: frozenset[str]
    ) -> _Clause:
        judged = [
            self._judged(claim, clause, sentence=sentence, said=said)
            for sentence in _candidates(claim, clause, sentences)
        ]
        best = max(judged, key=lambda one: (one.matched, one.verdict is Verdict.SUPPORTED))
        whole = [one for one in judged if one.verdict is Verdict.SUPPORTED]
        # Said in full elsewhere: what comes closest by its words may be about something else.
        return next((one for one in whole if one.matched >= 0.8 * best.matched), best)

    def _judged(self, claim: Atoms, clause: Span, *, sentence: _Sentence, said: frozenset[str]) -> _Clause:
        found = align(claim, clause, matcher=sentence.matcher, source=sentence.atoms)
        left = tuple(
            one
            for one in differences(found)
            if not (one.kind is Kind.DATE and not one.source and _told(one, said))
            and not self._synonymous(one)
        )
        verdict = self._verdict(found, left)
        if verdict is Verdict.NOT_FOUND:
            left = (Difference(Kind.ADDED, claim.shown(*clause)),)
        return _Clause(verdict, found.matched, sentence, found.span, left)

    def _synonymous(self, one: Difference) -> bool:
        if one.kind is not Kind.WORDS:
            return False
        first, second = self._index.embedder.embed([one.claim, one.source])
        return float(first @ second) >= _SYNONYMS

    def _verdict(self, found: Alignment, left: tuple[Difference, ...]) -> Verdict:
        if _share(found) < _OWN_WORDS:
            return self._by_closeness(found, left)
        if any(one.contradicts for one in left):
            return Verdict.CONTRADICTED
        return Verdict.PARTLY if left else Verdict.SUPPORTED

    def _by_closeness(self, found: Alignment, left: tuple[Difference, ...]) -> Verdict:
        clause = found.claim.shown(*found.clause)
        score = float(self._index.late.score_texts(clause, [found.source.text])[0])
        if score < _NEAR:
            return Verdict.NOT_FOUND
        if any(one.kind in CONTRADICTS for one in left):
            return Verdict.CONTRADICTED
        return Verdict.SUPPORTED if score >= _CLOSE else Verdict.PARTLY


def _sentences(number: int, text: str) -> Iterator[_Sentence]:
    for start, end in sentence_spans(text):
        atoms = atoms_of(text[start:end])
        matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
        matcher.set_seq2(atoms.keys)
        yield _Sentence(number, start, atoms, _pairs(atoms.keys), matcher)


def _pairs(keys: Sequence[str]) -> frozenset[tuple[str, str]]:
    return frozenset(zip(keys, keys[1:], strict=False))


def _clauses(claim: Atoms) -> Iterator[Span]:
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


def _candidates(
    claim: Atoms, clause: Span, sentences: Sequence[_Sentence]
) -> list[_Sentence]:
    """The sentences that share most pairs of atoms with the clause, then with the claim."""
    ours, whole = _pairs(claim.keys[slice(*clause)]), _pairs(claim.keys)
    ranked = sorted(sentences, key=lambda s: (-len(ours & s.pairs), -len(whole & s.pairs)))
    return ranked[:_CANDIDATES]


def _told(one: Difference, said: frozenset[str]) -> bool:
    """Whether a date that the sentence lacks is one that its source speaks of."""
    return {part.key for part in dates(folded(one.claim).text)} <= said


def _share(found: Alignment) -> float:
    """The share of the clause's weight that stands in the source."""
    missing = sum(len(weighty(found.claim.words(*gap.claim))) for gap in found.gaps)
    return found.matched / (found.matched + missing) if found.matched else 0.0


def _summed(claim: str, clauses: Sequence[_Clause]) -> ClaimCheck:
    verdicts = {clause.verdict for clause in clauses}
    best = max(clauses, key=lambda clause: clause.matched)
    if Verdict.CONTRADICTED in verdicts:
        verdict = Verdict.CONTRADICTED
    elif len(verdicts) == 1:
        verdict = verdicts.pop()
    else:
        verdict = Verdict.PARTLY
    if verdict is Verdict.NOT_FOUND:
        return ClaimCheck(verdict, None, 0, 0, reasons(claim, (), verdict=verdict))
    near = [c for c in clauses if c.sentence is best.sentence and c.matched]
    start = best.sentence.start + min((c.span[0] for c in near), default=0)
    end = best.sentence.start + max((c.span[1] for c in near), default=0)
    if start == end:
        end = start + len(best.sentence.atoms.text)
    found = [one for clause in clauses for one in clause.found]
    return ClaimCheck(verdict, best.sentence.source, start, end, reasons(claim, found, verdict=verdict))
