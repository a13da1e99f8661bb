import re

import pytest

from rag import Language, Titled
from tests.doubles import PAYLOAD
from ui.picker import count_label, render_dialog, render_rows, render_scope

_WATER = Titled("water", "水务年报", "北京市水务局", "2021-06")
_PLAN = Titled("plan", "规划")


def _words(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


@pytest.mark.parametrize(
    ("chosen", "total", "said"),
    [
        # Nothing to choose from: the page stays as it is.
        ((), 1, ""),
        ((), 12, "提问范围全部12份文件"),
        ((_WATER,), 12, "提问范围水务年报"),
        ((_WATER, _PLAN), 12, "提问范围《水务年报》等2份文件"),
    ],
)
def test_the_line_over_the_question_says_what_is_asked(chosen, total: int, said: str) -> None:
    assert _words(render_scope(chosen, total, language=Language.ZH)) == said


def test_a_row_shows_title_issuer_and_date_and_whether_it_is_picked() -> None:
    html = render_rows([_WATER, _PLAN], picked={"plan"}, single=False, language=Language.EN)
    assert re.findall(r'<input type="checkbox" value="(\w+)"( checked)?>', html) == [
        ("water", ""),
        ("plan", " checked"),
    ]
    assert _words(html) == "水务年报北京市水务局 · as of June 2021规划"


def test_where_one_is_wanted_a_row_is_a_button() -> None:
    html = render_rows([_WATER], picked={"water"}, single=True, language=Language.EN)
    assert 'data-act="pick" value="water" data-title="水务年报" aria-current="true"' in html


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (12, "", "共12份文件"),
        (2, "水务", "找到2份文件"),
        (100_000, "水", "有100000份文件，先列出100份；输入字词可缩小范围。"),
    ],
)
def test_how_many_there_are_is_said(count: int, words: str, said: str) -> None:
    assert count_label(count, words, language=Language.ZH) == said


def test_the_dialog_names_its_parts() -> None:
    html = render_dialog(Language.EN)
    assert 'id="picker-words" aria-label="Find by title, issuer or date"' in html
    assert 'data-act="pickerclose" aria-label="Close"' in html


@pytest.mark.parametrize("single", [True, False])
def test_titles_stay_text(single: bool) -> None:
    hostile = Titled(PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD)
    rows = render_rows([hostile], picked=(), single=single, language=Language.ZH)
    shown = rows + render_scope([hostile], 2, language=Language.ZH)
    assert "<script" not in shown
    assert "<img" not in shown
