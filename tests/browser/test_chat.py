import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.doubles import PAYLOAD, FakeAssistant, document
from tests.ui.served import served

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]
_PHONE = {"viewport": {"width": 390, "height": 844}}
# WCAG 2.2 AA for text of ordinary size.
_CONTRAST = 4.5
_BRIGHTNESS = """elements => elements.map(element => {
  const rgba = value => value.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  let under = element;
  while ((rgba(getComputedStyle(under).backgroundColor)[3] ?? 1) === 0) under = under.parentElement;
  const [a, b] = [getComputedStyle(element).color, getComputedStyle(under).backgroundColor]
    .map(rgba).map(light);
  return [element.className, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
})"""


def test_a_question_is_answered_and_the_line_is_free_for_the_next(chat: Visit) -> None:
    turn = chat.ask("PM2.5是多少")
    expect(turn.locator(".answer")).to_contain_text("PM2.5年均浓度为39微克/立方米,下降9.3%; [1]")
    box = chat.page.locator("#question textarea")
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(chat.page.locator(".welcome")).to_be_hidden()


def test_shift_and_enter_make_a_new_line(chat: Visit) -> None:
    turns = chat.page.locator(".turn").count()
    box = chat.page.locator("#question textarea")
    box.fill("第一行")
    box.press("Shift+Enter")
    box.press_sequentially("第二行")
    expect(box).to_have_value("第一行\n第二行")
    assert chat.page.locator(".turn").count() == turns


def test_enter_that_chooses_a_character_sends_nothing(chat: Visit) -> None:
    turns = chat.page.locator(".turn").count()
    chat.page.locator("#question textarea").fill("chaoyang")
    chat.page.evaluate(
        """() => document.querySelector("#question textarea").dispatchEvent(
             new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true}))"""
    )
    chat.ask("外资")  # had the first one been sent, there would be one more
    assert chat.page.locator(".turn").count() == turns + 1


def test_what_is_sent_too_early_is_asked_afterwards_and_once(visit: _Visit) -> None:
    visitor = visit()
    box = visitor.page.locator("#question textarea")
    box.fill("PM2.5")
    box.press("Enter")
    visitor.page.locator(".turn").wait_for()
    box.fill("外资")
    box.press("Enter")
    box.press("Enter")
    expect(visitor.page.locator(".turn[aria-busy=false]")).to_have_count(2)
    visitor.ask("海淀")
    asked = visitor.page.locator(".question-text").all_text_contents()
    assert asked == ["PM2.5", "外资", "海淀"]


def test_empty_and_overlong_questions_do_no_harm(chat: Visit) -> None:
    turns = chat.page.locator(".turn").count()
    box = chat.page.locator("#question textarea")
    box.fill("  ")
    box.press("Enter")
    failed = chat.ask("问" * 10_000)
    expect(failed.locator(".failure")).to_contain_text("the question has 10000 characters")
    assert chat.page.locator(".turn").count() == turns + 1
    assert chat.overflow() == 0


def test_a_marker_leads_to_the_quote_and_back(visit: _Visit) -> None:
    visitor = visit(viewport={"width": 1280, "height": 420})
    page = visitor.page
    turn = visitor.ask("PM2.5是多少")
    visitor.ask("海淀区呢")
    card = page.locator(".card[id$='-2']")
    expect(card).to_be_hidden()  # the panel shows what belongs to the newest turn
    turn.locator(".marker[data-marker='2']").click()
    expect(card).to_be_focused()
    expect(card).to_have_class(re.compile("lit"))
    expect(card.locator("mark")).to_have_text("优良天达到280天,同比增加48天")
    expect(card.locator("mark")).to_be_in_viewport()
    assert page.locator("#evidence").evaluate("panel => panel.scrollTop") > 0
    shade = "mark => getComputedStyle(mark).backgroundColor"
    assert card.locator("mark").evaluate(shade) != "rgba(0, 0, 0, 0)"


def test_the_keyboard_alone_follows_a_marker(chat: Visit) -> None:
    marker = chat.ask("外资").locator(".marker")
    marker.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator(".card.lit mark")).to_contain_text("46.2亿美元")
    chat.page.keyboard.press("Tab")
    expect(chat.page.locator(".card.lit .whole")).to_be_focused()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator(".card.lit")).to_contain_text("——国际化营商环境提升实现多点突破")


def test_every_marker_has_its_card(chat: Visit) -> None:
    questions = ("PM2.5", "复议调解率", "How many reviews?", "外资")
    markers = [chat.ask(question).locator(".marker").count() for question in questions]
    missing = chat.page.locator(".marker").evaluate_all(
        """markers => markers.filter(({dataset}) =>
             !document.getElementById(`card-${dataset.turn}-${dataset.marker}`)).length"""
    )
    assert markers == [2, 4, 1, 1]
    assert missing == 0


def test_a_refusal_shows_what_is_near_and_cites_nothing(chat: Visit) -> None:
    turn = chat.ask("海淀区有多少件?")
    expect(turn.locator(".refusal-title")).to_have_text("原文中没有找到答案")
    assert turn.locator(".marker").count() == 0
    expect(chat.page.locator(".evidence-set.shown .near-title")).to_have_text(
        "可能相关（未作为依据）"
    )
    border = "card => getComputedStyle(card).borderTopStyle"
    assert chat.page.locator(".evidence-set.shown .near-card").first.evaluate(border) == "dashed"
    assert chat.page.locator(".evidence-set.shown mark").count() == 0


