"""A real Chromium on a page served by this process; what it requests and complains of is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, sync_playwright

from tests.doubles import FakeAssistant
from tests.ui.served import served

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SECONDS = 1000
# A page that takes longer than this to do anything is broken, on two busy cores too.
_PATIENCE = 15 * _SECONDS


# Not for the session: while it is open an event loop runs, and other tests need their own.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served(FakeAssistant(delay=0.05)) as page:
        yield page.url


@dataclass
class Visit:
    """A visitor's page, and what it requested and complained of."""

    page: Page
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser's console calls an error or a warning."""
        # A page looks whether its server is still there, which some tests end before the page.
        looked = message.location.get("url", "").endswith("/gradio_api/app_id")
        if message.type in {"error", "warning"} and not looked:
            self.complaints.append(message.text)

    def hosts(self) -> set[str | None]:
        """Where requests went; data and blob addresses go nowhere."""
        parts = [urlsplit(url) for url in self.requested]
        return {each.hostname for each in parts if each.scheme not in {"data", "blob"}}

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, and wait for the finished turn."""
        box = self.page.locator("#question textarea")
        count = self.page.locator(".turn").count()
        box.fill(question)
        box.press("Enter")
        turn = self.page.locator(".turn").nth(count)
        turn.and_(self.page.locator("[aria-busy=false]")).wait_for()
        return turn

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        measured = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(measured))


class _Visits:
    """Opens the page for new visitors."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._made: list[Visit] = []

    def __call__(self, url: str | None = None, **context: object) -> Visit:
        settings = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 820}} | context
        page = self._browser.new_context(**settings).new_page()
        page.set_default_timeout(_PATIENCE)
        visitor = Visit(page)
        self._made.append(visitor)
        page.on("request", lambda request: visitor.requested.append(request.url))
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on("console", visitor.hear)
        page.goto(url or self._address)
        page.locator("html.greeted").wait_for()
        return visitor

    def end(self) -> None:
        """Close the pages; none of them may have left this host or complained."""
        for visitor in self._made:
            visitor.page.context.close()
        assert [each for visitor in self._made for each in visitor.complaints] == []
        assert {host for visitor in self._made for host in visitor.hosts()} <= {"127.0.0.1"}


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens the page for a new visitor."""
    visits = _Visits(browser, address)
    yield visits
    visits.end()


@pytest.fixture(scope="module")
def chat(browser: Browser, address: str) -> Iterator[Visit]:
    """One visitor for the tests that do not mind what was asked before; loading takes longest."""
    visits = _Visits(browser, address)
    yield visits()
    visits.end()
