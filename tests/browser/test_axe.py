"""axe-core on every tab, light and dark: nothing of ours may breach WCAG 2.2 A or AA.

What gradio's own markup breaches is listed by rule with the version that it was seen in, so that a
new version, or a new rule, is looked at again.
"""

from collections.abc import Callable

import gradio
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]
_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# Rule -> a part of the selectors of gradio's own elements that break it.
_GRADIO = {"6.31.0": {}}
# The same of what a document brings along: its headings are as deep as it has them, also the first.
_OF_DOCUMENTS = {"heading-order": "data-start"}


def violations(page: Page) -> list[tuple[str, str]]:
    """Rule and element of every violation that is not gradio's."""
    known = _GRADIO.get(gradio.__version__, {}) | _OF_DOCUMENTS
    return [
        (rule["id"], str(node["target"]))
        for rule in Axe().run(page, options=_RULES).response["violations"]
        for node in rule["nodes"]
        if known.get(rule["id"], "\0") not in str(node["target"])
    ]


def _tabs(page: Page) -> list[str]:
    ids = page.locator("[role=tab]").evaluate_all("tabs => tabs.map(tab => tab.id)")
    return [each.removeprefix("tab-").removesuffix("-button") for each in ids]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_tab_has_a_violation(visit: _Visit, scheme: str) -> None:
    visitor = visit(color_scheme=scheme, reduced_motion="reduce")
    page = visitor.page
    found = {}
    visitor.ask("PM2.5是多少").locator("[data-verdict=down]").click()
    page.locator(".vote-form").wait_for()
    for name in _tabs(page):
        page.evaluate("name => window.baipishu.goto(name)", name)
        if name == "check":
            page.locator("#check-text textarea").fill("全年实际利用外资64.2亿美元")
            page.locator("#check-go").click()
            page.locator(".review").wait_for()
        if name == "evals":
            page.locator("#evals .failures").wait_for()
            for folded in page.locator("#evals .failures summary").all():
                folded.click()
        found[name] = violations(page)
    assert {"ask", "check", "evals"} <= set(found)
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_what_is_wrong_is_found(chat: Visit) -> None:
    chat.page.evaluate("document.querySelector('#chat').append(document.createElement('img'))")
    assert [rule for rule, _ in violations(chat.page) if rule == "image-alt"] == ["image-alt"]
    chat.page.evaluate("document.querySelector('#chat > img').remove()")
