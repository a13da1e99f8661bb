"""A first gold file for one's own index: real sentences to ask about, the questions left open."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus import Document, Passage, PassageKind, sentence_spans
from rag import Language, language_of

from .errors import GoldError
from .match import contains
from .types import Evidence, GoldQuestion, Kind, Span, Split, Style

UNWRITTEN = "(write the question here)"
"""The question of a row that is still to be written; `evals.validate` reports it."""

STARTER_HELP = f"""\
Each line is one question. Replace {UNWRITTEN!r} in every row, then fill in:
  question  what a reader would ask, in their words, without the words of must
  lang      zh, zh-Hant or en: the language of the question
  kind      {", ".join(Kind)}
  style     report (the document's words), reworded (none of them), noisy (typing errors)
  history   earlier questions that a follow-up needs, else []
  answer    a short right answer
  must      what a right answer contains: one list of alternatives for each thing
  evidence  sentences that answer it, exact: text, start and end in the document
            (baipishu search finds more); alternatives say the same elsewhere;
            doc_id where the index has several documents
  split     dev to look at while tuning, test to leave alone
  note      for an unanswerable question: why the documents do not answer it
"""
"""What the fields mean; JSON Lines have no comments, so it is said beside the file."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?:[%％]|[\u4e00-\u9fff])?")
# Most sentences of a report say when; few readers ask for it.
_DATE = re.compile(r"(?:19|20)\d\d年?|\d{1,2}[月日]")
_NAME = re.compile(r"《[^》]+》|“([^”]+)”")
# Shorter sentences are titles, longer ones hold several facts.
_LENGTHS = range(12, 121)
# Of five rows one is left for a question without an answer, and two are kept for testing.
_UNANSWERABLE_EVERY = 5
_TEST_EVERY, _TEST_FROM = 5, 3


class _Fact(NamedTuple):
    """A sentence that states a figure or a name."""

    span: Span
    wanted: str


def starter_gold(
    documents: Sequence[Document], passages: Sequence[Passage], *, count: int, seed: int
) -> tuple[GoldQuestion, ...]:
    """At most `count` rows, 1 or more: evidence spread over the passages, a fifth without any.

    The figure or name in the sentence is its must. Raises GoldError where no sentence has one.
    """
    named = len(documents) > 1
    facts = [fact for p in passages if (fact := next(_facts(p, named=named), None)) is not None]
    if not facts:
        raise GoldError("no sentence with a figure or a name to ask about; write the file by hand")
    answerable = _spread(facts, count - count // _UNANSWERABLE_EVERY, seed=seed)
    rows = [_answerable(number, fact) for number, fact in enumerate(answerable, 1)]
    spare = range(len(rows) + 1, len(rows) + 1 + count // _UNANSWERABLE_EVERY)
    return (*rows, *map(_unanswerable, spare))


def _facts(passage: Passage, *, named: bool) -> Iterator[_Fact]:
    if passage.kind is not PassageKind.TEXT:
        return
    for start, end in sentence_spans(passage.text):
        text = passage.text[start:end]
        wanted = _wanted(text) if len(text) in _LENGTHS else None
        if wanted:
            doc_id = passage.doc_id if named else ""
            yield _Fact(Span(text, passage.start + start, passage.start + end, doc_id), wanted)


def _wanted(sentence: str) -> str | None:
    """The first figure, else the first name, that `contains` finds in its own sentence."""
    figures = (found for found in _FIGURE.findall(sentence) if not _DATE.fullmatch(found))
    names = (match[1] or match[0] for match in _NAME.finditer(sentence))
    found = (*figures, *names)
    return next((wanted for wanted in found if contains(sentence, wanted)), None)


def _spread(facts: Sequence[_Fact], count: int, *, seed: int) -> list[_Fact]:
    """One of each of `count` equal stretches, in order."""
    count = min(count, len(facts))
    bounds = [number * len(facts) // count for number in range(count + 1)]
    chosen = random.Random(seed)
    return [facts[chosen.randrange(*pair)] for pair in pairwise(bounds)]


def _answerable(number: int, fact: _Fact) -> GoldQuestion:
    return GoldQuestion(
        id=f"q{number:03}",
        lang=language_of(fact.span.text),
        kind=Kind.NUMBER if fact.wanted[0].isdigit() else Kind.NAME,
        style=Style.REPORT,
        question=UNWRITTEN,
        history=(),
        answer=fact.span.text,
        must=((fact.wanted,),),
        evidence=(Evidence(fact.span),),
        split=_split(number),
    )


def _unanswerable(number: int) -> GoldQuestion:
    return GoldQuestion(
        id=f"q{number:03}",
        lang=Language.ZH,
        kind=Kind.UNANSWERABLE,
        style=Style.REWORDED,
        question=UNWRITTEN,
        history=(),
        answer="",
        must=(),
        evidence=(),
        split=_split(number),
        note="(say why the documents do not answer it)",
    )


def _split(number: int) -> Split:
    return "test" if number % _TEST_EVERY >= _TEST_FROM else "dev"
