"""A question's place and year must be met by the evidence, or the answer is a refusal."""

from __future__ import annotations

import pytest

from corpus import parse_document
from rag.constraint import absent_place, meeting_year, unmet_year, years
from rag.types import Hit, Parts, Quote

_DISTRICT = parse_document("2020年朝阳区白皮书\n一、总报告\n北京市朝阳区办结10件。\n")


def _quote(text: str, section: tuple[str, ...] = ("一、总报告",)) -> Quote:
    hit = Hit(1, "d:1.1", "d", 0, len(text), 1.0, Parts(0, 0, 0), text, section, None, False, 1)
    return Quote(hit, 0, len(text), 1.0)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("海淀区办结多少件？", "海淀"),  # another district
        ("海澱區辦結多少件？", "海淀"),  # in Traditional characters
        ("How many cases did Haidian close?", "Haidian"),
        ("How many cases did haidian close?", None),  # no name without its capital
        ("朝阳区办结多少件？", None),  # the document's own place
        ("北京市办结多少件？", None),  # mentioned in the text
        ("有哪些重大连环案件？", None),  # 大连 only with its suffix
    ],
)
def test_a_place_that_no_document_mentions(question, place):
    assert absent_place(question, [_DISTRICT]) == place


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("2019年纠错率是多少？", "2019"),  # the passage speaks of 2020 only
        ("2020年纠错率是多少？", None),
        ("纠错率是多少？", None),  # no year, no constraint
        ("《2019年行动计划》的纠错率是多少？", None),  # part of a name
        ("第12019号文件写了什么？", None),  # no year inside a longer number
        ("What was the rate in 2021?", "2021"),
    ],
)
def test_a_year_that_the_passage_does_not_speak_of(question, year):
    quote = _quote("2020年复议纠错率7.7%。")
    assert unmet_year(question, quote, title="2020年白皮书") == year


def test_the_title_speaks_for_passages_without_a_year():
    assert unmet_year("2019年多少件？", _quote("办结10件。"), title="2020年白皮书") == "2019"
    assert unmet_year("2020年多少件？", _quote("办结10件。"), title="2020年白皮书") is None


def test_without_any_year_in_sight_nothing_is_refused():
    assert unmet_year("2019年多少件？", _quote("办结10件。"), title="白皮书") is None


def test_a_range_holds_the_years_inside_it():
    assert years("2018—2020年和2035年") == {"2018", "2019", "2020", "2035"}


def test_quotes_of_another_year_are_told_from_those_of_the_year_asked_about():
    right, wrong = _quote("2019年3件"), _quote("2018年4件")
    titles = {"d": "白皮书"}
    assert meeting_year("2019年几件", [wrong, right], titles=titles) == ((right,), None)
    assert meeting_year("2015年几件", [wrong, right], titles=titles) == ((), "2015")
    assert meeting_year("2015年几件", [], titles=titles) == ((), None)
