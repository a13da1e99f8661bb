from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def trial(visit: Callable[..., Visit], address: str) -> Callable[..., Visit]:
    """Opens the retrieval tab and tries a query."""

    def tried(query: str, **context: object) -> Visit:
        visitor = visit(f"{address}?tab=retrieval", **context)
        visitor.page.locator("#trial-query").fill(query)
        visitor.page.keyboard.press("Enter")
        visitor.page.locator(".ranking, #trial-note:not(:empty)").wait_for()
        return visitor

    return tried


def _order(page: Page) -> list[str]:
    rows = page.locator(".ranking tbody tr:visible")
    return rows.evaluate_all("rows => rows.map(row => row.dataset.id.split(':')[1])")


def test_weights_change_the_order_at_once_and_nothing_is_kept(trial: Callable[..., Visit]) -> None:
    visitor = trial("外资")
    page = visitor.page
    before = _order(page)
    assert before == ["0.1", "1.1", "2.1", "2.2", "3.1", "3.2"]
    visitor.requested.clear()
    page.locator("#weight-dense").fill("0")
    expect(page.locator(".ranking .score").first).to_have_text("2.50")
    assert _order(page) == before[::-1]
    expect(page.locator("#trial-moved")).to_have_text("前10名中有6段的位次与设定不同")
    expect(page.locator(".ranking .why").first).to_have_text("主要靠 字词")
    assert visitor.requested == []
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "weight" not in kept
    page.get_by_role("button", name="恢复设定值").click()
    assert _order(page) == before
    page.locator("#weight-dense").fill("0")
    page.reload()
    page.locator("#trial-query").fill("外资")
    page.keyboard.press("Enter")
    page.locator(".ranking").wait_for()
    assert _order(page) == before


def test_the_keyboard_alone_moves_a_weight(trial: Callable[..., Visit]) -> None:
    page = trial("外资").page
    page.locator("#weight-dense").focus()
    page.keyboard.press("Home")
    expect(page.locator("#weight-dense")).to_have_value("0")
    assert _order(page)[0] == "3.2"


def test_a_query_is_shown_as_it_was_understood(trial: Callable[..., Visit]) -> None:
    understood = trial("法绿上访").page.locator(".trial-understood")
    expect(understood).to_contain_text("法律上访")
    expect(understood).to_contain_text("已改写自“法绿上访”")
    expect(understood.locator(".term")).to_have_text("信访")


def test_a_passage_is_read_in_context_and_the_query_asked(trial: Callable[..., Visit]) -> None:
    page = trial("外资").page
    page.locator(".ranking tr", has_text="生态建设").get_by_role("button").click()
    expect(page.locator(".leaf mark")).to_contain_text("——生态建设取得显著成效")
    page.locator("#tab-retrieval-button").click()
    page.locator(".trial-ask").click()
    expect(page.locator(".turn .answer")).to_contain_text("46.2亿美元")


def test_one_chapter_can_be_looked_at_alone_and_language_keeps_the_trial(
    trial: Callable[..., Visit],
) -> None:
    page = trial("外资").page
    page.locator("#trial-part").select_option("一、总报告")
    page.locator("#weight-lexical").fill("0")
    page.locator("#language label", has_text="English").click()
    expect(page.locator(".ranking th").first).to_have_text("Rank")
    expect(page.locator("#trial-query")).to_have_value("外资")
    expect(page.locator("#weight-lexical")).to_have_value("0")
    expect(page.locator("#trial-part")).to_have_value("一、总报告")


def test_what_cannot_be_searched_is_told(trial: Callable[..., Visit]) -> None:
    page = trial("问" * 2001).page
    expect(page.locator("#trial-note")).to_contain_text("the question has 2001 characters")


def test_a_phone_shows_the_table_without_overflow(trial: Callable[..., Visit]) -> None:
    visitor = trial("外资", viewport={"width": 390, "height": 844})
    assert visitor.overflow() == 0
    row = visitor.page.get_by_role("row", name="生态建设")
    row.scroll_into_view_if_needed()
    expect(row.get_by_role("cell")).to_have_count(7)
    assert visitor.overflow() == 0
