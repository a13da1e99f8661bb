"""A page stays open while its server, a process of its own, is killed and comes back."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.tree import ROOT

pytestmark = pytest.mark.browser

_PATIENCE = 15_000
_SERVER = """
import sys, threading
from tests.doubles import FakeAssistant
from ui.page import start
start(FakeAssistant(delay=float(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]))
print("ready", flush=True)
threading.Event().wait()
"""
_Started = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def started(port: int) -> Iterator[_Started]:
    """Starts a server at the port, and returns once it answers; all are gone at the end."""
    made: list[subprocess.Popen[str]] = []

    def start(delay: float = 0) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _SERVER, str(port), str(delay)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        made.append(process)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in made:
        _kill(process)


def _kill(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose server may go; what the browser then complains of is no fault."""
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(_PATIENCE)
    expect.set_options(timeout=_PATIENCE)
    yield page
    expect.set_options(timeout=5000)
    page.context.close()


def _open(page: Page, port: int) -> Visit:
    page.goto(f"http://127.0.0.1:{port}/")
    page.locator("html.greeted").wait_for()
    return Visit(page)


def _says(page: Page, words: str) -> None:
    expect(page.locator("#connection")).to_contain_text(words)
    expect(page.locator(".toast-body").filter(visible=True)).to_have_count(0)


def test_an_idle_page_says_that_the_server_is_gone_and_asks_when_it_is_back(
    page: Page, port: int, started: _Started
) -> None:
    server = started()
    visitor = _open(page, port)
    visitor.ask("外资")
    _kill(server)
    _says(page, "连不上服务")
    box = page.locator("#question textarea")
    box.fill("那无烟家庭呢")
    box.press("Enter")
    _says(page, "问题已记下，连上后自动提出： “那无烟家庭呢”")
    expect(box).to_have_value("")
    box.fill("还没问完的")
    started()
    _says(page, "服务重新启动过")
    expect(page.locator(".question-text")).to_have_text(["外资", "那无烟家庭呢"])
    # It still refers to what was asked of the server before.
    expect(page.locator(".understood")).to_contain_text("外资 那无烟家庭呢")
    expect(page.locator(".turn .answer").first).to_contain_text("46.2亿美元")
    expect(page.locator(".evidence-set mark").first).to_contain_text("46.2亿美元")
    expect(box).to_have_value("还没问完的")
    visitor.ask("PM2.5是多少")
    expect(page.locator(".turn")).to_have_count(3)


def test_what_was_on_its_way_and_what_was_typed_outlive_the_server(
    page: Page, port: int, started: _Started
) -> None:
    server = started(delay=30)
    _open(page, port)
    box = page.locator("#question textarea")
    box.fill("外资")
    box.press("Enter")
    page.locator(".turn[aria-busy=true]").wait_for()
    page.locator("#tab-check-button").click()
    pasted = page.locator("#check-text textarea")
    pasted.fill("全年实际利用外资46.2亿美元。")
    _kill(server)
    _says(page, "问题已记下，连上后自动提出： “外资”")
    started()
    _says(page, "已重新连上")
    expect(pasted).to_be_visible()
    expect(pasted).to_have_value("全年实际利用外资46.2亿美元。")
    page.locator("#tab-ask-button").click()
    expect(page.locator(".turn[aria-busy=false] .answer")).to_contain_text("46.2亿美元")
    expect(page.locator(".turn")).to_have_count(1)


def test_a_server_that_only_could_not_be_reached_answers_what_waited(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.locator("html.greeted").wait_for()
    page.context.set_offline(True)
    _says(page, "连不上服务")
    page.locator("[data-act=ask]").first.click()
    _says(page, "问题已记下")
    page.evaluate("window.untouched = true")
    page.context.set_offline(False)
    _says(page, "已重新连上")
    expect(page.locator(".turn[aria-busy=false]")).to_have_count(1)
    assert page.evaluate("window.untouched") is True
