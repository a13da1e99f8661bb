"""Sixty payloads, through every way that words reach the page: none of them does anything."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from corpus import Document
from rag import Answer
from tests.browser.conftest import Visit
from tests.doubles import FakeAssistant, document
from tests.ui.served import served

pytestmark = pytest.mark.browser

_Visit = Callable[..., Visit]
_RUN = "window.hacked=1"
_MARKUP = (
    f"<script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f"<svg onload={_RUN}><animate onbegin={_RUN}></svg>",
    f"\"'><details open ontoggle={_RUN}>",
    f"</textarea><iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    f"<style onload={_RUN}>*{{display:none!important}}</style>",
    f"![x](javascript:{_RUN}) [y](javascript:{_RUN})",
    f"{{{{constructor.constructor('{_RUN}')()}}}} ${{{_RUN}}} @children <%= {_RUN} %>",
    f"\u202e<b onmouseover={_RUN}>gnirts\u202c \u2066\u200f",
    "很长的词" * 120 + "x" * 480,
    f"<a href=javascript:{_RUN} autofocus onfocus={_RUN} tabindex=0>",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;<math><mglyph><style><img src onerror={_RUN}>",
)
_WAYS = ("question", "document", "heading", "answer", "link")


_TOGETHER = 3
_PARTS = [_MARKUP[at : at + _TOGETHER] for at in range(0, len(_MARKUP), _TOGETHER)]


class _Hostile(FakeAssistant):
    """Says the payload that the question counts up to, wherever an answer has words of its own."""

    def _answer(self, question: str, history: tuple[str, ...]) -> Answer:
        words = _MARKUP[int(question)]
        answer = super()._answer("外资", history)
        said = f"{answer.answer}\n{words} [9]"
        return replace(answer, answer=said, query=words, notes=(words,), answered_by="llm")


def _headed() -> Document:
    """Three payloads in the headings of each of the four sections."""
    source = document(title="年报")
    sections = zip(source.sections, _PARTS, strict=True)
    headed = (replace(each, path=payloads) for each, payloads in sections)
    return replace(source, sections=tuple(headed))


@pytest.mark.parametrize(
    ("way", "assistant", "questions"),
    [
        ("question", FakeAssistant(), [f"外资{payload}" for payload in _MARKUP]),
        (
            "document",
            FakeAssistant(*(document(f"d{n}", title=each) for n, each in enumerate(_MARKUP))),
            ["外资"],
        ),
        ("heading", FakeAssistant(_headed()), ["外资", "PM2.5", "调解率", "海淀"]),
        ("answer", _Hostile(), [str(number) for number in range(len(_MARKUP))]),
    ],
    ids=_WAYS[:-1],
)
def test_payloads_are_shown_and_never_run(
    visit: _Visit, way: str, assistant: FakeAssistant, questions: list[str]
) -> None:
    with served(assistant) as own:
        visitor = visit(own.url)
        for question in questions:
            turn = visitor.ask(question)
            if turn.locator(".marker").count():
                turn.locator(".marker").first.hover()
                # The card would lie over the marker of the next turn.
                visitor.page.keyboard.press("Escape")
        if way == "document":
            visitor.page.locator("#scope button").click()
            visitor.page.locator(".picker-row").first.wait_for()
        _is_inert(visitor)
        visitor.page.context.close()


def test_payloads_in_a_link_are_asked_and_never_run(visit: _Visit) -> None:
    with served(FakeAssistant()) as own:
        for payloads in _PARTS:
            words = quote("".join(payloads))
            visitor = visit(f"{own.url}?q={words}&doc={words}&at={words}&tab=ask")
            asked = visitor.page.locator(".turn[aria-busy=false] .question-text")
            expect(asked).to_contain_text("".join(payloads)[:9])
            _is_inert(visitor)
            visitor.page.context.close()


def _is_inert(visitor: Visit) -> None:
    page = visitor.page
    page.wait_for_timeout(50)
    assert page.evaluate("window.hacked") is None
    ours = page.locator("#header, .turn, .evidence-set, #peek")
    foreign = "img, script, svg, iframe, style, a, math, [onerror], [onload], [onfocus]"
    assert ours.locator(foreign).count() == 0
    assert visitor.overflow() == 0


def test_there_are_sixty_payloads() -> None:
    assert len(set(_MARKUP)) * len(_WAYS) == 60
