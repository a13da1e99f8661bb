"""What `evals.gate` keeps of a run and gives back, apart from the slow tests of the gate itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from evals.errors import RunError
from evals.gate import baseline_run, write_baseline
from evals.gold import fingerprint
from evals.types import Evidence
from tests.evals.samples import question, row, run_of, span


def test_a_baseline_is_a_run_without_answers(tmp_path: Path) -> None:
    questions = (question("q1", Evidence(span("450件"))), question("q2"))
    scores = {"q1": {"correct": 0.0, "answered": 0.0}, "q2": {"refusal_recall": 1.0}}
    rows = [replace(row(id, (), ()), measures=measures) for id, measures in scores.items()]
    path = tmp_path / "accepted.json"
    write_baseline(replace(run_of(*rows), gold_sha256=fingerprint(questions)), path)
    accepted = baseline_run(questions, path)
    assert [(each.id, each.refused, each.evidence) for each in accepted.rows] == [
        ("q1", True, ("450件",)),
        ("q2", True, ()),
    ]
    assert {each.id: each.measures for each in accepted.rows} == scores
    with pytest.raises(RunError, match="accept a run: baipishu eval --save-baseline"):
        baseline_run(questions[:1], path)
