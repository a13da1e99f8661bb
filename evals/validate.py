"""Checking a gold file against its documents: `python -m evals.gold [FILE] [--index DIR]`.

Prints the make-up of the set and the overlap of its questions with their evidence; exits 2 and
lists every problem, with the id, where the file is not sound.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from corpus import Document
from rag import Language, language_of

from .errors import GoldError
from .gold import load_gold
from .locate import misplaced
from .match import contains, lacking, normal
from .overlap import content_words, share_worded_away, shared_words
from .starter import UNWRITTEN
from .types import GoldQuestion, Kind, Style

# Two questions whose character bigrams overlap this much (Jaccard) ask the same thing.
_NEAR_DUPLICATE = 0.8


def problems(
    questions: Sequence[GoldQuestion],
    documents: Sequence[Document],
    *,
    every_section: bool = True,
) -> list[str]:
    """Everything that is wrong with a gold set, one line each, in order of the questions.

    `every_section`: whether a section that no question is about is wrong too.
    """
    found = [f"{q.id}: {problem}" for q in questions for problem in _problems_of(q, documents)]
    written = [q for q in questions if q.question != UNWRITTEN]
    found += _near_duplicates(written)
    return [*found, *_uncovered(questions, documents)] if every_section else found


def _problems_of(question: GoldQuestion, documents: Sequence[Document]) -> Iterator[str]:
    if question.question == UNWRITTEN:
        yield "the question is still to be written: ask what the evidence answers, in your words"
    else:
        yield from _wrong_language(question)
    if not question.answerable:
        if question.evidence or question.must or not question.note:
            yield "an unanswerable question has no evidence, no must, and a note that says why"
        return
    if not question.evidence or not question.must:
        yield "an answerable question needs evidence and must"
    yield from misplaced(question, documents)
    yield from _bad_must(question)
    if question.kind is Kind.FOLLOW_UP and not question.history:
        yield "a follow-up needs a history"
    if question.lang is not Language.EN and question.style is Style.REWORDED:
        shared = shared_words(question)
        if shared and question.kind is not Kind.FOLLOW_UP:
            yield f"is called reworded but shares with its evidence: {', '.join(shared)}"


def _bad_must(question: GoldQuestion) -> Iterator[str]:
    quoted = " ".join(evidence.span.text for evidence in question.evidence)
    for wanted in lacking(question.answer, question.must):
        yield f"the reference answer lacks {wanted!r}"
    for wanted in lacking(quoted, question.must):
        yield f"the evidence lacks {wanted!r}"
    for wanted in (wanted for group in question.must for wanted in group):
        if contains(question.question, wanted):
            yield f"the question gives away {wanted!r}"


def _wrong_language(question: GoldQuestion) -> Iterator[str]:
    if language_of(question.question) is not question.lang:
        yield f"lang is {question.lang}, the text reads as {language_of(question.question)}"


def _near_duplicates(questions: Sequence[GoldQuestion]) -> Iterator[str]:
    bigrams = {q.id: _bigrams(" ".join((*q.history, q.question))) for q in questions}
    for (one, a), (two, b) in combinations(bigrams.items(), 2):
        if len(a & b) > _NEAR_DUPLICATE * len(a | b):
            yield f"{one} and {two} ask nearly the same"


def _bigrams(text: str) -> set[str]:
    plain = normal(text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


def _uncovered(questions: Sequence[GoldQuestion], documents: Sequence[Document]) -> Iterator[str]:
    spans = [span for q in questions for evidence in q.evidence for span in evidence.spans]
    for document in documents:
        starts = [span.start for span in spans if span.doc_id in ("", document.doc_id)]
        for section in document.sections:
            has_text = document.text[section.body : section.end].strip()
            if has_text and not any(section.start <= start < section.end for start in starts):
                yield f"no question about {' › '.join(section.path)}"


def summary(questions: Sequence[GoldQuestion]) -> str:
    """The make-up of a set and how far its Chinese questions are worded from the evidence."""
    chinese = [q for q in questions if q.answerable and q.lang is not Language.EN]
    lines = [
        f"{len(questions)} questions",
        *(
            f"{name}: {_counts(Counter(str(getattr(q, name)) for q in questions))}"
            for name in ("split", "lang", "kind", "style")
        ),
        f"answerable Chinese: {len(chinese)}; {_counts(Counter(q.style for q in chinese))}",
        f"no content word shared with the evidence: {share_worded_away(chinese):.1%} of them",
    ]
    for style in Style:
        of_style = [q for q in chinese if q.style is style]
        shares = [len(shared_words(q)) / max(1, len(content_words(q.question))) for q in of_style]
        mean = sum(shares) / max(1, len(shares))
        lines.append(f"  {style}: {mean:.1%} of a question's content words are in its evidence")
    return "\n".join(lines)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Validate the gold file named, or the shipped one, against the shipped report."""
    from corpus import shipped_report

    names = sys.argv[1:] if arguments is None else arguments
    try:
        questions = load_gold(Path(names[0]) if names else None)
    except GoldError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    sys.stdout.write(summary(questions) + "\n")
    found = problems(questions, [shipped_report()])
    for line in found:
        sys.stderr.write(f"{line}\n")
    sys.exit(2 if found else 0)
