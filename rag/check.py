"""Whether a claim holds by its sources: clause by clause, facts exactly, other words by closeness.

Each clause is aligned with the sentence that shares most with it. A clause whose words stand there
holds unless a fact differs; one in other words holds if the models find all of it close and its
facts agree. A claim is what the worst of its clauses is, or partly true where they disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index import Index

from .across import Terms, differences_across, facts_shared, is_across
from .align import Alignment, Span, align
from .atoms import Atoms, atoms_of
from .candidates import Sentence, candidates, clauses_of, sentences_of, stands_alone
from .differ import differences
from .difference import CONTRADICTS, Difference, Kind
from .folded import folded, without_surrogates
from .lexicon import has_opposite, weighty
from .moments import RELATIVE, date_parts
from .nli import Entailment
from .reasons import across_languages, by_nli, reasons
from .types import ClaimCheck, Verdict

# A clause that shares less of its weight than this is in other words.
_OWN_WORDS = 0.4
# Late interaction of clause with sentence: close enough to hold, or to be about the same thing.
_CLOSE, _NEAR = 0.9, 0.5
# The mean of cosine and late interaction across languages, likewise.
_CLOSE_ACROSS, _NEAR_ACROSS = 0.29, 0.15
# What a share of 1 of the claim's figures and dates adds to it.
_FACTS = 0.3
# The share of what the best sentence has that another must have to be taken for it.
_AS_MUCH = 0.8
# Words that the model takes for each other.
_SYNONYMS = 0.5


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one clause is by its best sentence."""

    verdict: Verdict
    matched: int
    sentence: Sentence
    span: Span
    found: tuple[Difference, ...]


class Checker:
    """Checks claims against sources with the models of an index; safe to share between threads."""

    def __init__(self, index: Index, *, nli: str = "") -> None:
        """Take the index whose models and glossary are used, and maybe a cross-encoder for NLI."""
        self._index = index
        self._entailment = Entailment(nli) if nli else None
        self._terms = Terms(index.glossary)

    def check_claim(
        self, claim: str, sources: Sequence[str], *, context: Sequence[str] = ()
    ) -> ClaimCheck:
        """The verdict on a claim, its best span in the sources, and why.

        `context` is what the places of the sources say by themselves (title, headings): years and
        names in it count as said.
        """
        claim, sources = without_surrogates(claim), [without_surrogates(s) for s in sources]
        atoms = atoms_of(claim)
        sentences = [s for number, text in enumerate(sources) for s in sentences_of(number, text)]
        if not sentences or not atoms.atoms:
            return ClaimCheck(Verdict.NOT_FOUND, None, 0, 0)
        if is_across(claim, "".join(sources)):
            found = self._across(claim, atoms, sentences=sentences)
            return self._second_opinion(claim, found, sources=sources)
        said = frozenset(
            part.key for part in date_parts(folded("\n".join((*sources, *context))).text)
        )
        clauses = [
            self._clause(atoms, clause, sentences=sentences, said=said)
            for clause in clauses_of(atoms)
        ]
        found = _summed(claim, clauses)
        by_facts = any(one.kind in CONTRADICTS for clause in clauses for one in clause.found)
        return found if by_facts else self._second_opinion(claim, found, sources=sources)

    def _second_opinion(
        self, claim: str, found: ClaimCheck, *, sources: Sequence[str]
    ) -> ClaimCheck:
        """What the cross-encoder says where only closeness of meaning was left to decide."""
        if self._entailment is None or found.verdict is Verdict.CONTRADICTED:
            return found
        number = found.source or 0
        premise = sources[number][found.start : found.end] or sources[number]
        verdict = self._entailment.verdict(premise, claim)
        if verdict in (None, found.verdict):
            return found
        start, end = (found.start, found.end) if found.end else (0, len(premise))
        return ClaimCheck(verdict or found.verdict, number, start, end, (by_nli(claim),))

    def _across(self, claim: str, atoms: Atoms, *, sentences: Sequence[Sentence]) -> ClaimCheck:
        """A claim in another language than its sources, by its closest sentence."""
        texts = [sentence.atoms.text for sentence in sentences]
        cosines = self._index.embedder.embed(texts) @ self._index.embedder.embed([claim])[0]
        scores = (cosines + self._index.late.score_texts(claim, texts)) / 2
        # Figures need no translation: they tell the sentence better than words do.
        shared = np.array([facts_shared(atoms, sentence.atoms) for sentence in sentences])
        best = int((scores + _FACTS * shared).argmax())
        found = [
            *differences_across(atoms, sentences[best].atoms),
            *self._terms.missing(claim, folded(texts[best]).text),
        ]
        verdict = _across_verdict(float(scores[best]), found)
        why = (*reasons(claim, found, verdict=verdict), across_languages(claim))
        if verdict is Verdict.NOT_FOUND:
            return ClaimCheck(verdict, None, 0, 0, why)
        chosen = sentences[best]
        end = chosen.start + len(texts[best])
        return ClaimCheck(verdict, chosen.source, chosen.start, end, why, tuple(found))

    def _clause(
        self, claim: Atoms, clause: Span, *, sentences: Sequence[Sentence], said: frozenset[str]
    ) -> _Clause:
        judged = [
            (self._judged(claim, clause, sentence=sentence, said=said), shared)
            for sentence, shared in candidates(claim, clause, sentences=sentences)
        ]
        best, _ = max(judged, key=lambda one: 2 * one[0].matched + one[1])
        if not stands_alone(clause):
            return best
        whole = [one for one, _ in judged if one.verdict is Verdict.SUPPORTED]
        # Said in full elsewhere: what comes closest by its words may be about something else.
        return next((one for one in whole if one.matched >= _AS_MUCH * best.matched), best)

    def _judged(
        self, claim: Atoms, clause: Span, *, sentence: Sentence, said: frozenset[str]
    ) -> _Clause:
        found = align(claim, clause, source=sentence.atoms)
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
        if one.kind is not Kind.WORDS or has_opposite(one.claim) or has_opposite(one.source):
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


def _across_verdict(score: float, found: Sequence[Difference]) -> Verdict:
    if score < _NEAR_ACROSS:
        return Verdict.NOT_FOUND
    if any(one.contradicts for one in found):
        return Verdict.CONTRADICTED
    return Verdict.PARTLY if found or score < _CLOSE_ACROSS else Verdict.SUPPORTED


def _told(one: Difference, said: frozenset[str]) -> bool:
    """Whether a date that the sentence lacks is one that its source speaks of."""
    keys = {part.key for part in date_parts(folded(one.claim).text)}
    return keys <= said and not keys & set(RELATIVE)


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
    found = tuple(dict.fromkeys(one for clause in clauses for one in clause.found))
    why = reasons(claim, found, verdict=verdict)
    return ClaimCheck(verdict, best.sentence.source, start, end, why, found)
