import re
from dataclasses import replace

import pytest

from rag import Language
from tests.doubles import PAYLOAD, FakeAssistant, document
from ui.page.talk import sources_named
from ui.render import render_turn
from ui.types import Source, Turn
from ui.votes import vote_buttons, vote_form


def _turn(question: str) -> Turn:
    return Turn("t1", question, FakeAssistant().ask(question))


def _form(question: str, language: Language = Language.ZH) -> str:
    names = ["chaoyang-2020:2.1", "chaoyang-2020:3.1"]
    return vote_form(_turn(question), sources_named(FakeAssistant(), names), language=language)


def test_a_whole_answer_has_two_buttons_that_say_what_they_are() -> None:
    html = render_turn(_turn("外资"), Language.ZH)
    assert re.findall(r'data-verdict="(\w+)" aria-pressed="(\w+)"', html) == [
        ("up", "false"),
        ("down", "false"),
    ]
    assert 'role="group" aria-label="评价这个答案"' in html
    assert "</span>有用</button>" in html
    assert 'aria-expanded="false" aria-controls="vote-t1"><span' in html
    assert "</span>有问题</button>" in html
    assert '<div id="vote-t1" class="vote-place">' in html


@pytest.mark.parametrize(
    "turn",
    [Turn("t", "问"), Turn("t", "问", error="太长"), replace(_turn("外资"), final=False)],
    ids=["waiting", "failed", "growing"],
)
def test_what_is_no_whole_answer_has_none(turn: Turn) -> None:
    assert vote_buttons(turn, Language.ZH) == ""


@pytest.mark.parametrize(
    ("question", "reasons"),
    [
        ("外资", ["wrong_answer", "wrong_source", "should_refuse", "other"]),
        ("海淀", ["should_answer", "other"]),
    ],
)
def test_what_can_be_wrong_depends_on_what_was_said(question: str, reasons: list[str]) -> None:
    assert re.findall(r'name="reason" value="(\w+)"', _form(question)) == reasons


def test_a_passage_is_offered_by_its_place_and_first_words() -> None:
    html = _form("外资", Language.EN)
    assert re.findall(r'name="passage" value="(.*?)"', html) == [
        "chaoyang-2020:2.1",
        "chaoyang-2020:3.1",
        "",
    ]
    assert 'value="" checked' in html
    assert "4.加强生态文明建设,打造美丽朝阳</span> from p. 14, para. 1" in html
    assert "——生态建设取得显著成效。实施“一微克”行动" in html
    assert "同比分别下降20.0%" not in html


def test_without_passages_none_is_asked_for() -> None:
    html = vote_form(_turn("外资"), [], language=Language.ZH)
    assert 'name="passage"' not in html
    assert '<textarea id="vote-words-t1" name="said" rows="2" maxlength="1000"' in html


def test_a_heading_with_markup_is_shown_as_text() -> None:
    named = FakeAssistant(document(title=PAYLOAD))
    [source] = sources_named(named, ["chaoyang-2020:0.1"])
    hostile = replace(source.passage, text=PAYLOAD, passage_id=PAYLOAD)
    html = vote_form(_turn("外资"), [Source(hostile, source.document)], language=Language.ZH)
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img src=x" in html
