"""The fit of refusals, on an assistant whose signals are made."""

from dataclasses import dataclass, field

import pytest

from corpus import parse_document
from evals import GoldError, fit_refusal, fold_lines
from evals.types import Evidence, GoldQuestion, Kind, Span, Style
from index import ModelInfo
from rag import SIGNALS, Answer, Language, Weighed
from rag.evidence import Missing, Need
from tests.rag.made import hit

_NAMES = tuple(SIGNALS)
_GOOD, _BAD = 0.9, 0.1


def _question(number: int, *, answerable: bool) -> GoldQuestion:
    span = Span("甲", number * 10, number * 10 + 5, "d")
    return GoldQuestion(
        *(f"q{number:03}", Language.ZH),
        *(Kind.NUMBER if answerable else Kind.UNANSWERABLE, Style.REPORT),
        *(f"{'有' if answerable else '无'}{number}", (), "", ()),
        (Evidence(span),) if answerable else (),
        "dev",
    )


def _signals(dense: float) -> tuple[float, ...]:
    return tuple({"dense": dense, "unmet": 1 - dense}.get(name, 0.0) for name in _NAMES)


@dataclass
class _Assistant:
    """Evidence stands at ten times a question's number; a hit there is good, another bad."""

    absent: frozenset[str] = frozenset()
    documents: tuple = (parse_document("报告\n一、总报告\n正文。\n", doc_id="d"),)
    asked: list[str] = field(default_factory=list)

    @property
    def index(self):
        return type("_Index", (), {"embedder": type("_E", (), {"info": ModelInfo("m", "abc", 2)})})

    def ask(self, question: str, *, history=()) -> Answer:
        self.asked.append(question)
        return Answer(question, Language.ZH, "")

    def search(self, query: str, *, top_k: int):
        return (hit("文" * 5, start=int(query[1:]) * 10),) if query[0] == "有" else ()

    def weigh(self, question: str, *, history=(), hits=()) -> Weighed:
        if question in self.absent:
            return Weighed(Missing(Need.PLACE, "海淀"))
        right = any(found.start == int(question[1:]) * 10 for found in hits)
        return Weighed(signals=_signals(_GOOD if right else _BAD))


_QUESTIONS = [_question(n, answerable=n % 3 > 0) for n in range(60)]


def test_evidence_that_is_there_is_told_from_evidence_that_is_not() -> None:
    assistant = _Assistant()
    fitted = fit_refusal(assistant, _QUESTIONS, max_false=0.0)
    assert (fitted.overall.recall, fitted.overall.false_refusals) == (1.0, 0.0)
    assert [fold.precision for fold in fitted.folds] == [1.0] * 5
    fit = fitted.fit
    assert fit.probability(_signals(_GOOD)) < fit.threshold < fit.probability(_signals(_BAD))
    assert (fit.model, fit.model_sha256) == ("m", "abc")
    assert fit.documents == (assistant.documents[0].sha256,)
    assert assistant.asked == [question.question for question in _QUESTIONS]


def test_the_same_questions_give_the_same_fit_and_every_weight_its_sign() -> None:
    fits = [fit_refusal(_Assistant(), _QUESTIONS, max_false=0.04) for _ in range(2)]
    assert fits[0] == fits[1]
    for weight, sign in zip(fits[0].fit.weights, SIGNALS.values(), strict=True):
        assert weight * sign >= 0


def test_what_a_constraint_refuses_counts_but_is_not_fitted() -> None:
    absent = frozenset(q.question for q in _QUESTIONS if not q.answerable)
    fitted = fit_refusal(_Assistant(absent), _QUESTIONS, max_false=0.0)
    assert fitted.overall.recall == 1.0
    lost = frozenset({"有1", "有2"})
    fitted = fit_refusal(_Assistant(lost), _QUESTIONS, max_false=0.0)
    assert fitted.overall.false_refusals == pytest.approx(2 / 40)


def test_the_folds_are_a_table() -> None:
    lines = fold_lines(fit_refusal(_Assistant(), _QUESTIONS, max_false=0.0)).splitlines()
    assert lines[0] == "| fold | precision | recall | false refusals |"
    assert lines[2] == "| 1 | 1.00 | 1.00 | 0.00 |"
    assert lines[-1] == "| all | 1.00 | 1.00 | 0.00 |"


def test_too_few_questions_are_refused() -> None:
    with pytest.raises(GoldError, match="40 answerable and 0 unanswerable"):
        fit_refusal(_Assistant(), [q for q in _QUESTIONS if q.answerable], max_false=0.04)
