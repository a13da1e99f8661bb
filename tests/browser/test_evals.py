from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import expect

from evals import Run, load_gold, measure, save_run
from rag import Assistant
from tests.browser.conftest import Visit
from tests.doubles import FakeAssistant
from tests.evals.factories import right, run_of, wrong
from tests.ui.served import served
from ui.page import rerun
from ui.shelf import runs_folder

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]
# Milliseconds for a few questions and the drawings of them, on two busy cores.
_TO_EVALUATE = 30_000


@pytest.fixture
def page_with_runs() -> Iterator[str]:
    """A page whose data folder holds two runs of the same questions."""
    save_run(run_of(*(wrong(str(n)) for n in range(8)), right("r"), name="old"), runs_folder())
    save_run(run_of(*(right(str(n)) for n in range(8)), wrong("r"), name="new"), runs_folder())
    with served(FakeAssistant()) as page:
        yield page.url


def test_two_runs_are_compared(visit: _Visit, page_with_runs: str) -> None:
    visitor = visit(f"{page_with_runs}?tab=evals")
    page = visitor.page
    runs = page.locator("#evals-run option")
    expect(runs).to_have_count(3)
    keys = {text.split(" ")[0]: run for run in runs.all() if (text := run.text_content())}
    page.locator("#evals-run").select_option(keys["new"].get_attribute("value"))
    old = page.locator("#evals-against option", has_text="old")
    page.locator("#evals-against:enabled").wait_for()
    expect(old).to_have_count(1)
    page.locator("#evals-against").select_option(old.get_attribute("value"))
    row = page.locator(".changes tr", has=page.get_by_text("答对", exact=True))
    expect(row.locator("td").nth(1)).to_have_text("▲ 变好")
    expect(row.locator("td").nth(2)).to_have_text("11.1%")
    expect(page.locator(".changes summary")).to_have_text(["新答错的 (1)", "新答对的 (8)"])
    expect(page.locator("#evals-against")).to_be_focused()
    page.locator("#language label", has_text="English").click()
    expect(page.locator(".changes summary").first).to_have_text("Lost (1)")
    page.locator(".failures").scroll_into_view_if_needed()
    expect(page.locator(".as-of")).to_be_in_viewport()
    assert visitor.overflow() == 0


def test_the_baseline_is_shown_and_the_question_of_a_failure_is_asked(
    visit: _Visit, address: str
) -> None:
    visitor = visit(f"{address}?tab=evals", viewport={"width": 390, "height": 844})
    page = visitor.page
    expect(page.locator(".cards dt").first).to_have_text("答对")
    expect(page.locator("figure svg[role=img]")).to_have_count(1)
    expect(page.locator("#evals-run")).to_be_in_viewport(ratio=1)
    assert visitor.overflow() == 0
    page.locator(".failures summary").first.click()
    question = str(page.locator(".failures .asked").first.text_content())
    page.locator(".failures [data-act=ask]").first.click()
    expect(page.locator(".turn[aria-busy=false] .question-text")).to_have_text(question)
    expect(page.locator("#question")).to_be_visible()


def test_opening_another_tab_reads_no_runs(visit: _Visit) -> None:
    visitor = visit()
    visitor.ask("外资")
    assert visitor.page.locator("#evals-shown > *").count() == 0


def test_the_button_says_what_it_cannot_do(visit: _Visit, address: str) -> None:
    visitor = visit(f"{address}?tab=evals")
    visitor.page.locator("[data-act=evals-start]").click()
    expect(visitor.page.locator("#evals-progress")).to_contain_text("baipishu eval init")


def test_the_button_evaluates_once_and_shows_the_run(
    visit: _Visit, shipped_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = load_gold(split="dev")[:4]
    may_begin = Event()

    def waits(*given: object, **named: object) -> Run:
        assert may_begin.wait(10)
        return measure(*given, **named)

    monkeypatch.setattr(rerun, "load_gold", lambda **_: some)
    monkeypatch.setattr(rerun, "measure", waits)
    with served(Assistant.open(shipped_folder)) as served_page:
        visitor = visit(f"{served_page.url}?tab=evals")
        page = visitor.page
        button = page.locator("#evals-start")
        button.dblclick()
        expect(page.locator("#evals-progress progress")).to_have_attribute("max", "4")
        expect(button).to_have_attribute("aria-disabled", "true")
        # The words of the page do not wait for the end of it.
        page.locator("#language label", has_text="English").click()
        expect(page.locator("#evals h4")).to_contain_text("looked at while building: 187")
        may_begin.set()
        latest = page.locator("#evals-run option").first
        expect(latest).to_contain_text("default", timeout=_TO_EVALUATE)
        expect(page.locator("#evals-run option")).to_have_count(2)
        expect(page.locator("#evals-progress")).to_be_empty()
        now = "dev, looked at while building: 4 questions"
        expect(page.locator("#evals h4")).to_have_text(now, timeout=_TO_EVALUATE)
        expect(button).not_to_have_attribute("aria-disabled", "true")
