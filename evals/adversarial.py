"""True and changed claims made from documents, and how well the checker tells them apart.

The same seed gives the same claims. Half of them are held against the one sentence that they come
from, half against its whole passage, where there is more to mistake for support.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from corpus import Passage, PassageKind, clause_spans, load_document, sentence_spans, split
from rag import Checker, Verdict

from .alterations import ALTERATIONS, Material
from .rewordings import REWORDINGS

_LAWS = Path(__file__).with_name("laws")
_BY_HAND = Path(__file__).with_name("claims.jsonl")
# Shorter sentences say too little to be changed, longer ones are several.
_SHORTEST, _LONGEST = 15, 140
_TRUE_EACH, _CHANGED_EACH = 60, 40
# Evidence that shares more of its character pairs with a claim may support it after all.
_TOO_MUCH_ALIKE = 0.5
_TITLE = re.compile(r"《[^《》]{4,40}》")


@dataclass(frozen=True, slots=True)
class Sample:
    """A claim and the evidence that it cites; `kind` says how it was reworded or changed."""

    corpus: str
    kind: str
    true: bool
    claim: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims of a kind were judged anything but supported, and how long that took."""

    corpus: str
    kind: str
    true: bool
    total: int
    flagged: int
    contradicted: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Base:
    """A sentence, the passage that it stands in, and the passage after that."""

    sentence: str
    passage: str
    next_passage: str


def samples(corpus: str, passages: Sequence[Passage], *, seed: int = 0) -> tuple[Sample, ...]:
    """True and changed claims about the passages, every kind as often as they allow."""
    rng = random.Random(f"{seed} {corpus}")
    bases = list(_bases(passages))
    rng.shuffle(bases)
    material = _material(bases, rng)
    made: list[Sample] = []
    for kind, reword in REWORDINGS.items():
        texts = ((base, reword(_reworded(base.sentence, rng), rng)) for base in bases)
        made += _taken(texts, corpus=corpus, kind=kind, rng=rng)
    for kind, alter in ALTERATIONS.items():
        texts = ((base, alter(_reworded(base.sentence, rng), material)) for base in bases)
        made += _taken(texts, corpus=corpus, kind=kind, rng=rng, true=False)
    return (*made, *_swapped_citations(bases, corpus=corpus))


def law_passages() -> tuple[Passage, ...]:
    """The passages of the second corpus, thirty-six statutes."""
    documents = (load_document(path) for path in sorted(_LAWS.glob("*.txt")))
    return tuple(passage for document in documents for passage in split(document))


def by_hand() -> tuple[Sample, ...]:
    """Claims in words of their own, written by hand after the rules were done."""
    rows = map(json.loads, _BY_HAND.read_text(encoding="utf-8").splitlines())
    return tuple(
        Sample("by hand", row["kind"], row["true"], row["claim"], row["evidence"]) for row in rows
    )


def tally(checker: Checker, claims: Iterable[Sample]) -> tuple[Tally, ...]:
    """How the checker judged every kind of every corpus, in order."""
    counted: dict[tuple[str, str, bool], list[tuple[Verdict, float]]] = defaultdict(list)
    for sample in claims:
        began = perf_counter()
        verdict = checker.check_claim(sample.claim, [sample.evidence]).verdict
        key = sample.corpus, sample.kind, sample.true
        counted[key].append((verdict, perf_counter() - began))
    return tuple(
        Tally(
            *key,
            total=len(found),
            flagged=sum(verdict is not Verdict.SUPPORTED for verdict, _ in found),
            contradicted=sum(verdict is Verdict.CONTRADICTED for verdict, _ in found),
            seconds=sum(seconds for _, seconds in found),
        )
        for key, found in counted.items()
    )


def _bases(passages: Sequence[Passage]) -> Iterator[_Base]:
    texts = [passage.text for passage in passages if passage.kind is PassageKind.TEXT]
    for text, following in zip(texts, (*texts[1:], texts[0]), strict=True):
        for start, end in sentence_spans(text):
            if _SHORTEST <= end - start <= _LONGEST:
                yield _Base(text[start:end], text, following)


def _reworded(sentence: str, rng: random.Random) -> str:
    """Half of the sentences in other words already, so that changes come on top of rewordings."""
    if rng.random() < 0.5:
        return sentence
    return rng.choice(list(REWORDINGS.values()))(sentence, rng) or sentence


def _material(bases: Sequence[_Base], rng: random.Random) -> Material:
    texts = [base.sentence for base in bases]
    clauses = {
        text[start:end].rstrip("，,；;：:。")
        for text in texts
        for start, end in clause_spans(text)
        if end - start >= _SHORTEST
    }
    titles = {title for text in texts for title in _TITLE.findall(text)}
    return Material(tuple(sorted(titles)), tuple(sorted(clauses)), rng)


def _taken(
    texts: Iterable[tuple[_Base, str | None]],
    *,
    corpus: str,
    kind: str,
    rng: random.Random,
    true: bool = True,
) -> list[Sample]:
    """The first claims of a kind that could be made, and whose change changed something."""
    taken: list[Sample] = []
    for base, text in texts:
        evidence = base.sentence if rng.random() < 0.5 else base.passage
        if text and (true or not _stands(text, evidence)):
            taken.append(Sample(corpus, kind, true, text, evidence))
        if len(taken) == (_TRUE_EACH if true else _CHANGED_EACH):
            break
    return taken


def _swapped_citations(bases: Sequence[_Base], *, corpus: str) -> Iterator[Sample]:
    """Sentences that cite the passage after their own."""
    apart = [base for base in bases if _alike(base.sentence, base.next_passage) < _TOO_MUCH_ALIKE]
    for base in apart[:_CHANGED_EACH]:
        yield Sample(corpus, "citation", False, base.sentence, base.next_passage)


def _stands(text: str, evidence: str) -> bool:
    """Whether every clause of a text is in the evidence, so that nothing has been changed."""
    clauses = (text[start:end].rstrip("，,；;：:。") for start, end in clause_spans(text))
    return all(clause in evidence for clause in clauses)


def _alike(claim: str, evidence: str) -> float:
    ours, theirs = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (claim, evidence))
    return len(ours & theirs) / len(ours)
