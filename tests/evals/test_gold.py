"""The gold set is sound, pinned, and read with clear errors."""

from __future__ import annotations

import json

import pytest

from corpus import shipped_report
from evals.errors import GoldError
from evals.gold import fingerprint, gold_lines, load_gold, load_refusals
from evals.overlap import share_worded_away
from evals.types import Kind, Style
from evals.validate import main, problems

_QUESTIONS = load_gold()
# Rows may be added in a new version of the set, never edited or dropped quietly: whoever changes
# this line says why in the changelog.
_TEST_SPLIT = "2791bdb04475ed742693b920c08366384a3bbf3945b6862e498639da46619a02"

_ROW = {
    "id": "q1",
    "lang": "zh",
    "kind": "number",
    "style": "report",
    "question": "审理了多少件？",
    "history": [],
    "answer": "523件",
    "must": [["523件"]],
    "evidence": [{"text": "523件", "start": 0, "end": 4, "alternatives": []}],
    "split": "dev",
    "note": "",
}


def _file(tmp_path, *rows):
    path = tmp_path / "gold.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_shipped_set_has_no_problem():
    assert problems(_QUESTIONS, [shipped_report()]) == []


def test_the_questions_that_refusals_are_fitted_by_have_no_problem():
    questions = load_refusals(documents=[shipped_report()])
    assert problems(questions, [shipped_report()], every_section=False) == []
    assert len(questions) == len(load_refusals(split="dev")) == 400
    assert sum(not question.answerable for question in questions) == 205


def test_the_test_split_is_what_it_was():
    assert fingerprint(load_gold(split="test")) == _TEST_SPLIT


def test_the_shipped_set_has_the_make_up_asked_for():
    chinese = [q for q in _QUESTIONS if q.answerable and q.lang != "en"]
    share = {style: sum(q.style is style for q in chinese) / len(chinese) for style in Style}
    assert len(_QUESTIONS) >= 300
    assert sum(q.lang == "zh" for q in _QUESTIONS) >= 200
    assert sum(q.lang == "zh-Hant" for q in _QUESTIONS) >= 30
    assert sum(q.lang == "en" for q in _QUESTIONS) >= 70
    assert sum(not q.answerable for q in _QUESTIONS) >= 50
    assert {q.kind for q in _QUESTIONS} == set(Kind)
    assert share[Style.REPORT] <= 0.30
    assert share[Style.NOISY] >= 0.10
    assert share_worded_away(chinese) >= 0.55


def test_six_in_ten_questions_are_for_development():
    assert sum(q.split == "dev" for q in _QUESTIONS) / len(_QUESTIONS) == pytest.approx(
        0.6, abs=0.01
    )


def test_a_set_survives_writing_and_reading(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(gold_lines(_QUESTIONS), encoding="utf-8")
    assert load_gold(path) == _QUESTIONS


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "gold.jsonl:2: not JSON"),
        ("[]", "gold.jsonl:2: not an object"),
        ({**_ROW, "id": "q2", "colour": 1}, "gold.jsonl:2: fields missing or unknown: colour"),
        ({k: v for k, v in _ROW.items() if k != "must"}, "fields missing or unknown: must"),
        ({**_ROW, "id": "q2", "split": "train"}, "split is 'train', must be dev or test"),
        ({**_ROW, "id": "q2", "kind": "riddle"}, "'riddle' is not a valid Kind"),
        ({**_ROW, "id": "q2", "question": " "}, "question is ' ', must be text"),
        ({**_ROW, "id": "q2", "evidence": [{"text": "x"}]}, "gold.jsonl:2: "),
        (_ROW, "the id 'q1' occurs twice"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, row, said):
    with pytest.raises(GoldError) as caught:
        load_gold(_file(tmp_path, _ROW, row))
    assert said in str(caught.value)


def test_a_missing_or_empty_file_says_what_to_do(tmp_path):
    with pytest.raises(GoldError, match="cannot read the gold file"):
        load_gold(tmp_path / "none.jsonl")
    with pytest.raises(GoldError, match="holds no question; make a first one: baipishu eval init"):
        load_gold(_file(tmp_path, ""))


def _changed(**values):
    report = shipped_report()
    start = report.text.index("全年共审理行政复议案件523件")
    text = "全年共审理行政复议案件523件"
    evidence = [{"text": text, "start": start, "end": start + len(text), "alternatives": []}]
    return {**_ROW, "evidence": evidence, **values}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"evidence": [{"text": "523件", "start": 0, "end": 4, "alternatives": []}]},
            "does not hold",
        ),
        ({"answer": "很多"}, "the reference answer lacks '523件'"),
        ({"must": [["524件"]]}, "the evidence lacks '524件'"),
        ({"question": "523件是什么的数量？"}, "the question gives away '523件'"),
        ({"lang": "en"}, "lang is en, the text reads as zh"),
        ({"kind": "follow-up"}, "a follow-up needs a history"),
        ({"style": "reworded"}, "is called reworded but shares with its evidence: 审理"),
        ({"kind": "unanswerable"}, "an unanswerable question has no evidence"),
        ({"must": [], "evidence": []}, "an answerable question needs evidence and must"),
    ],
)
def test_the_validator_finds(tmp_path, changes, said):
    questions = load_gold(_file(tmp_path, _changed(**changes)))
    assert any(said in problem for problem in problems(questions, [shipped_report()]))


def test_the_validator_finds_near_duplicates_and_gaps(tmp_path):
    twice = [_changed(), _changed(id="q2", question="审理了多少件?")]
    found = problems(load_gold(_file(tmp_path, *twice)), [shipped_report()])
    assert "q1 and q2 ask nearly the same" in found
    assert "no question about 结束语" in found


def test_the_command_exits_2_on_a_bad_file_and_0_on_the_shipped_one(tmp_path, capsys):
    with pytest.raises(SystemExit) as caught:
        main([str(_file(tmp_path, "{"))])
    assert caught.value.code == 2
    assert "gold.jsonl:1: not JSON" in capsys.readouterr().err
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 0
    assert "no content word shared with the evidence: 7" in capsys.readouterr().out
