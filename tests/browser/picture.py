"""Makes the README's picture of the page anew: `python -m tests.browser.picture`."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import sync_playwright

from rag import Assistant
from tests.tree import ROOT
from ui.page import start

_QUESTIONS = ("实际利用外资多少？", "全年调解了多少件民事纠纷？")
_SIZE = {"width": 1280, "height": 800}


def main() -> None:
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    served = start(Assistant.open(), host="127.0.0.1", port=0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport=_SIZE, locale="zh-CN")
        page.goto(served.url)
        box = page.locator("textarea").first
        for number, question in enumerate(_QUESTIONS, 1):
            box.fill(question)
            box.press("Enter")
            page.wait_for_function("n => document.querySelectorAll('mark').length >= n", arg=number)
        page.wait_for_timeout(800)
        page.screenshot(path=ROOT / "ui" / "page.png")
        browser.close()
    served.close()


if __name__ == "__main__":
    main()
