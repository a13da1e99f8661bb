import json
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.doubles import PAYLOAD

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]


@pytest.fixture
def check(visit: _Visit, address: str) -> Visit:
    """The page at its checking tab."""
    return visit(f"{address}?tab=check")


def _checked(visitor: Visit, pasted: str) -> None:
    visitor.page.locator("#check-text textarea").fill(pasted)
    visitor.page.locator("#check-go").click()


def test_a_pasted_text_is_checked_and_read_in_context(check: Visit) -> None:
    page = check.page
    page.evaluate("window.baipishu.goto = (...where) => { window.led = where; }")
    _checked(check, "PM2.5年均浓度为39微克/立方米")
    expect(page.locator(".claim-verdict")).to_have_text(["✓ 原文支持", "✗ 与原文不符"])
    expect(page.locator(".pair dd")).to_have_text(["64.2亿美元", "46.2亿美元"])
    expect(page.locator(".claim mark")).to_have_text(["64.2亿美元", "46.2亿美元"])
    page.locator(".claim").last.scroll_into_view_if_needed()
    expect(page.locator(".as-of")).to_be_in_viewport()
    page.locator(".claim button").first.click()
    tab, place = page.evaluate("window.led")
    assert (tab, place["doc"], place["end"] - place["start"]) == ("read", "chaoyang-2020", 18)


def test_both_exports_are_saved_and_parse_back(check: Visit, tmp_path: Path) -> None:
    _checked(check, PAYLOAD)
    saved = {}
    for form in ("json", "md"):
        with check.page.expect_download() as waiting:
            check.page.locator(f"#tab-check [data-form={form}]").click()
        assert waiting.value.suggested_filename == f"baipishu-check.{form}"
        waiting.value.save_as(tmp_path / form)
        saved[form] = (tmp_path / form).read_text(encoding="utf-8")
    claims = json.loads(saved["json"])["claims"]
    assert [claim["verdict"] for claim in claims] == ["supported", "contradicted"]
    assert claims[1]["differences"] == [
        {"kind": "figure", "claim": "64.2亿美元", "source": "46.2亿美元"}
    ]
    fences = [each.content for each in MarkdownIt().parse(saved["md"]) if each.type == "fence"]
    assert fences[0] == PAYLOAD + "\n"


def test_what_is_pasted_stays_inert_and_what_is_no_text_is_said(check: Visit) -> None:
    page = check.page
    _checked(check, PAYLOAD)
    expect(page.locator(".said").first).to_contain_text("<img src=x")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#checked").locator("img, script, svg").count() == 0
    _checked(check, " ")
    expect(page.locator("#checked .failure")).to_contain_text("还没有内容")
    _checked(check, "字" * 180_000)
    expect(page.locator("#checked .failure")).to_contain_text("共180000字")
    assert check.overflow() == 0


def test_the_example_and_another_language_on_a_phone(visit: _Visit, address: str) -> None:
    visitor = visit(f"{address}?tab=check", viewport={"width": 390, "height": 844})
    page = visitor.page
    page.locator("#check-example").click()
    expect(page.locator(".claim-verdict").first).to_have_text("✓ 原文支持")
    page.locator("#language label", has_text="English").click()
    expect(page.locator(".claim-verdict").first).to_have_text("✓ Supported")
    expect(page.locator("#check-go")).to_have_text("Check")
    assert visitor.overflow() == 0
