"""Fitting when to refuse: a logistic function of a question's signals, on gold questions.

An unanswerable gold question has no answer; nor has an answerable one once the passages that hold
its evidence are hidden, or when it is asked of another question's passages. The last two weigh less
than the first, and see to it that the fit learns what missing evidence looks like rather than what
the unanswerable questions happened to be about. Questions that a constraint refuses by itself are
no part of the fit. Cross-validated by question; the same input gives the same fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rag import SIGNALS, Assistant, RefusalFit, Weighed

from .errors import GoldError
from .measures import overlaps
from .runner import Tick
from .types import GoldQuestion

_Array = npt.NDArray[np.float64]

# What a made case counts beside a gold question: tried on the dev questions of both files; more of
# either buys recall on made cases with recall on gold ones.
_HIDDEN, _FOREIGN = 0.1, 0.1
_RIDGE = 10.0
_FOLDS = 5
# Hits to choose from once the evidence is hidden; the answerer reads the first of them.
_DEPTH = 20
# The evidence of question i is sought among the passages of question i + this.
_SHIFT = 37
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Fold:
    """How questions fared that the fit had not seen; constraints count as refusals.

    `precision` is None where nothing was refused.
    """

    precision: float | None
    recall: float
    false_refusals: float


@dataclass(frozen=True, slots=True)
class FittedRefusal:
    """A fit, its folds, and how all gold questions fared out of their folds."""

    fit: RefusalFit
    folds: tuple[Fold, ...]
    overall: Fold


@dataclass(frozen=True, slots=True)
class _Cases:
    """One row a case: its signals, whether it has no answer, its weight (0: not fitted), its fold.

    `gold` marks the gold questions themselves, `refused` those that a constraint refuses.
    """

    signals: _Array
    unanswerable: _Array
    weight: _Array
    fold: npt.NDArray[np.int64]
    gold: npt.NDArray[np.bool_]
    refused: npt.NDArray[np.bool_]


def fit_refusal(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    *,
    max_false: float,
    tick: Tick = lambda: None,
) -> FittedRefusal:
    """Fit weights and threshold; at most `max_false` of the answerable questions are refused.

    That share is kept on questions that the fit had not seen. Raises GoldError for too few.
    """
    _check(questions)
    cases = _cases(assistant, questions, tick=tick)
    unseen = np.zeros(len(cases.weight))
    for fold in range(_FOLDS):
        held_out = cases.fold == fold
        weights = _weights(cases, ~held_out)
        unseen[held_out] = _probabilities(weights, cases.signals[held_out])
    threshold = _threshold(cases, unseen, max_false=max_false)
    intercept, *slopes = _weights(cases, cases.weight > 0).round(6).tolist()
    model = assistant.index.embedder.info
    fit = RefusalFit(
        model=model.name,
        model_sha256=model.sha256,
        documents=tuple(sorted(document.sha256 for document in assistant.documents)),
        intercept=intercept,
        weights=tuple(slopes),
        threshold=round(threshold, 6),
    )
    refused = cases.refused | (unseen > threshold)
    folds = [_fared(cases, refused, rows=cases.fold == fold) for fold in range(_FOLDS)]
    return FittedRefusal(fit, tuple(folds), _fared(cases, refused, rows=cases.fold >= 0))


def fold_lines(fitted: FittedRefusal) -> str:
    """The folds as a Markdown table."""
    rows = [(str(number), fold) for number, fold in enumerate(fitted.folds, 1)]
    lines = ["| fold | precision | recall | false refusals |", "|---|---|---|---|"]
    for name, fold in (*rows, ("all", fitted.overall)):
        precision = "–" if fold.precision is None else f"{fold.precision:.2f}"
        lines.append(f"| {name} | {precision} | {fold.recall:.2f} | {fold.false_refusals:.2f} |")
    return "\n".join(lines)


def _check(questions: Sequence[GoldQuestion]) -> None:
    answerable = sum(question.answerable for question in questions)
    if min(answerable, len(questions) - answerable) < _FEWEST * _FOLDS // 2:
        raise GoldError(
            f"{answerable} answerable and {len(questions) - answerable} unanswerable questions "
            f"are too few to fit a refusal; write at least {_FEWEST * _FOLDS // 2} of each: "
            "baipishu eval init FILE"
        )


def _cases(assistant: Assistant, questions: Sequence[GoldQuestion], *, tick: Tick) -> _Cases:
    searched = []
    for question in questions:
        answer = assistant.ask(question.question, history=question.history)
        searched.append(assistant.search(answer.query or answer.question, top_k=_DEPTH))
        tick()
    rows: list[tuple[Weighed, bool, float, int, bool]] = []
    order = {True: 0, False: 0}
    for at, question in enumerate(questions):
        fold = order[question.answerable] % _FOLDS
        order[question.answerable] += 1
        hidden = tuple(hit for hit in searched[at] if not overlaps(hit, question))
        foreign = searched[(at + _SHIFT) % len(questions)]
        kinds = [(searched[at], not question.answerable, 1.0, True)]
        if question.answerable:
            kinds += [(hidden, True, _HIDDEN, False), (foreign, True, _FOREIGN, False)]
        for hits, unanswerable, weight, gold in kinds:
            weighed = assistant.weigh(question.question, history=question.history, hits=hits)
            rows.append((weighed, unanswerable, weight, fold, gold))
    return _as_arrays(rows)


def _as_arrays(rows: Sequence[tuple[Weighed, bool, float, int, bool]]) -> _Cases:
    nothing = (0.0,) * len(SIGNALS)
    refused = np.array([weighed.missing is not None for weighed, *_ in rows])
    return _Cases(
        signals=np.array([weighed.signals or nothing for weighed, *_ in rows]),
        unanswerable=np.array([row[1] for row in rows], dtype=float),
        weight=np.where(refused, 0.0, [row[2] for row in rows]),
        fold=np.array([row[3] for row in rows]),
        gold=np.array([row[4] for row in rows]),
        refused=refused,
    )


def _weights(cases: _Cases, rows: npt.NDArray[np.bool_]) -> _Array:
    """Intercept and weights of a ridge logistic regression, each weight of the sign it may have."""
    # Reading scipy takes longer than the fit.
    from scipy.optimize import minimize

    fitted = rows & (cases.weight > 0)
    values, truth = cases.signals[fitted], cases.unanswerable[fitted]
    middle, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.c_[np.ones(len(values)), (values - middle) / spread]
    ridge = np.array([0.0, *[_RIDGE] * len(SIGNALS)])
    weight = cases.weight[fitted]

    def loss(guess: _Array) -> tuple[float, _Array]:
        logits = scaled @ guess
        miss = weight * (1 / (1 + np.exp(-logits)) - truth)
        total = float((weight * (np.logaddexp(0, logits) - truth * logits)).sum())
        return total + float(ridge @ guess**2) / 2, scaled.T @ miss + ridge * guess

    bounds = [(None, None), *(_BOUNDS[sign] for sign in SIGNALS.values())]
    start = np.zeros(scaled.shape[1])
    found: Any = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = found[1:] / spread
    return np.array([found[0] - slopes @ middle, *slopes])


_BOUNDS: dict[int, tuple[float | None, float | None]] = {
    -1: (None, 0.0),
    0: (None, None),
    1: (0.0, None),
}


def _probabilities(weights: _Array, signals: _Array) -> _Array:
    result: _Array = 1 / (1 + np.exp(-(weights[0] + signals @ weights[1:])))
    return result


def _threshold(cases: _Cases, unseen: _Array, *, max_false: float) -> float:
    """The lowest threshold that refuses no more answerable questions than allowed."""
    answerable = cases.gold & (cases.unanswerable == 0)
    allowed = int(max_false * answerable.sum()) - int((answerable & cases.refused).sum())
    found = np.sort(unseen[answerable & ~cases.refused])[::-1]
    return float(found[min(max(allowed, 0), len(found) - 1)])


def _fared(cases: _Cases, refused: npt.NDArray[np.bool_], *, rows: npt.NDArray[np.bool_]) -> Fold:
    gold = cases.gold & rows
    unanswerable, answerable = gold & (cases.unanswerable == 1), gold & (cases.unanswerable == 0)
    caught = int((refused & unanswerable).sum())
    lost = int((refused & answerable).sum())
    return Fold(
        precision=caught / (caught + lost) if caught + lost else None,
        recall=caught / int(unanswerable.sum()),
        false_refusals=lost / int(answerable.sum()),
    )
