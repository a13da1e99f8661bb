import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rag import Feedback, Place, Reason
from rag import feedback as module
from tests.doubles import FakeAssistant, document
from ui.page.ask import Ask
from ui.page.ballot import Ballot
from ui.page.kept import Keeper
from ui.types import Turn

pytestmark = pytest.mark.slow

_KEEPER = Keeper(b"secret")
_ASSISTANT = FakeAssistant()
_TURN = Turn("t1", "外资", _ASSISTANT.ask("外资"))
_KEPT = _KEEPER.seal(_TURN)
_RIGHT = _ASSISTANT.passage("chaoyang-2020:3.1")
_DOWN = {"kept": _KEPT, "good": False, "language": "zh"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feedback.sqlite3"


@pytest.fixture
def ballot(file: Path) -> Ballot:
    return Ballot(_ASSISTANT, _KEEPER, file=file)


def test_a_vote_is_kept_with_what_it_is_about(ballot: Ballot, file: Path) -> None:
    sent = _DOWN | {
        "reason": "wrong_source",
        "passage": _RIGHT.passage_id,
        "said": " 见后文\ud800 ",
    }
    assert ballot.cast(sent) == {"outcome": "stored", "said": "已记下，谢谢。"}
    [opinion] = Feedback(file).all()
    assert (opinion.key, opinion.question, opinion.query) == ("t1", "外资", None)
    assert (opinion.good, opinion.reason, opinion.said) == (False, Reason.WRONG_SOURCE, "见后文?")
    source = document()
    assert opinion.chosen == Place(
        source.doc_id, source.sha256, _RIGHT.start, _RIGHT.end, _RIGHT.text
    )
    assert [each.quote for each in opinion.cited] == ["全年实际利用外资46.2亿美元,占全市的三成以上"]


def test_the_form_offers_what_was_cited_then_near_then_found(ballot: Ballot) -> None:
    html = ballot.form({"kept": _KEPT, "language": "en"})
    offered = [each.split('"')[0] for each in html.split('name="passage" value="')[1:]]
    names = ["1.1", "2.2", "0.1", "2.1", "3.1", "3.2"]
    assert offered == [*(f"chaoyang-2020:{name}" for name in names), ""]
    assert "Which passage is the right one?" in html


@pytest.mark.parametrize(
    "changed",
    [
        {"kept": _KEPT.replace("外资", "内资")},
        {"kept": Keeper(b"another").seal(_TURN)},
        {"kept": _KEEPER.seal(Turn("t", "问", error="太长"))},
        {"kept": None},
        {"good": "no"},
        {"reason": "mood"},
        {"reason": ["other"]},
        {"said": "长" * 1001},
        {"said": 7},
        {"passage": "chaoyang-2020:9.9"},
        {"passage": {"start": 0}},
    ],
)
def test_what_does_not_hold_together_is_rejected(
    ballot: Ballot, file: Path, changed: dict[str, Any]
) -> None:
    told = ballot.cast(_DOWN | changed)
    assert told["outcome"] == "rejected"
    assert told["said"].startswith("没有记下：")
    assert not file.exists()


def test_a_passage_that_was_not_offered_cannot_be_chosen(file: Path) -> None:
    other = FakeAssistant(document(), document("other"))
    told = Ballot(other, _KEEPER, file=file).cast(_DOWN | {"passage": "other:0.1"})
    assert told["outcome"] == "rejected"


def test_the_form_of_a_turn_that_is_not_ours_is_empty(ballot: Ballot) -> None:
    assert [ballot.form({}), ballot.form({"kept": "x" + _KEPT})] == ["", ""]


def test_a_file_that_is_held_is_said_and_the_vote_may_come_again(
    ballot: Ballot, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT_S", 0.05)
    ballot.cast(_DOWN)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = ballot.cast(_DOWN | {"said": "再说", "language": "en"})
    assert told["outcome"] == "unsent"
    assert told["said"].startswith("Another program holds the file of votes.")
    assert ballot.cast(_DOWN | {"said": "再说"})["outcome"] == "stored"
    assert [each.said for each in Feedback(file).all()] == ["再说"]


def test_a_file_that_cannot_be_written_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = Ballot(_ASSISTANT, _KEEPER, file=tmp_path).cast(_DOWN)
    assert (told["outcome"], told["said"][:8]) == ("unsent", "记录文件无法写入")
    assert f"a reader's vote waits in the browser: cannot use {tmp_path}" in caplog.text


def test_the_page_offers_both_calls_to_its_script() -> None:
    tab = Ask(_ASSISTANT)
    *_, (_, wired) = tab.ask("海淀", language="zh", past="[]")
    calls: dict[str, Callable[[dict[str, Any]], Any]] = {
        call.__name__: call for call in tab._called()
    }
    sent = {"kept": wired["turns"][0]["kept"], "good": True, "language": "zh-Hant"}
    assert calls["cast_vote"](sent) == {"outcome": "stored", "said": "已記下，謝謝。"}
    assert 'value="should_answer"' in calls["form_of_vote"](sent)
