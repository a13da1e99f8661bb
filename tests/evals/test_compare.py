"""Comparisons are paired, seeded and honest about chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.compare import compare, difference
from evals.errors import RunError
from evals.risk import risk_coverage, risk_coverage_area
from evals.runs import load_run, save_run, saved_runs
from evals.summary import estimate, summarise
from evals.tables import headline_table
from evals.types import Row, Run, Speed

_SPEED = Speed(1, 2, 3, 4, 0.5, 100)


def _row(number: int, correct: float, *, confidence: float = 0.5, **changes) -> Row:
    row = Row(
        id=f"q{number}",
        lang="zh",
        kind="number",
        style="report",
        split="dev",
        question="多少？",
        answer=f"{number}件 [1]",
        refused=False,
        measures={"correct": correct},
        confidence=confidence,
    )
    return replace(row, **changes)


def _run(name: str, *correct: float, gold: str = "g") -> Run:
    rows = tuple(_row(n, value) for n, value in enumerate(correct))
    return Run(name, gold, "m", {"model": "bundled"}, rows, _SPEED)


def test_a_difference_that_is_always_there_is_certain():
    change = difference([(_row(n, 0.0), _row(n, 1.0)) for n in range(20)], "correct")
    assert (change.before, change.after, change.low, change.high) == (0.0, 1.0, 1.0, 1.0)
    assert change.p_value == 0.0


def test_a_difference_that_cancels_out_is_chance():
    pairs = [(_row(n, n % 2), _row(n, (n + 1) % 2)) for n in range(40)]
    change = difference(pairs, "correct")
    assert change.before == change.after == 0.5
    assert change.low < 0 < change.high
    assert change.p_value > 0.5


def test_no_difference_has_an_empty_interval():
    change = difference([(_row(n, 1.0), _row(n, 1.0)) for n in range(5)], "correct")
    assert (change.low, change.high, change.p_value) == (0.0, 0.0, 1.0)


def test_questions_to_which_a_measure_does_not_apply_are_left_out():
    pairs = [(_row(1, 1.0), _row(1, 0.0)), (_row(2, 1.0, measures={}), _row(2, 0.0))]
    assert difference(pairs, "correct").n == 1
    assert difference(pairs, "verbatim") is None


def test_wins_and_losses_hold_both_answers():
    found = compare(_run("old", 0, 1, 1), _run("new", 1, 0, 1))
    assert [(a.id, b.id) for a, b in found.wins] == [("q0", "q0")]
    assert [(a.id, b.id) for a, b in found.losses] == [("q1", "q1")]


def test_runs_of_other_gold_sets_are_not_compared():
    with pytest.raises(RunError, match="old and new were run on different gold sets"):
        compare(_run("old", 1), _run("new", 1, gold="h"))


def test_a_run_survives_saving_and_two_savings_are_the_same_bytes(tmp_path):
    run = _run("default", 1, 0, 1)
    folder = save_run(run, tmp_path)
    first = (folder / "rows.jsonl").read_bytes()
    assert load_run(folder) == run
    assert save_run(replace(run, speed=replace(_SPEED, open_s=9)), tmp_path) == folder
    assert (folder / "rows.jsonl").read_bytes() == first
    assert saved_runs(tmp_path) == (folder,)


def test_what_is_no_run_is_named(tmp_path):
    with pytest.raises(RunError, match="is no saved run"):
        load_run(tmp_path / "none")
    folder = save_run(_run("default", 1), tmp_path)
    (folder / "speed.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RunError, match=r"is no saved run .* run: baipishu eval"):
        load_run(folder)


def test_an_estimate_is_the_mean_within_its_interval():
    found = estimate([0.0] * 30 + [1.0] * 70)
    assert found.mean == 0.7
    assert found.n == 100
    assert found.low == pytest.approx(0.61, abs=0.02)
    assert found.high == pytest.approx(0.79, abs=0.02)
    assert estimate([1.0]) == estimate([1.0, 1.0]).__class__(1.0, 1.0, 1.0, 1)


def test_a_summary_keeps_splits_and_groups_apart():
    rows = [_row(1, 1.0), _row(2, 0.0, lang="en"), _row(3, 0.0, split="test")]
    summary = summarise(rows)
    assert summary["dev"]["all"]["correct"]["mean"] == 0.5
    assert summary["dev"]["en"]["correct"]["mean"] == 0.0
    assert summary["test"]["all"]["correct"]["n"] == 1
    assert "en" not in summary["test"]


def test_the_headline_table_is_markdown_with_intervals():
    table = headline_table([_run("a", 1, 1), _run("b", 1, 0)])
    assert "| measure | a | b |" in table
    assert "| correct | 1.00 | 0.50 (0.00–1.00) |" in table


def test_risk_falls_with_coverage_when_confidence_is_right():
    rows = [_row(n, float(n < 2), confidence=1 - n / 10) for n in range(4)]
    assert risk_coverage(rows) == [(0.25, 0.0), (0.5, 0.0), (0.75, 1 / 3), (1.0, 0.5)]
    assert risk_coverage_area(rows) == pytest.approx((1 / 3 + 1 / 2) / 4)


def test_answering_the_unanswerable_is_a_risk():
    rows = [_row(1, 1.0, confidence=0.9), _row(2, 0.0, measures={}, kind="unanswerable")]
    assert risk_coverage(rows)[-1] == (1.0, 0.5)
