from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from rag import Assistant, Settings
from tests.browser.conftest import Visit
from tests.browser.test_axe import violations
from tests.doubles import PAYLOAD, FakeAssistant, document
from tests.factories import make_document
from tests.ui.served import served

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]
_QUESTION = "绿化面积是多少？"


@pytest.fixture(scope="module")
def library(two_folder: Path) -> Iterator[str]:
    """The address of a page over the two documents of a real index."""
    with served(Assistant.open(two_folder, Settings())) as page:
        yield page.url


def _choose(page: Page, words: str, *titles: str) -> None:
    page.locator("#scope button").click()
    page.locator("#picker-words").fill(words)
    for title in titles:
        page.locator(".picker-row", has_text=title).locator("input").check()
    page.locator("#picker .go").click()


def test_a_question_is_put_to_the_document_that_was_chosen(visit: _Visit, library: str) -> None:
    visitor = visit(library, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    scope, about = page.locator("#scope"), page.locator("#header .about")
    expect(scope).to_have_text("提问范围全部2份文件")
    expect(about).to_have_text("2份文件")
    # By keyboard alone.
    scope.locator("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#picker-words")).to_be_focused()
    page.keyboard.type("司法局 2019")
    expect(page.locator("#picker-count")).to_have_text("找到1份文件")
    page.locator(".picker-row input").focus()
    page.keyboard.press("Space")
    page.locator("#picker .go").press("Enter")
    expect(scope).to_have_text("提问范围清河白皮书")
    expect(about).to_have_text("清河白皮书截至2019年6月")
    turn = visitor.ask(_QUESTION)
    expect(turn.locator(".answer")).to_contain_text("12公顷")
    expect(turn.locator(".asked-in")).to_have_text("只问了：清河白皮书 (截至2019年6月)")
    turn.locator("[data-act=link]").click()
    expect(page.locator("#note")).to_have_text("已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == {"q": [_QUESTION], "doc": ["qinghe"]}
    # Another reader follows the link.
    other = visit(link).page
    expect(other.locator(".turn .answer")).to_contain_text("12公顷")
    expect(other.locator("#scope")).to_have_text("提问范围清河白皮书")
    assert urlsplit(other.url).query == ""


def test_a_choice_is_kept_with_the_chat_and_ends_with_it(visit: _Visit, library: str) -> None:
    visitor = visit(library)
    page = visitor.page
    _choose(page, "", "北海规划")
    expect(page.locator("#scope")).to_have_text("提问范围北海规划")
    expect(visitor.ask(_QUESTION).locator(".answer")).to_contain_text("30公顷")
    page.reload()
    expect(page.locator("#scope")).to_have_text("提问范围北海规划")
    expect(page.locator(".turn .asked-in")).to_contain_text("北海规划")
    page.locator("#language label", has_text="English").click()
    expect(page.locator("#scope")).to_have_text("Asking北海规划")
    expect(page.locator("#header .about")).to_have_text("北海规划")
    page.locator("[data-act=fresh]").click()
    expect(page.locator("#scope")).to_have_text("Askingall 2 documents")
    expect(page.locator("#header .about")).to_have_text("2 documents")


def test_a_link_to_a_document_that_is_not_here_asks_nothing(visit: _Visit, library: str) -> None:
    page = visit(f"{library}?q={_QUESTION}&doc=gone").page
    expect(page.locator(".failure")).to_contain_text("所选文件里有这里没有的，没有提问。")
    expect(page.locator("#note")).to_contain_text("已去掉")
    expect(page.locator("#scope")).to_have_text("提问范围全部2份文件")


def test_reading_and_retrieval_choose_in_the_same_dialog(visit: _Visit, library: str) -> None:
    page = visit(f"{library}?tab=read").page
    page.locator(".read-other").click()
    page.locator(".picker-row", has_text="北海规划").click()
    expect(page.locator(".leaf")).to_contain_text("绿化面积30公顷")
    page.locator("#tab-retrieval-button").click()
    page.locator("#trial-query").fill("绿化")
    page.locator("#trial-doc").click()
    page.locator(".picker-row", has_text="清河白皮书").click()
    expect(page.locator("#trial-doc")).to_have_text("清河白皮书")
    expect(page.locator(".ranking tbody tr")).to_have_count(1)
    page.locator("#language label", has_text="English").click()
    expect(page.locator("#trial-query")).to_have_attribute("aria-label", "Query")
    expect(page.locator("#trial-doc")).to_have_text("清河白皮书")
    page.locator("#trial-doc").click()
    page.locator("#picker [data-act=picknone]").click()
    expect(page.locator(".ranking tbody tr")).to_have_count(2)


def test_one_document_leaves_the_page_as_it_is(chat: Visit) -> None:
    assert chat.page.locator("#scope").bounding_box() is None
    assert chat.page.locator("#composer").bounding_box()["height"] < 70
    expect(chat.page.locator("#header .about button")).to_have_count(0)


def test_of_many_documents_only_some_are_sent(visit: _Visit) -> None:
    many = [
        make_document("一、概况\n\n绿化。\n", f"d{n}", title=f"第{n}册") for n in range(1, 1001)
    ]
    many.append(document(title=PAYLOAD))
    with served(FakeAssistant(*many)) as own:
        page = visit(own.url, viewport={"width": 390, "height": 844}).page
        page.locator("#scope button").click()
        expect(page.locator("#picker-count")).to_contain_text("有1001份文件，先列出100份")
        expect(page.locator(".picker-row")).to_have_count(100)
        page.locator("#picker-words").fill("第999册")
        expect(page.locator(".picker-row")).to_have_count(1)
        page.locator("#picker-words").fill("hacked")
        page.locator(".picker-row", has_text="hacked").locator("input").check()
        page.locator("#picker .go").click()
        expect(page.locator("#scope")).to_contain_text("<script>")
        assert page.evaluate("window.hacked") is None
        assert page.locator("#scope, #header .about").locator("img, script").count() == 0
        box = page.locator("#scope button").bounding_box()
        assert (box["height"] >= 44, box["width"] <= 390) == (True, True)
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_breaches_no_rule(visit: _Visit, library: str, scheme: str) -> None:
    page = visit(library, color_scheme=scheme, reduced_motion="reduce").page
    _choose(page, "", "北海规划")
    assert violations(page) == []
    page.locator("#scope button").click()
    expect(page.locator(".picker-row")).to_have_count(2)
    assert violations(page) == []
    # A reader who looks elsewhere and comes back finds the dialog as it was.
    page.locator("#picker-words").fill("北海")
    page.evaluate("window.baipishu.scope.refresh()")
    expect(page.locator("#picker-words")).to_have_value("北海")
    expect(page.locator(".picker-row")).to_have_count(1)


def test_an_answer_that_comes_late_does_not_undo_a_choice(visit: _Visit, library: str) -> None:
    page = visit(library).page
    expect(page.locator("#scope")).to_have_text("提问范围全部2份文件")
    page.evaluate(
        """async () => {
             const { picker, scope } = window.baipishu;
             const { choice } = picker;
             const later = (answer) => new Promise((done) => setTimeout(done, 1000, answer));
             picker.choice = (...asked) => choice(...asked).then(later);
             const late = scope.refresh();
             picker.choice = choice;
             await Promise.all([late, scope.choose(["qinghe"])]);
           }"""
    )
    expect(page.locator("#scope")).to_have_text("提问范围清河白皮书")
    assert page.evaluate("window.baipishu.kept.chosen()") == ["qinghe"]
