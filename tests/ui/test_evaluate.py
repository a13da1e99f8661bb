"""`baipishu eval` as an engineer calls it: figures out, verdict as exit status, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import load_document
from index import build_index

pytestmark = pytest.mark.slow

_TEXT = (
    "某区白皮书\n2022年3月\n一、园林\n今年新建城市公园13个,新增绿化面积506公顷。\n"
    "二、审计\n全年完成审计项目63个,查出违规金额3308万元。\n"
)
_QUESTIONS = (
    ("今年建了几个公园？", "今年新建城市公园13个,新增绿化面积506公顷。", "13个"),
    ("审计查出违规金额多少？", "全年完成审计项目63个,查出违规金额3308万元。", "3308万元"),
)


def _row(number: int, **changes) -> dict:
    question, sentence, figure = _QUESTIONS[number]
    start = _TEXT.index(sentence)
    span = {"text": sentence, "start": start, "end": start + len(sentence), "alternatives": []}
    return {
        "id": f"q{number}",
        "lang": "zh",
        "kind": "number",
        "style": "report",
        "question": question,
        "history": [],
        "answer": figure,
        "must": [[figure]],
        "evidence": [span],
        "split": "dev",
        "note": "",
    } | changes


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("eval")
    (folder / "report.txt").write_text(_TEXT, encoding="utf-8")
    build_index([load_document(folder / "report.txt")], folder / "index")
    return folder / "index"


@pytest.fixture
def gold(tmp_path) -> Path:
    return _written(tmp_path / "gold.jsonl", _row(0), _row(1))


def _written(path: Path, *rows: dict | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_run_on_ones_own_document_is_printed_saved_and_reported(run, index, gold, tmp_path):
    done = run("eval", "--index", index, "--gold", gold, "--out", tmp_path / "runs")
    assert done.status == 0
    assert "| correct | 1.00 |" in done.out
    (folder,) = (tmp_path / "runs").glob("default-*")
    names = {"rows.jsonl", "summary.json", "configuration.json", "speed.json"}
    assert {path.name for path in folder.iterdir()} == names
    assert "q1" in (tmp_path / "runs" / "report.html").read_text(encoding="utf-8")
    assert (tmp_path / "runs" / "report.md").is_file()


def test_the_gate_passes_on_its_own_baseline_and_stops_what_got_worse(run, index, gold, tmp_path):
    baseline, out = tmp_path / "base.json", tmp_path / "runs"
    common = ("eval", "--index", index, "--gold", gold, "--out", out)
    assert run(*common, "--save-baseline", baseline).status == 0
    gate = ("--baseline", baseline, "--fail-below", "correct=0.1")
    assert run(*common, *gate).status == 0
    config = tmp_path / "never.toml"
    config.write_text("[refusal]\nthreshold = 0.0\n", encoding="utf-8")
    done = run(*common, *gate, "--config", config)
    assert done.status == 3
    assert "gate: correct fell from 1.000 to 0.000" in done.err
    assert f"accept it: baipishu eval --save-baseline {baseline}" in done.err


def test_two_runs_are_compared_question_by_question(run, index, gold, tmp_path):
    matrix = tmp_path / "matrix.toml"
    matrix.write_text(
        '[[configuration]]\nname = "all"\n'
        '[[configuration]]\nname = "silent"\nrefusal = { threshold = 0.0 }\n',
        encoding="utf-8",
    )
    out = tmp_path / "runs"
    done = run("eval", "matrix", matrix, "--index", index, "--gold", gold, "--out", out)
    assert done.status == 0
    assert "| correct | 1.00 | 0.00 |" in done.out
    (before,), (after,) = out.glob("all-*"), out.glob("silent-*")
    done = run("eval", "compare", before, after)
    assert "correct              1.000 -> 0.000  -1.000" in done.out
    assert "lost: 2" in done.out


def test_a_refusal_is_not_fitted_on_a_handful_of_questions(run, index, gold, tmp_path):
    out = tmp_path / "refusal.json"
    done = run("eval", "fit-refusal", "--index", index, "--gold", gold, "--out", out)
    assert done.status == 2
    assert "are too few to fit a refusal" in done.err
    assert not out.exists()


def test_a_starter_is_written_once_and_not_run_before_it_is_finished(run, index, tmp_path):
    path = tmp_path / "mine.jsonl"
    assert run("eval", "init", path, "--index", index, "--count", "2").status == 0
    written = path.read_bytes()
    assert run("eval", "init", path, "--index", index).status == 2
    assert path.read_bytes() == written
    done = run("eval", "--index", index, "--gold", path)
    assert done.status == 2
    assert "is not ready" in done.err


def test_an_export_is_a_beir_set_that_can_be_measured(run, index, gold, tmp_path):
    folder = tmp_path / "exported"
    assert run("eval", "export", folder, "--index", index, "--gold", gold).status == 0
    assert (folder / "run.trec").read_text(encoding="utf-8").startswith("q0 Q0 ")
    done = run("eval", "trec", folder / "run.trec", folder / "qrels.trec")
    assert "| run.trec | run | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |" in done.out
    done = run("eval", "trec", folder / "none.trec", folder / "qrels.trec")
    assert (done.status, "none.trec" in done.err) == (2, True)
    done = run("eval", "beir", folder)
    assert done.status == 0
    assert "| exported | hybrid | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |" in done.out


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("{",), "gold.jsonl:1: not JSON"),
        ((_row(0), _row(0)), "the id 'q0' occurs twice"),
        ((_row(0, colour="red"),), "gold.jsonl:1: fields missing or unknown: colour"),
        ((_row(0, split="train"),), "split is 'train', must be dev or test"),
        (
            (_row(0, evidence=[{"text": "x", "start": 0, "end": 1, "alternatives": []}]),),
            "gold.jsonl:1: the span 0-1 does not hold 'x'",
        ),
    ],
)
def test_a_broken_gold_file_is_a_wrong_call(run, index, tmp_path, rows, said):
    path = _written(tmp_path / "gold.jsonl", *rows)
    done = run("eval", "--index", index, "--gold", path, "--out", tmp_path / "runs")
    assert done.status == 2
    assert said in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not (tmp_path / "runs").exists()


def test_a_baseline_of_other_gold_and_half_a_beir_folder_are_wrong_calls(
    run, index, gold, tmp_path
):
    baseline = tmp_path / "base.json"
    common = ("eval", "--index", index, "--gold", gold, "--out", tmp_path / "runs")
    run(*common, "--save-baseline", baseline)
    _written(gold, _row(0))
    done = run(*common, "--baseline", baseline, "--fail-below", "correct=0")
    assert (done.status, "was made on gold set" in done.err) == (2, True)
    done = run("eval", "beir", tmp_path / "runs")
    assert (done.status, "corpus.jsonl" in done.err) == (2, True)
    done = run("eval", "--baseline", baseline)
    assert (done.status, "--baseline and --fail-below go together" in done.err) == (2, True)
