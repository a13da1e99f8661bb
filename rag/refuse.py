"""Refusing: saying plainly that the report does not answer, not quoting what is merely near.

How probable it is that a question has no answer here is a logistic function of its signals. Weights
and threshold are fitted on gold questions (`baipishu eval fit-refusal`) for one model and one set
of documents, which the fit names; elsewhere it still serves, and says that it is not calibrated.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from .errors import SettingsError
from .signals import SIGNALS

_SHIPPED = Path(__file__).with_name("refusal.json")


@dataclass(frozen=True, slots=True)
class RefusalOptions:
    """When to refuse.

    `fit` is a file of `baipishu eval fit-refusal`, "" the shipped one. `threshold` scales the
    fitted one: above 1 refuses less often, 0 always. From `weak` times the limit on, an answer says
    that its evidence is weak. `constraints` says whether a place,
    name, time, unit or premise of the question that the evidence does not meet refuses, too.
    """

    fit: str = ""
    threshold: float = 1.0
    weak: float = 0.6
    constraints: bool = True


@dataclass(frozen=True, slots=True)
class RefusalFit:
    """A fitted decision and what it was fitted for.

    The probability of having no answer is 1 / (1 + exp(-(intercept + sum of weight x signal))), and
    above `threshold` the question is refused.
    """

    model: str
    model_sha256: str
    documents: tuple[str, ...]
    intercept: float
    weights: tuple[float, ...]
    threshold: float

    def probability(self, values: Sequence[float]) -> float:
        """How probable it is that a question with these signals has no answer."""
        total = self.intercept + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-total))

    def covers(self, *, model_sha256: str, documents: Iterable[str]) -> bool:
        """Whether it was fitted for this model and for these documents, by their sha256."""
        return self.model_sha256 == model_sha256 and all(one in self.documents for one in documents)


class Support(StrEnum):
    """What the evidence can carry."""

    ENOUGH = "enough"
    WEAK = "weak"
    NONE = "none"


def support(probability: float, fit: RefusalFit, *, options: RefusalOptions) -> Support:
    """Whether the evidence is enough, weak or none, by how probable it is that there is none."""
    limit = options.threshold * fit.threshold
    if probability > limit:
        return Support.NONE
    return Support.WEAK if probability > options.weak * limit else Support.ENOUGH


def load_fit(options: RefusalOptions) -> RefusalFit:
    """The fit that the options name, or the shipped one; raises SettingsError."""
    path = Path(options.fit).expanduser() if options.fit else _SHIPPED
    try:
        return _parsed(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"cannot read the fit of refusals in {path}: {error}; make one: baipishu eval "
            f"fit-refusal --out {path}"
        ) from error


def fit_text(fit: RefusalFit) -> str:
    """A fit as the text of its file; the weights by the names of their signals."""
    values = asdict(fit) | {"weights": dict(zip(SIGNALS, fit.weights, strict=True))}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _parsed(values: Mapping[str, object]) -> RefusalFit:
    weights = values["weights"]
    if not isinstance(weights, dict) or set(weights) != set(SIGNALS):
        raise ValueError(f"its weights are not those of {', '.join(SIGNALS)}")
    documents = values["documents"]
    if not isinstance(documents, list):
        raise ValueError("documents is no list")
    return RefusalFit(
        model=str(values["model"]),
        model_sha256=str(values["model_sha256"]),
        documents=tuple(map(str, documents)),
        intercept=float(str(values["intercept"])),
        weights=tuple(float(weights[name]) for name in SIGNALS),
        threshold=float(str(values["threshold"])),
    )
