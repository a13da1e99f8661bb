from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from rag import Assistant, Settings
from tests.browser.conftest import Visit
from tests.browser.test_axe import violations
from tests.doubles import PAYLOAD
from tests.ui.served import served
from ui.access import Access
from ui.held import Held
from ui.uploads import Uploads

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]
_PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def open_page(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page over one document that takes others."""
    folder = tmp_path_factory.mktemp("uploads")
    held = Held(Assistant.open(shipped_folder, Settings()))
    uploads = Uploads(held, folder, index_dir=folder / "index")
    with served(held, Access(uploads=uploads)) as page:
        yield page.url


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    """A Word file with a heading and a sentence."""
    made = docx.Document()
    made.add_heading("公园年报", 0)
    made.add_heading("一、园林绿化", 1)
    made.add_paragraph("2021年全区新建口袋公园18个，绿道长27公里。")
    made.save(tmp_path / "公园年报.docx")
    return tmp_path / "公园年报.docx"


def test_a_file_is_added_asked_and_cited(visit: _Visit, open_page: str, parks: Path) -> None:
    visitor, other = visit(open_page), visit(open_page, locale="en-GB", **_PHONE)
    page = visitor.page
    expect(page.locator("#scope")).to_be_hidden()
    page.locator("#add button").click()
    bad = {"name": f"../{PAYLOAD}.exe", "mimeType": "text/plain", "buffer": b"MZ"}
    page.locator("#intake-file").set_input_files([bad])
    expect(page.locator("#intake-files .failed")).to_contain_text("不读这一类文件。")
    page.locator("#intake-file").set_input_files([parks])
    row = page.locator("#intake-files li").first
    expect(row).to_contain_text("可以提问了", timeout=60_000)
    assert page.evaluate("window.hacked") is None
    row.locator("[data-act=askonly]").click()
    expect(page.locator("#scope")).to_contain_text("公园年报")
    turn = visitor.ask("新建了几个口袋公园？")
    expect(turn.locator(".answer")).to_contain_text("18个")
    turn.locator(".marker").first.click()
    expect(page.locator(".card.lit mark")).to_contain_text("新建口袋公园18个")
    expect(page.locator(".card.lit")).to_contain_text("公园年报")
    # For the other visitor it is there without a restart; what was there before still answers.
    other.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(other.page.locator("#scope")).to_have_text("Askingall 2 documents")
    expect(other.ask("全年审理了多少件行政复议案件？").locator(".answer")).to_contain_text("523件")
    assert other.overflow() == 0


def test_a_file_that_is_too_large_never_leaves_the_browser(visit: _Visit, open_page: str) -> None:
    visitor = visit(open_page)
    page = visitor.page
    page.locator("#add button").click()
    page.evaluate("document.querySelector('.intake').dataset.largest = '3'")
    large = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"1234"}
    page.locator("#intake-file").set_input_files([large])
    expect(page.locator("#intake-files .failed")).to_have_text(
        "a.txt文件超过 64 MB，请拆分后再添加。"
    )
    assert not [url for url in visitor.requested if "/documents?" in url]
    page.locator("#intake [data-act=intakeclose]").click()
    page.locator("#language label", has_text="English").click()
    page.locator("#add button", has_text="Add documents").click()
    expect(page.locator("#intake")).to_contain_text("at most 64 MB each")
    expect(page.locator("#intake-files li")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_upload_place_breaches_no_rule(visit: _Visit, open_page: str, scheme: str) -> None:
    page = visit(open_page, color_scheme=scheme, reduced_motion="reduce").page
    assert violations(page) == []
    page.locator("#add button").click()
    page.locator("#intake-file").set_input_files(
        [{"name": "a.exe", "mimeType": "text/plain", "buffer": b"MZ"}]
    )
    page.locator("#intake-files .failed").wait_for()
    assert violations(page) == []


def test_where_none_is_offered_nothing_of_it_is_on_the_page(chat: Visit) -> None:
    expect(chat.page.locator("#add, #intake")).to_have_count(0)
