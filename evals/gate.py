"""The gate: a change that makes answers worse does not pass.

A baseline is the per-question values of an accepted run; a measure fails when its mean dropped by
more than allowed and the paired 95 % interval of the change excludes 0. Correctness only: latency
depends on the machine and is reported, never gated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .compare import difference
from .errors import RunError
from .gold import fingerprint
from .summary import HEADLINE
from .types import Difference, GoldQuestion, Row, Run, Speed

_SCHEMA = 1
_SHIPPED = Path(__file__).parent / "baselines" / "main.json"
_UNTIMED = Speed(0, 0, 0, 0, 0, 0)


def write_baseline(run: Run, path: Path) -> None:
    """Accept a run: keep what each question scored, and on which gold set."""
    baseline = {
        "schema": _SCHEMA,
        "name": run.name,
        "gold_sha256": run.gold_sha256,
        "measures": {row.id: row.measures for row in run.rows},
    }
    text = json.dumps(baseline, ensure_ascii=False, indent=0, sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def baseline_run(questions: Sequence[GoldQuestion], path: Path = _SHIPPED) -> Run:
    """An accepted run of these questions: what each scored, without answers, settings or times.

    Raises RunError for a baseline of another gold set and a broken one.
    """
    baseline, gold = _read(path), fingerprint(questions)
    if baseline["gold_sha256"] != gold:
        raise RunError(
            f"{path} was made on gold set {baseline['gold_sha256'][:12]}, the questions are "
            f"{gold[:12]}; accept a run: baipishu eval --save-baseline {path}"
        )
    rows = tuple(_scored(question, baseline["measures"][question.id]) for question in questions)
    return Run(baseline["name"], gold, "", {}, rows, _UNTIMED)


def failures(run: Run, baseline: Path, *, allowed: Mapping[str, float]) -> tuple[Difference, ...]:
    """The measures that got worse than allowed; () when the gate is passed.

    Raises RunError for a baseline of another gold set, a broken one, or an unknown measure.
    """
    for measure in allowed:
        if measure not in HEADLINE:
            raise RunError(f"no measure {measure!r} to gate on; there are: {', '.join(HEADLINE)}")
    pairs = _pairs(run, _read(baseline), path=baseline)
    found = [(difference(pairs, measure), drop) for measure, drop in allowed.items()]
    return tuple(
        change
        for change, drop in found
        if change and change.before - change.after > drop and change.high < 0
    )


def parse_allowed(texts: Sequence[str]) -> dict[str, float]:
    """METRIC=DROP pairs, such as "correct=0.02"; raises RunError for anything else."""
    allowed = {}
    for text in texts:
        measure, _, drop = text.partition("=")
        try:
            allowed[measure] = float(drop)
        except ValueError as error:
            raise RunError(
                f"{text!r} is not METRIC=DROP; write for example correct=0.02"
            ) from error
    return allowed


def _read(path: Path) -> dict[str, Any]:
    try:
        baseline: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if baseline["schema"] != _SCHEMA:
            raise ValueError(f"schema {baseline['schema']}, expected {_SCHEMA}")
        baseline["measures"].items()
        return baseline
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise RunError(
            f"{path} is no baseline ({error}); make one: baipishu eval --save-baseline {path}"
        ) from error


def _pairs(run: Run, baseline: Mapping[str, Any], *, path: Path) -> list[tuple[Row, Row]]:
    if baseline["gold_sha256"] != run.gold_sha256:
        raise RunError(
            f"{path} was made on gold set {baseline['gold_sha256'][:12]}, this run on "
            f"{run.gold_sha256[:12]}; accept this run: baipishu eval --save-baseline {path}"
        )
    return [(replace(row, measures=baseline["measures"][row.id]), row) for row in run.rows]


def _scored(question: GoldQuestion, measures: dict[str, float]) -> Row:
    """A row of which only the scores were kept; whether it was refused follows from them."""
    refused = measures.get("refusal_recall") == 1 or measures.get("answered") == 0
    return Row(
        id=question.id,
        lang=question.lang,
        kind=question.kind,
        style=question.style,
        split=question.split,
        question=question.question,
        answer="",
        refused=refused,
        measures=measures,
        evidence=tuple(one.span.text for one in question.evidence),
    )
