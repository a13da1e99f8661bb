"""Makes pictures of every tab anew: `python -m tests.browser.picture [--out DIR]`.

Without --out the two pictures of the README are made; with it every tab in every form: desktop and
phone, light and dark, in the three languages.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from rag import Assistant
from tests.tree import ROOT
from ui.page import start

_QUESTIONS = ("实际利用外资多少？", "全年调解了多少件民事纠纷？")
_README = {"width": 1280, "height": 800}
_SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
_LANGUAGES = {"zh": "zh-CN", "hant": "zh-TW", "en": "en-GB"}
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, help="where pictures of every tab go")
    out = asked.parse_args().out
    with _browser() as (browser, url):
        if out:
            out.mkdir(parents=True, exist_ok=True)
            for name, context in _forms():
                _every_tab(browser, url, name=name, context=context, out=out)
        else:
            _for_readme(browser, url)


@contextmanager
def _browser() -> Iterator[tuple[Browser, str]]:
    """A browser, and the address of a page over the shipped report."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    served = start(Assistant.open(), host="127.0.0.1", port=0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser, served.url
        browser.close()
    served.close()


def _forms() -> Iterator[tuple[str, dict[str, object]]]:
    for size, scheme, language in itertools.product(_SIZES, ("light", "dark"), _LANGUAGES):
        context = {
            "viewport": _SIZES[size],
            "color_scheme": scheme,
            "locale": _LANGUAGES[language],
            "reduced_motion": "reduce",
        }
        yield f"{size}-{scheme}-{language}", context


def _opened(browser: Browser, url: str, context: dict[str, object]) -> Page:
    page = browser.new_context(**context).new_page()
    page.goto(url)
    page.locator("html.greeted").wait_for()
    return page


def _every_tab(
    browser: Browser, url: str, *, name: str, context: dict[str, object], out: Path
) -> None:
    page = _opened(browser, url, context)
    tabs = page.locator("[role=tab]").evaluate_all("tabs => tabs.map(tab => tab.id)")
    for tab in (each.removeprefix("tab-").removesuffix("-button") for each in tabs):
        page.evaluate("name => window.baipishu.goto(name)", tab)
        _FILLED.get(tab, lambda _page: None)(page)
        page.wait_for_timeout(800)
        page.screenshot(path=out / f"{tab}-{name}.png", full_page=True)
    page.context.close()


def _ask(page: Page) -> None:
    box = page.locator("#question textarea")
    for number, question in enumerate(_QUESTIONS, 1):
        box.fill(question)
        box.press("Enter")
        page.locator(".turn[aria-busy=false]").nth(number - 1).wait_for()


def _check(page: Page) -> None:
    page.locator("#check-example").click()
    page.locator(".review").wait_for()


def _evals(page: Page) -> None:
    page.locator("#evals .failures").wait_for()


# What a tab is given to show before its picture is taken.
_FILLED: dict[str, Callable[[Page], None]] = {"ask": _ask, "check": _check, "evals": _evals}


def _for_readme(browser: Browser, url: str) -> None:
    page = _opened(browser, url, {"viewport": _README, "locale": "zh-CN"})
    _ask(page)
    page.wait_for_timeout(800)
    page.screenshot(path=ROOT / "ui" / "page.png")
    page.evaluate("window.baipishu.goto('check')")
    _check(page)
    # The result, under the header that stays in sight.
    page.locator(".review").evaluate("result => result.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(800)
    page.screenshot(path=ROOT / "ui" / "check.png")


if __name__ == "__main__":
    main()