def test_a_conflict_links_both_figures(chat: Visit) -> None:
    turn = chat.ask("复议调解率是多少")
    expect(turn.locator(".conflict")).to_contain_text("原文的说法不一致")
    turn.locator(".conflict .marker[data-marker='2']").click()
    expect(chat.page.locator(".card.lit mark")).to_have_text("全市平均为23.2%")


def test_an_example_is_asked_with_a_click(visit: _Visit) -> None:
    visitor = visit()
    visitor.page.locator(".examples button").first.click()
    expect(visitor.page.locator(".turn .question-text")).to_have_text("2020年PM2.5年均浓度是多少？")
    expect(visitor.page.locator(".turn .answer")).to_contain_text("39微克/立方米")


def test_a_follow_up_shows_how_it_was_understood(chat: Visit) -> None:
    chat.ask("2020年PM2.5是多少")
    turn = chat.ask("那无烟家庭呢")
    expect(turn.locator(".understood")).to_contain_text("2020年PM2.5是多少 那无烟家庭呢")


def test_the_interface_follows_the_browser_and_can_be_switched(visit: _Visit) -> None:
    visitor = visit(locale="en-GB")
    page = visitor.page
    expect(page.locator(".as-of")).to_have_text("as of June 2021")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    turn = visitor.ask("外资")
    page.locator("#language label", has_text="繁體").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("#send")).to_have_text("提問")
    expect(page.locator("#question textarea")).to_have_attribute(
        "placeholder", "問一個數字、措施或原因"
    )
    expect(turn.locator(".made")).to_have_text("摘自原文，未經改寫")
    expect(page.locator(".evidence-set.shown .locator").first).to_have_text("第11頁起 · 第1段")
    # A request that the reload cancels would be complained of by gradio.
    page.wait_for_timeout(1000)
    page.reload()
    expect(page.locator("#evidence-title")).to_have_text("原文依據")


def test_a_phone_shows_everything_in_one_column(visit: _Visit) -> None:
    visitor = visit(**_PHONE)
    page = visitor.page
    assert visitor.overflow() == 0
    turn = visitor.ask("外资和" + "很长的词" * 40)
    visitor.ask("复议调解率" + "x" * 200)
    assert visitor.overflow() == 0
    turn.locator(".marker").click()
    expect(page.locator(".card.lit mark")).to_be_in_viewport()
    expect(page.locator(".as-of")).to_be_in_viewport()
    expect(page.locator("#send")).to_be_in_viewport()
    page.locator(".card.lit .to-answer").click()
    expect(turn.locator(".marker")).to_be_focused()
    expect(turn.locator(".marker")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_their_ground(visit: _Visit, scheme: str) -> None:
    visitor = visit(color_scheme=scheme, reduced_motion="reduce")
    pale = visitor.page.locator(_WORDS).evaluate_all(_BRIGHTNESS)
    for question in ("那无烟家庭呢", "海淀", "复议调解率", "问" * 2001, "外资"):
        visitor.ask(question)
    visitor.page.locator(".evidence-set.shown summary").first.click()
    pale += visitor.page.locator(_WORDS).evaluate_all(_BRIGHTNESS)
    assert {name for name, ratio in pale if ratio < _CONTRAST} == set()


_WORDS = ", ".join(
    f"{words}:visible"
    for words in (
        *(".brand span", ".about span", "#language label span", ".welcome h2", ".promise"),
        *(".examples span", "#send", "#keys p", ".panel-head h2", ".aside", ".question-text"),
        *(".answer", ".quoted", ".marker", ".made", ".to-evidence", ".refusal p", ".failure p"),
        *(".conflict p", ".conflict li", ".notes li", ".understood", ".path", ".locator"),
        *(".number", "blockquote p", "mark", ".verdict", ".relevance", ".scores p", ".scores dt"),
        *(".scores dd", ".near-title", ".whole"),
    )
)


def test_motion_stops_where_it_is_not_wanted(visit: _Visit) -> None:
    visitor = visit(reduced_motion="reduce")
    times = visitor.page.locator("#top").evaluate("e => getComputedStyle(e).animationDuration")
    assert float(times.removesuffix("s")) < 0.001


def test_nothing_that_is_asked_or_cited_runs(visit: _Visit) -> None:
    hostile = document(title=PAYLOAD)
    with served(FakeAssistant(hostile)) as own:
        visitor = visit(own.url)
        turn = visitor.ask(PAYLOAD)
        expect(turn.locator(".question-text")).to_contain_text("<img src=x")
        expect(visitor.page.locator(".about .title")).to_contain_text("<script>")
        expect(visitor.page.locator(".near-card .path")).to_contain_text("<svg/onload")
        turn.locator(".marker").first.click()
        visitor.page.wait_for_timeout(100)
        assert visitor.page.evaluate("window.hacked") is None
        assert visitor.page.locator(".turn, .card").locator("img, script, svg").count() == 0
        visitor.page.context.close()


def test_two_visitors_see_their_own_chat_only(visit: _Visit) -> None:
    first, second = visit(), visit()
    first.ask("外资")
    second.ask("海淀")
    first.ask("那无烟家庭呢")
    assert first.page.locator(".question-text").all_text_contents() == ["外资", "那无烟家庭呢"]
    assert second.page.locator(".question-text").all_text_contents() == ["海淀"]
