from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.doubles import PAYLOAD, FakeAssistant, document
from tests.factories import make_document
from tests.ui.served import served

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]
_PHONE = {"viewport": {"width": 390, "height": 844}}
_TEXT = document().text
_START = _TEXT.index("优良天达到280天")
_END = _START + len("优良天达到280天")


@pytest.fixture
def read(visit: _Visit, address: str) -> Callable[..., Visit]:
    """Opens the reading tab at a place."""

    def opened(query: str = "tab=read", **context: object) -> Visit:
        visitor = visit(f"{address}?{query}", **context)
        visitor.page.locator(".leaf").wait_for()
        return visitor

    return opened


def _found(visitor: Visit) -> str:
    """The words that are lit as the match in view."""
    lit = "() => [...(CSS.highlights.get('baipishu-found-now') || [])].map(String).join('|')"
    return str(visitor.page.evaluate(lit))


def test_a_link_opens_at_the_marked_span(read: _Visit) -> None:
    visitor = read(f"doc=chaoyang-2020&at={_START}-{_END}", viewport={"width": 1280, "height": 420})
    mark = visitor.page.locator(".leaf mark")
    expect(mark).to_have_text("优良天达到280天")
    expect(mark).to_be_in_viewport(ratio=1)
    expect(visitor.page.locator("#read-note")).to_be_empty()
    expect(visitor.page.locator("#outline [aria-current]")).to_contain_text("4.加强生态文明建设")


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("doc=chaoyang-2020&at=abc", "不是“起点-终点”两个数字"),
        ("doc=chaoyang-2020&at=20-10", "已对调"),
        ("doc=chaoyang-2020&at=10-99999", "显示到结尾为止"),
        (
            "doc=<img src=x onerror=alert(1)>&at=1-2",
            "这里没有编号为“<img src=x onerror=alert(1)>”的文件",
        ),
    ],
)
def test_a_bad_link_shows_the_text_and_says_what_is_wrong(
    read: _Visit, query: str, line: str
) -> None:
    visitor = read(query)
    expect(visitor.page.locator("#read-note")).to_contain_text(line)
    expect(visitor.page.locator(".leaf")).to_contain_text("行政复议案件523件")


def test_the_tree_leads_to_a_section_by_keyboard_alone(read: _Visit) -> None:
    page = read(viewport={"width": 1280, "height": 420}).page
    page.locator("#outline button", has_text="行政复议").focus()
    page.keyboard.press("Enter")
    heading = page.locator(".leaf :is(h3, h4, h5)", has_text="行政复议")
    expect(heading).to_be_in_viewport()
    expect(page.locator("#leaf")).to_be_focused()
    expect(page.locator("#outline [aria-current]")).to_contain_text("行政复议")


def test_words_are_found_in_either_script_and_stepped_through(read: _Visit) -> None:
    visitor = read(viewport={"width": 1280, "height": 420})
    page, box, count = (
        visitor.page,
        visitor.page.locator("#find"),
        visitor.page.locator("#find-count"),
    )
    total = _TEXT.count("全市")
    box.focus()
    page.keyboard.type("全市")
    expect(count).to_have_text(f"1 / {total}")
    box.press("Enter")
    expect(count).to_have_text(f"2 / {total}")
    box.press("Shift+Enter")
    box.press("Shift+Enter")
    expect(count).to_have_text(f"{total} / {total}")
    box.fill("案件數量")
    expect(count).to_have_text("1 / 2")
    assert _found(visitor) == "案件数量"
    expect(page.locator(".leaf p", has_text="案件数量位居").first).to_be_in_viewport()
    box.fill("海淀")
    expect(count).to_have_text("没有找到")
    box.press("Escape")
    expect(count).to_be_empty()


def test_what_the_chat_cited_is_marked_in_the_margin_and_leads_back(visit: _Visit) -> None:
    visitor = visit()
    page = visitor.page
    visitor.ask("外资")
    page.locator("#tab-read-button").click()
    mark = page.locator(".cited-mark")
    expect(mark).to_have_count(1)
    expect(mark.locator("xpath=..")).to_contain_text("46.2亿美元")
    underlined = "() => [...CSS.highlights.get('baipishu-cited')].map(String)"
    assert page.evaluate(underlined) == ["全年实际利用外资46.2亿美元,占全市的三成以上"]
    mark.click()
    expect(page.locator(".card.lit mark")).to_contain_text("46.2亿美元")


