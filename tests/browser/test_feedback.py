import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from rag import Feedback, Opinion, Reason
from rag import feedback as module
from tests.browser.conftest import Visit, _Visits
from tests.doubles import FakeAssistant
from tests.tree import ROOT
from tests.ui.served import served
from ui.data import data_folder, feedback_file

pytestmark = pytest.mark.browser

_COMMAND = "from ui.cli import main; main()"


@pytest.fixture
def visitor(browser: Browser, offline_log: Path) -> Iterator[Visit]:
    """A visitor of a page of their own, whose votes go into this test's data folder."""
    with served(FakeAssistant()) as page:
        visits = _Visits(browser, page.url)
        yield visits()
        visits.end()


def _opinions() -> tuple[Opinion, ...]:
    return Feedback(feedback_file()).all()


def _press(turn: Locator, name: str) -> Locator:
    button = turn.get_by_role("button", name=name)
    button.click()
    return button


def _said(page: Page, words: str) -> None:
    expect(page.locator(".vote-said").last).to_contain_text(words)


def _reload(page: Page) -> None:
    page.reload()
    page.locator("html.greeted").wait_for()


def test_a_reader_says_what_is_wrong_and_the_command_lists_it(
    visitor: Visit, shipped_folder: Path
) -> None:
    page = visitor.page
    turn = visitor.ask("外资")
    down = _press(turn, "有问题")
    form = turn.locator(".vote-form")
    expect(form.get_by_label("答案不对")).to_be_focused()
    expect(down).to_have_attribute("aria-pressed", "true")
    expect(down).to_have_attribute("aria-expanded", "true")
    form.get_by_label("出处不对").check()
    form.get_by_label("行政复议化解行政争议").first.check()
    form.get_by_label("补充说明").fill("<b>看</b>第三段")
    form.get_by_role("button", name="提交").click()
    _said(page, "已记下")
    expect(form).to_have_count(0)
    expect(down).to_be_focused()
    [opinion] = _opinions()
    assert (opinion.reason, opinion.said) == (Reason.WRONG_SOURCE, "<b>看</b>第三段")
    assert opinion.chosen is not None
    assert opinion.chosen.quote.startswith("——复议案件数量位居全市前列")
    command = (sys.executable, "-c", _COMMAND, "eval", "feedback", "--json")
    listed = subprocess.check_output([*command, "--index", shipped_folder], cwd=ROOT)
    assert json.loads(listed)["said"] == "<b>看</b>第三段"
    # The vote is there again with the turn, in another language too.
    _reload(page)
    expect(page.get_by_role("button", name="有问题")).to_have_attribute("aria-pressed", "true")
    page.locator("#language label", has_text="English").click()
    wrong = page.get_by_role("button", name="Something is wrong")
    expect(wrong).to_have_attribute("aria-pressed", "true")


def test_keys_alone_are_enough(visitor: Visit) -> None:
    page = visitor.page
    turn = visitor.ask("海淀")
    turn.get_by_role("button", name="有问题").focus()
    page.keyboard.press("Enter")
    expect(turn.get_by_label("原文其实写了")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")  # sends the form
    _said(page, "已记下")
    expect(turn.locator(".vote-form")).to_have_count(0)
    [opinion] = _opinions()
    assert opinion.reason is Reason.SHOULD_ANSWER
    page.keyboard.press("Enter")
    turn.locator(".vote-form input").first.wait_for()
    page.keyboard.press("Escape")
    expect(turn.locator(".vote-form")).to_have_count(0)
    expect(turn.get_by_role("button", name="有问题")).to_be_focused()
    assert _opinions() == (opinion,)  # opening and closing says nothing new


def test_a_change_of_mind_counts(visitor: Visit) -> None:
    turn = visitor.ask("外资")
    _press(turn, "有问题")
    turn.locator(".vote-form").wait_for()
    up = _press(turn, "有用")
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(turn.locator(".vote-form")).to_have_count(0)
    expect(turn.get_by_role("button", name="有问题")).to_have_attribute("aria-pressed", "false")
    _said(visitor.page, "已记下")
    visitor.page.wait_for_function(
        "() => !Object.keys(localStorage).some(k => k.includes('unsent'))"
    )
    assert [opinion.good for opinion in _opinions()] == [True]


def test_a_locked_file_is_said_and_the_vote_sent_again(
    visitor: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT_S", 0.05)
    page = visitor.page
    _press(visitor.ask("外资"), "有用")
    _said(page, "已记下")
    with closing(sqlite3.connect(feedback_file(), check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        second = visitor.ask("PM2.5是多少")
        _press(second, "有用")
        _said(page, "正被别的程序占用")
        assert len(_opinions()) == 1
        # A new page tries again, and says that the vote still waits.
        _reload(page)
        _said(page, "正被别的程序占用")
        expect(page.locator("[data-verdict=up]").last).to_have_attribute("aria-pressed", "true")
    _reload(page)
    _said(page, "已记下")
    assert [opinion.question for opinion in _opinions()] == ["外资", "PM2.5是多少"]


def test_a_file_that_cannot_be_written_loses_nothing(visitor: Visit) -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    feedback_file().mkdir()
    page = visitor.page
    _press(visitor.ask("外资"), "有用")
    _said(page, "记录文件无法写入")
    page.get_by_role("button", name="新对话").click()
    feedback_file().rmdir()
    # What waited goes along with the next vote, though its turn is gone from the page.
    _press(visitor.ask("海淀"), "有用")
    _said(page, "已记下")
    page.wait_for_function("() => !Object.keys(localStorage).some(k => k.includes('unsent'))")
    assert {opinion.question for opinion in _opinions()} == {"外资", "海淀"}


def test_on_a_phone_every_target_is_large_and_nothing_overflows(visitor: Visit) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 844})
    turn = visitor.ask("外资")
    _press(turn, "有问题")
    turn.locator(".vote-form").wait_for()
    heights = page.locator(".votes button, .vote-form :is(fieldset label, button, textarea)")
    assert min(heights.evaluate_all("all => all.map(each => each.offsetHeight)")) >= 44
    assert visitor.overflow() == 0
