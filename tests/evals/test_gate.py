"""The gate lets the accepted system pass and stops each of four injected faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from corpus import sentence_spans
from evals.errors import RunError
from evals.gate import failures, parse_allowed, write_baseline
from evals.gold import load_gold
from evals.runner import measure
from index import IndexOptions, build_index, open_index
from rag import Answer, Assistant, RefusalOptions, Settings

pytestmark = pytest.mark.slow

_ALLOWED = {
    "every_evidence@5": 0.02,
    "dense_evidence@5": 0.05,
    "lexical_evidence@5": 0.05,
    "late_evidence@5": 0.05,
    "correct": 0.02,
    "citation_precision": 0.02,
    "verbatim": 0.0,
    "support": 0.02,
    "refusal_recall": 0.05,
}
# Every third question and all that must be refused: each fault shows beyond chance, in less time.
_QUESTIONS = tuple(
    question
    for number, question in enumerate(load_gold(split="dev"))
    if number % 3 == 0 or not question.answerable
)


class _Shifted(Assistant):
    """An assistant whose citations point one sentence too far."""

    def ask(self, question: str, *, history: tuple[str, ...] = ()) -> Answer:
        answer = super().ask(question, history=history)
        return replace(answer, citations=tuple(map(self._shift, answer.citations)))

    def _shift(self, citation):
        text = self.document(citation.doc_id).text
        start, end = sentence_spans(text[citation.source_end : citation.source_end + 2000])[0]
        moved = citation.source_end
        return replace(
            citation,
            quote=text[moved + start : moved + end],
            source_start=moved + start,
            source_end=moved + end,
        )


def _spaces(assistant: Assistant, tmp_path) -> Assistant:
    index = assistant.index
    options = IndexOptions(tokens="spaces")
    build_index(index.documents, tmp_path, glossary=index.glossary, options=options)
    return Assistant(open_index(tmp_path), assistant.settings)


def _shuffled(assistant: Assistant, tmp_path) -> Assistant:
    index = assistant.index
    passages = np.random.default_rng(1).permutation(len(index.passages))
    found = index.dense.scan

    class Scan:
        def __init__(self, query: str) -> None:
            self.scores = found(query).of(passages)

        def of(self, numbers: np.ndarray) -> np.ndarray:
            return self.scores[numbers]

        def best(self, count: int, within: np.ndarray | None = None) -> np.ndarray:
            return np.argsort(-self.scores)[:count]

    class Shuffled:
        scan = Scan

    return Assistant(replace(index, dense=Shuffled()), assistant.settings)


def _moved(assistant: Assistant, tmp_path) -> Assistant:
    return _Shifted(assistant.index, assistant.settings)


def _never(assistant: Assistant, tmp_path) -> Assistant:
    refusal = RefusalOptions(threshold=9.0, constraints=False)
    return Assistant(assistant.index, replace(assistant.settings, refusal=refusal))


@pytest.fixture(scope="module")
def assistant(shipped_index) -> Assistant:
    return Assistant(shipped_index, Settings())


@pytest.fixture(scope="module")
def baseline(assistant, tmp_path_factory):
    path = tmp_path_factory.mktemp("gate") / "baseline.json"
    write_baseline(measure(assistant, _QUESTIONS), path)
    return path


def test_the_accepted_system_passes(assistant, baseline):
    assert failures(measure(assistant, _QUESTIONS), baseline, allowed=_ALLOWED) == ()


@pytest.mark.parametrize(
    ("fault", "caught"),
    [
        (_spaces, "lexical_evidence@5"),  # BM25 over tokens cut at white space
        (_shuffled, "dense_evidence@5"),  # vectors that belong to other passages
        (_moved, "citation_precision"),  # citations shifted by one sentence
        (_never, "refusal_recall"),  # refusal set to never
    ],
)
def test_each_injected_fault_is_caught(
    assistant, baseline, tmp_path, fault: Callable[..., Assistant], caught: str
):
    run = measure(fault(assistant, tmp_path), _QUESTIONS)
    assert caught in [change.measure for change in failures(run, baseline, allowed=_ALLOWED)]


def test_a_baseline_of_other_questions_is_refused(assistant, baseline):
    run = measure(assistant, _QUESTIONS[:3])
    with pytest.raises(RunError, match=r"was made on gold set .* baipishu eval --save-baseline"):
        failures(run, baseline, allowed={"correct": 0.0})


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "is no baseline"), ("[]", "is no baseline"), ('{"schema": 9}', "schema 9, expected 1")],
)
def test_a_broken_baseline_is_named(assistant, tmp_path, text, said):
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=said):
        failures(measure(assistant, _QUESTIONS[:1]), path, allowed={"correct": 0.0})


def test_an_unknown_measure_is_refused(assistant, baseline):
    with pytest.raises(RunError, match="no measure 'speed' to gate on; there are: every_evidence"):
        failures(measure(assistant, _QUESTIONS[:1]), baseline, allowed={"speed": 0.0})


def test_allowed_drops_are_parsed():
    assert parse_allowed(["correct=0.02", "verbatim=0"]) == {"correct": 0.02, "verbatim": 0.0}
    with pytest.raises(RunError, match="'correct' is not METRIC=DROP"):
        parse_allowed(["correct"])