def test_a_link_to_selected_words_leads_to_them(read: _Visit) -> None:
    visitor = read(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    _select(page.locator(".leaf p", has_text="优良天达到280天"), "优良天达到280天")
    page.locator(".copy-link").click()
    expect(page.locator("#read-note")).to_have_text("已复制指向所选文字的链接")
    link = page.evaluate("navigator.clipboard.readText()")
    assert parse_qs(urlsplit(link).query) == {"doc": ["chaoyang-2020"], "at": [f"{_START}-{_END}"]}
    page.goto(link)
    expect(page.locator(".leaf mark")).to_have_text("优良天达到280天")


def _select(paragraph: Locator, words: str) -> None:
    paragraph.evaluate(
        """(block, words) => {
             const node = block.firstChild;
             const at = node.data.indexOf(words);
             getSelection().setBaseAndExtent(node, at, node, at + words.length);
           }""",
        words,
    )


def _library() -> FakeAssistant:
    """Two documents, one of them far longer than a window and full of rare characters."""
    paragraphs = "\n\n".join(f"第{number}段,𠮷😀写着。" for number in range(9_000))
    assistant = FakeAssistant(document())
    long = make_document(f"一、概况\n\n{paragraphs}\n", "long", title="长卷")
    assistant.documents = (*assistant.documents, long)
    return assistant


def test_a_long_document_is_read_window_by_window(visit: _Visit) -> None:
    library = _library()
    with served(library) as own:
        visitor = visit(f"{own.url}?tab=read")
        page = visitor.page
        page.locator(".read-other").click()
        page.locator(".picker-row", has_text="长卷").click()
        expect(page.locator(".leaf")).to_contain_text("第0段")
        assert page.locator(".leaf p").count() < 4_000
        page.locator("#find").fill("第8000段,𠮷😀写")
        expect(page.locator("#find-count")).to_have_text("1 / 1")
        expect(page.locator(".leaf p", has_text="第8000段")).to_be_in_viewport()
        assert _found(visitor) == "第8000段,𠮷😀写"
        page.locator(".further.earlier").click()
        expect(page.locator(".leaf")).not_to_contain_text("第8000段")
        paragraph = page.locator(".leaf p", has_text="第5555段")
        start = library.documents[1].text.index("第5555段")
        page.evaluate(
            "detail => baipishu.goto('read', detail)",
            {"doc": "long", "start": start, "end": start + 9},
        )
        expect(paragraph.locator("mark")).to_have_text("第5555段,𠮷😀")
        expect(paragraph).to_be_in_viewport()
        page.context.close()


def test_a_phone_shows_text_and_tree_in_one_column(read: _Visit) -> None:
    visitor = read(f"doc=chaoyang-2020&at={_START}-{_END}", **_PHONE)
    page = visitor.page
    expect(page.locator(".leaf mark")).to_be_in_viewport()
    assert visitor.overflow() == 0
    tree = page.locator("#outline li").first
    expect(tree).to_be_hidden()
    page.locator("#outline summary").click()
    tree.locator("button").click()
    expect(tree).to_be_hidden()
    page.locator("#find").fill("全市")
    expect(page.locator("#find-count")).to_contain_text("/")
    assert visitor.overflow() == 0


def test_the_words_around_the_text_follow_the_interface(read: _Visit) -> None:
    page = read().page
    page.locator("#find").fill("全市")
    expect(page.locator("#find-count")).to_contain_text("/")
    page.locator("#language label", has_text="English").click()
    expect(page.locator(".copy-link")).to_have_text("Copy link")
    expect(page.locator("#find")).to_have_value("全市")
    expect(page.locator(".page-from").first).to_have_text("from p. 9")


def test_nothing_in_a_document_runs(visit: _Visit) -> None:
    with served(FakeAssistant(document(title=PAYLOAD))) as own:
        page = visit(f"{own.url}?tab=read").page
        expect(page.locator("#outline")).to_contain_text("<script>")
        page.wait_for_timeout(100)
        assert page.evaluate("window.hacked") is None
        assert page.locator("#reader").locator("img, script, svg").count() == 0
        page.context.close()
