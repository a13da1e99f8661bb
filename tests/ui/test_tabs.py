"""The tabs of checking and evaluation runs, called as their events call them."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import gradio as gr
import pytest

from evals import Run, RunError
from rag import Language, review_json
from tests.doubles import PAYLOAD, FakeAssistant, document
from tests.evals.factories import both_splits
from ui.page import build, rerun
from ui.page import evals as page_evals
from ui.page.ask import Ask
from ui.page.check import Check
from ui.page.evals import Evals
from ui.shelf import BASELINE, Shelf


class _Unread(tuple):
    """Documents of which there are many: to read them all is a fault."""

    def __iter__(self):
        raise AssertionError("all documents were read")


def test_a_visitor_who_comes_does_not_have_all_documents_read() -> None:
    assistant = FakeAssistant()
    catalogue = assistant.catalogue
    with gr.Blocks(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeAssistant, "catalogue", catalogue)
        assistant.documents = _Unread(assistant.documents)
        page = build._Page(assistant, [Ask(assistant), Check(assistant)])
        assert "as of June 2021" in page.greet("en", "")[0]


def _checked(pasted: str, language: Language = Language.ZH) -> dict[str, str]:
    *_, (shown, _) = Check(FakeAssistant()).check(pasted, language)
    return shown


def test_a_check_says_that_it_is_busy_then_shows_the_result() -> None:
    (busy, nothing), (shown, review) = Check(FakeAssistant()).check("审结450件", "zh")
    assert "正在逐句核对" in busy["html"]
    assert nothing is None
    assert "核查结果" in shown["html"]
    assert review == FakeAssistant().review("审结450件")


def test_the_json_export_parses_back_to_what_the_command_line_writes() -> None:
    review = FakeAssistant().review(PAYLOAD)
    assert json.loads(_checked(PAYLOAD)["json"]) == json.loads(json.dumps(review_json(review)))


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("", "还没有内容。粘贴一份答案，或者试一个例子。"),
        (" \n\t ", "还没有内容。"),
        ("字" * 180_000, "共180000字，本页一次最多核查20000字。"),
        ("{", "the text begins like JSON and is none"),
        ("程序错误", "核查时出了程序错误，详情在启动本页的终端里。"),
    ],
)
def test_what_cannot_be_checked_gets_a_useful_line(pasted: str, said: str) -> None:
    shown = _checked(pasted)
    assert "这段文字没法核查" in shown["html"]
    assert said in shown["html"]
    assert (shown["md"], shown["json"]) == ("", "")


def test_a_result_is_shown_in_another_language() -> None:
    tab = Check(FakeAssistant())
    shown = tab.speak("en", FakeAssistant().review("审结450件"))
    assert "The answer says" in shown["html"]
    assert shown["md"].startswith("# Result\n")


def test_the_example_is_offered_only_with_its_report() -> None:
    assert "64.2亿美元" in Check(FakeAssistant())._example
    assert Check(FakeAssistant(document("other")))._example == ""


def _evals(folder: Path, *runs: str) -> tuple[Evals, list[str]]:
    shelf = Shelf(folder)
    keys = [shelf.save(both_splits(name)) for name in runs]
    return Evals(FakeAssistant(), shelf=shelf), keys


def test_opening_shows_the_latest_run_and_asks_nothing(tmp_path: Path) -> None:
    tab, [key] = _evals(tmp_path, "mine")
    shown, chosen = tab.open("zh")
    assert chosen == (key, None)
    assert "dev（边做边看的题）：9题" in shown["shown"]
    assert tab._assistant.asked == []


def test_without_runs_the_baseline_is_shown(tmp_path: Path) -> None:
    tab, _ = _evals(tmp_path)
    shown, chosen = tab.open("zh")
    assert chosen == (BASELINE, None)
    assert "<dt>答对</dt>" in shown["shown"]


def test_two_runs_are_compared(tmp_path: Path) -> None:
    tab, [first, second] = _evals(tmp_path, "first", "second")
    shown = tab.speak("zh", (second, first))
    assert "<h3>与first · " in shown["shown"]
    assert "– 看不出变化" in shown["shown"]


def test_runs_of_other_questions_are_not_compared_and_it_is_said(tmp_path: Path) -> None:
    tab, [key] = _evals(tmp_path, "mine")
    shown = tab.speak("zh", (key, BASELINE))
    assert "用的题目不同，不能逐题对比" in shown["shown"]
    assert "主要指标" in shown["shown"]


def test_a_run_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    tab, _ = _evals(tmp_path)
    shown = tab.speak("en", ("../secret", None))
    assert "This run could not be shown" in shown["shown"]
    assert "there is no run &#x27;../secret&#x27;" in shown["shown"]
    with pytest.raises(RunError):
        Shelf(tmp_path).load("../secret")


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Evals]:
    """The tab over a page whose evaluation does what it is told."""

    def made(does: Callable[..., Run]) -> Evals:
        monkeypatch.setattr(page_evals, "Assistant", FakeAssistant)
        monkeypatch.setattr(rerun, "load_gold", lambda **_: ("a question",))
        monkeypatch.setattr(rerun, "measure", does)
        return _evals(tmp_path)[0]

    return made


def test_an_evaluation_that_breaks_off_says_so_where_its_progress_stood(
    asking: Callable[..., Evals], caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object, **__: object) -> Run:
        raise OSError("no space left")

    *_, (shown, _) = asking(breaks).start("zh")
    assert "评测时出了程序错误，详情在启动本页的终端里。" in shown["progress"]
    assert "shown" not in shown
    assert "no space left" in caplog.text


def test_who_asks_for_an_evaluation_while_one_goes_on_follows_that_one(
    asking: Callable[..., Evals], tmp_path: Path
) -> None:
    may_end = Event()
    asked = []

    def waits(*_: object, tick: Callable[[], None], **__: object) -> Run:
        asked.append(tick())
        assert may_end.wait(10)
        return both_splits()

    tab = asking(waits)
    first, second = tab.start("zh"), tab.start("en")
    assert "/1题" in next(first)[0]["progress"]
    assert "of 1 questions" in next(second)[0]["progress"]
    # Meanwhile another run can be looked at.
    assert "<dt>答对</dt>" in tab.open("zh")[0]["shown"]
    may_end.set()
    *_, (shown, chosen) = first
    *_, (_, followed) = second
    assert shown == {"progress": ""}
    assert followed == chosen
    assert [each.key for each in Shelf(tmp_path).listed()] == [chosen[0], BASELINE]
    assert len(asked) == 1


def test_documents_that_no_question_is_about_are_not_evaluated(tmp_path: Path) -> None:
    tab, _ = _evals(tmp_path)
    [(shown, _)] = tab.start("zh")
    assert "baipishu eval init" in shown["progress"]
    assert "shown" not in shown
