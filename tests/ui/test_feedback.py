import json
from pathlib import Path

import pytest

from corpus import shipped_report, split
from evals import load_gold
from rag import Feedback, Opinion, Place, Reason, place_of
from tests.ui.conftest import Command
from ui.data import feedback_file

_REPORT = shipped_report()
_PASSAGE = next(each for each in split(_REPORT) if "46.2亿美元" in each.text)
_PLACE = place_of(_PASSAGE, _REPORT)


@pytest.fixture
def spoken(shipped_folder: Path) -> Path:
    """The index, after two opinions: one with a passage, one on a document that is gone."""
    first = Opinion(
        key="a1",
        made="2026-11-24T08:00:00+00:00",
        question="外资\n用了多少？",
        query="实际利用外资多少？",
        answer="没有写。",
        refused=True,
        good=False,
        reason=Reason.SHOULD_ANSWER,
        said="原文\n有",
        chosen=_PLACE,
    )
    gone = Place("old", "0" * 64, 0, 2, "旧话")
    made = "2026-11-24T09:00:00+00:00"
    second = Opinion("b2", made, "问", None, "答", refused=False, good=True, cited=(gone,))
    for opinion in (first, second):
        Feedback(feedback_file()).put(opinion)
    return shipped_folder


@pytest.fixture
def in_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_was_said_is_listed(run: Command, spoken: Path) -> None:
    done = run("eval", "feedback", "--index", spoken)
    lines = done.out.splitlines()
    span = f"{_REPORT.doc_id} {_PASSAGE.start}-{_PASSAGE.end}"
    assert lines[:5] == [
        "a1  2026-11-24T08:00:00+00:00  bad should_answer",
        "  question: 外资 用了多少？",
        "  understood as: 实际利用外资多少？",
        "  said: 原文 有",
        "  refused: 没有写。",
    ]
    assert lines[5].startswith(f"  right passage: {span} (as it was): {_PASSAGE.text[:20]}")
    assert lines[6:] == [
        "b2  2026-11-24T09:00:00+00:00  good",
        "  question: 问",
        "  answer: 答",
        "  cited: old 0-2 (gone): 旧话",
    ]


def test_what_was_said_is_one_object_a_line(run: Command, spoken: Path) -> None:
    first, second = map(
        json.loads, run("eval", "feedback", "--json", "--index", spoken).out.splitlines()
    )
    assert (first["key"], first["reason"], first["good"]) == ("a1", "should_answer", False)
    assert first["chosen"]["today"] == {"start": _PASSAGE.start, "end": _PASSAGE.end}
    assert [(each["stands"], each["today"]) for each in second["cited"]] == [("gone", None)]


def test_what_is_accepted_becomes_a_draft_that_eval_does_not_take_yet(
    run: Command, spoken: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold.jsonl"
    accept = ("eval", "feedback", "--index", spoken, "--accept", "a1", "--gold", gold)
    done = run(*accept)
    assert (done.status, done.out) == (0, "")
    assert done.err.endswith(f"added 1 to {gold}\n")
    assert "must      what a right answer contains" in done.err
    [row] = load_gold(gold, documents=[_REPORT])
    assert (row.id, row.question) == ("fb-a1", "外资\n用了多少？")
    assert "实际利用外资" in row.evidence[0].span.text
    measured = run("eval", "--index", spoken, "--gold", gold, "--out", tmp_path / "out")
    assert measured.status == 2
    assert "fb-a1: an answerable question needs evidence and must" in measured.err
    again = run(*accept)
    assert again.status == 2
    assert "already holds fb-a1" in again.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--accept", "a1"], "--accept and --gold go together"),
        (["--gold", "g.jsonl"], "--accept and --gold go together"),
        (["--accept", "z9", "--gold", "g.jsonl"], "nobody said anything as 'z9'"),
        (["--accept", "b2", "--gold", "g.jsonl"], "b2: the reader picked no passage"),
    ],
)
def test_a_wrong_call_writes_nothing(
    run: Command, spoken: Path, in_empty: Path, *, arguments: list[str], said: str
) -> None:
    done = run("eval", "feedback", "--index", spoken, *arguments)
    assert done.status == 2
    assert said in done.err
    assert list(in_empty.iterdir()) == []


def test_silence_is_said(run: Command, shipped_folder: Path) -> None:
    done = run("eval", "feedback", "--index", shipped_folder)
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith("nobody has said anything yet")


def test_a_broken_file_is_told(run: Command, shipped_folder: Path) -> None:
    feedback_file().parent.mkdir(parents=True)
    feedback_file().write_text("no database, only words " * 40)
    done = run("eval", "feedback", "--index", shipped_folder)
    assert done.status == 1
    assert f"cannot use {feedback_file()} (file is not a database)" in done.err
