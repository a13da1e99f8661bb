from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.doubles import FakeAssistant
from tests.ui.served import served

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]


def test_a_marker_shows_its_quote_and_place_to_pointer_and_keyboard(chat: Visit) -> None:
    page = chat.page
    marker = chat.ask("外资").locator(".marker")
    peek = page.locator("#peek")
    marker.hover()
    expect(peek.locator(".peek-quote")).to_have_text("全年实际利用外资46.2亿美元,占全市的三成以上")
    expect(peek.locator(".locator")).to_have_text("第11页起 · 第1段")
    expect(peek.locator(".path")).to_contain_text("营商环境")
    expect(peek).to_be_in_viewport(ratio=1)
    peek.hover()  # the pointer may move into it
    page.wait_for_timeout(300)
    expect(peek).to_be_visible()
    page.mouse.move(5, 300)
    expect(peek).to_be_hidden()
    page.locator("#question textarea").focus()
    marker.focus()
    expect(marker).to_have_attribute("aria-describedby", "peek")
    page.keyboard.press("Escape")
    expect(peek).to_be_hidden()
    expect(marker).to_be_focused()


def test_keys_lead_to_the_line_and_bring_back_questions(visit: _Visit) -> None:
    visitor = visit()
    visitor.ask("外资")
    visitor.ask("海淀")
    box = visitor.page.locator("#question textarea")
    box.blur()
    visitor.page.keyboard.press("/")
    expect(box).to_be_focused()
    for key, shown in (("ArrowUp", "海淀"), ("ArrowUp", "外资"), ("ArrowDown", "海淀")):
        box.press(key)
        expect(box).to_have_value(shown)
    box.press("ArrowDown")
    expect(box).to_have_value("")
    box.fill("自己写的")
    box.press("ArrowUp")
    expect(box).to_have_value("自己写的")


def test_a_turn_is_copied_linked_edited_and_asked_again(visit: _Visit, address: str) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    turn = visitor.ask("外资")
    turn.get_by_role("button", name="复制", exact=True).click()
    expect(page.locator("#note")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("全年实际利用外资46.2亿美元,占全市的三成以上 [1]\n\n[1] 全年实际利用")
    turn.get_by_role("button", name="复制链接").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('?q=')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}?q=%E5%A4%96%E8%B5%84"
    turn.get_by_role("button", name="改问").click()
    expect(page.locator("#question textarea")).to_have_value("外资")
    turn.get_by_role("button", name="重问").click()
    expect(page.locator(".turn[aria-busy=false] .question-text")).to_have_text(["外资", "外资"])


def test_what_stands_beside_is_asked_with_a_click(chat: Visit) -> None:
    turn = chat.ask("外资")
    question = "关于“加强生态文明建设,打造美丽朝阳”，原文是怎么说的？"
    turn.get_by_role("button", name=question).click()
    expect(chat.page.locator(".turn").last.locator(".question-text")).to_have_text(question)
    expect(turn.locator(".next")).to_be_hidden()


@pytest.mark.parametrize("by_key", [True, False])
def test_an_answer_on_its_way_is_stopped_and_the_next_one_comes(
    visit: _Visit, by_key: bool
) -> None:
    with served(FakeAssistant(delay=1.5)) as slow:
        visitor = visit(slow.url)
        page = visitor.page
        page.locator("#question textarea").fill("PM2.5")
        page.keyboard.press("Enter")
        stop = page.get_by_role("button", name="停止")
        stop.wait_for()
        page.keyboard.press("Escape") if by_key else stop.click()
        expect(page.locator("#note")).to_have_text("已停止。")
        visitor.ask("外资")
        expect(page.locator(".answer")).to_have_count(1)
        page.context.close()


def test_reading_in_context_is_offered_where_there_is_a_tab_for_it(chat: Visit) -> None:
    chat.ask("外资")
    page = chat.page
    page.evaluate(
        """() => { window.baipishu.register("read", (detail) => { window.led = detail; });
             if (document.getElementById("tab-read-button")) return;
             const made = document.createElement("button");
             made.id = "tab-read-button"; document.body.append(made); }"""
    )
    page.locator(".evidence-set.shown .card .in-context").first.click()
    citation = FakeAssistant().ask("外资").citations[0]
    assert page.evaluate("window.led") == {
        "doc": "chaoyang-2020",
        "start": citation.source_start,
        "end": citation.source_end,
    }
