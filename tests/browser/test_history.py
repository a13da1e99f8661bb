import json
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]


@pytest.fixture
def chatted(visit: _Visit) -> Visit:
    """A visitor who has asked two questions."""
    visitor = visit()
    visitor.ask("PM2.5是多少")
    visitor.ask("外资")
    return visitor


def _reload(page: Page) -> None:
    page.reload()
    page.locator("html.greeted").wait_for()


def _questions(page: Page) -> list[str]:
    return page.locator(".question-text").all_text_contents()


def test_a_reload_keeps_every_turn_with_its_evidence(chatted: Visit) -> None:
    page = chatted.page
    _reload(page)
    expect(page.locator(".turn")).to_have_count(2)
    assert _questions(page) == ["PM2.5是多少", "外资"]
    page.locator(".marker[data-marker='2']").click()
    expect(page.locator(".card.lit mark")).to_have_text("优良天达到280天,同比增加48天")
    # A follow-up still refers to what was asked before the reload.
    turn = chatted.ask("那无烟家庭呢")
    expect(turn.locator(".understood")).to_contain_text("外资 那无烟家庭呢")


def test_another_language_reaches_the_turns_that_were_kept(chatted: Visit) -> None:
    _reload(chatted.page)
    expect(chatted.page.locator(".turn")).to_have_count(2)
    chatted.page.locator("#language label", has_text="English").click()
    expect(chatted.page.locator(".made").first).to_have_text("Quoted from the source, not reworded")


def test_two_tabs_of_one_chat_share_their_turns(chatted: Visit) -> None:
    first = chatted.page
    second = first.context.new_page()
    second.goto(first.url)
    expect(second.locator(".turn")).to_have_count(2)
    Visit(second).ask("海淀")
    expect(first.locator(".turn")).to_have_count(3)
    chatted.ask("复议调解率")
    expect(second.locator(".turn")).to_have_count(4)
    for page in (first, second):
        _reload(page)
        expect(page.locator(".turn")).to_have_count(4)
        assert _questions(page) == ["PM2.5是多少", "外资", "海淀", "复议调解率"]


def test_a_new_chat_is_empty_and_stays_so(chatted: Visit) -> None:
    page = chatted.page
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()
    _reload(page)
    expect(page.locator(".welcome")).to_be_visible()
    assert page.locator(".turn").count() == 0


def test_turns_that_this_server_did_not_keep_are_told_and_not_shown(chatted: Visit) -> None:
    page = chatted.page
    page.evaluate(
        """() => { const name = Object.keys(localStorage).find(name => name.includes("turn:") &&
               localStorage.getItem(name).includes("39微克"));
             const kept = localStorage.getItem(name);
             localStorage.setItem(name, kept.replace("39微克", "93微克")); }"""
    )
    _reload(page)
    expect(page.locator("#note")).to_contain_text("不是由这个服务保存的")
    assert _questions(page) == ["外资"]


def test_a_browser_that_keeps_nothing_says_so_and_still_answers(visit: _Visit) -> None:
    visitor = visit()
    visitor.page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }"
    )
    visitor.ask("外资")
    expect(visitor.page.locator("#note")).to_contain_text("刷新后会消失")
    turn = visitor.ask("那无烟家庭呢")
    expect(turn.locator(".understood")).to_contain_text("外资 那无烟家庭呢")


@pytest.mark.parametrize("form", ["Markdown", "JSON"])
def test_the_chat_is_taken_along_with_its_evidence(chatted: Visit, form: str) -> None:
    with chatted.page.expect_download() as download:
        chatted.page.get_by_role("button", name=f"导出 {form}").click()
    text = download.value.path().read_text(encoding="utf-8")
    if form == "JSON":
        turns = json.loads(text)["turns"]
        assert [turn["question"] for turn in turns] == ["PM2.5是多少", "外资"]
        [citation] = turns[1]["answer"]["citations"]
        assert citation["quote"] == "全年实际利用外资46.2亿美元,占全市的三成以上"
    else:
        assert re.findall("^## (.*)$", text, re.M) == ["PM2.5是多少", "外资"]
    assert re.fullmatch(r"baipishu-\d{12}\.(md|json)", download.value.suggested_filename)


def test_a_permalink_asks_its_question_once(visit: _Visit, address: str) -> None:
    page = visit(f"{address}?q={quote('外资&<b>')}").page
    expect(page.locator(".turn[aria-busy=false] .question-text")).to_have_text("外资&<b>")
    assert page.url == address
    _reload(page)
    expect(page.locator(".turn")).to_have_count(1)
