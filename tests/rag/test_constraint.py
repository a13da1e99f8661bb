"""A question's place, title, year and period must be met by its evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import parse_document
from index import fold
from rag.constraint import absent_place, absent_title, unmet_time
from rag.evidence import Candidate
from rag.types import Asked
from tests.rag.made import candidate, hit, question

_DISTRICT = parse_document(
    "2020年朝阳区白皮书\n一、总报告\n北京市朝阳区办结10件,见《街道条例》。\n"
)


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("海淀区办结多少件？", "海淀"),  # another district
        ("海澱區辦結多少件？", "海淀"),  # in Traditional characters
        ("How many cases did Haidian close?", "Haidian"),
        ("How many cases did haidian close?", None),  # no name without its capital
        ("朝阳区办结多少件？", None),  # the document's own place
        ("北京市办结多少件？", None),  # mentioned in the text
        ("有哪些重大连环案件？", None),  # 大连 only with its suffix
        ("临江区2020年办结多少件？", "临江区"),  # a place that no list holds
        ("临江县的办结率？", "临江县"),
        ("小区的办结率？", None),  # no place
        ("本市2020年办结多少件？", None),
    ],
)
def test_a_place_that_no_document_mentions(asked, place):
    assert absent_place(asked, fold(_DISTRICT.text).__contains__) == place


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("《养老服务条例》何时施行？", "《养老服务条例》"),
        ("《街道条例》何时施行？", None),
        ("《北京市街道条例》何时施行？", None),  # with its place before it
        ("《街道條例》何時施行？", None),
        ("《2020年朝阳区白皮书》有几章？", None),  # the document itself
        ("条例何时施行？", None),
    ],
)
def test_a_title_that_no_document_mentions(asked, title):
    assert absent_title(asked, lambda: ("2020年朝阳区白皮书", "街道条例")) == title


def _spoken(text: str, *, before: str = "") -> Candidate:
    of = replace(hit(before + text), section=("一、总报告",))
    return candidate(text, of=of)


def _unmet(asked: str, *candidates: Candidate, title: str = "2020年白皮书", **fields):
    found = unmet_time(question(asked, **fields), candidates, title_of=lambda _: title)
    return found and found.what


@pytest.mark.parametrize(
    ("asked", "year"),
    [
        ("2019年纠错率是多少？", "2019"),  # the passage speaks of 2020 only
        ("2020年纠错率是多少？", None),
        ("纠错率是多少？", None),  # no year, no constraint
        ("《2019年行动计划》的纠错率是多少？", None),  # part of a name
        ("第12019号文件写了什么？", None),  # no year inside a longer number
        ("What was the rate in 2021?", "2021"),
    ],
)
def test_a_year_that_the_sentence_does_not_speak_of(asked, year):
    assert _unmet(asked, _spoken("2020年复议纠错率7.7%。")) == year


def test_a_sentence_without_a_year_is_about_the_one_before_or_the_titles():
    assert _unmet("2019年多少件？", _spoken("办结10件。")) == "2019"
    assert _unmet("2020年多少件？", _spoken("办结10件。")) is None
    assert _unmet("2019年多少件？", _spoken("办结10件。", before="2019年不易。")) is None
    assert _unmet("2019年多少件？", _spoken("办结10件。"), title="白皮书") is None


def test_one_candidate_that_speaks_of_the_year_is_enough():
    wrong, right = _spoken("2018年4件。"), _spoken("2019年3件。")
    assert _unmet("2019年几件", wrong, right) is None
    assert _unmet("2015年几件", wrong, right) == "2015"
    assert _unmet("2015年几件") is None


def test_the_caption_of_a_lost_chart_gives_no_figure():
    caption = _spoken("2018—2020年办结情况")
    assert _unmet("2018年几件", caption, asks=Asked.FIGURE) == "2018"
    assert _unmet("2018年情况如何", caption) is None
    other = _spoken("2018年有人5名。")
    assert _unmet("2018年几件", other, asks=Asked.FIGURE, unit="件") == "2018"


def test_a_period_must_be_spoken_of():
    yearly, half = _spoken("全年办结10件。"), _spoken("办结5件。", before="上半年不易。")
    assert _unmet("上半年办结多少件", yearly, asks=Asked.FIGURE) == "上半年"
    assert _unmet("上半年办结多少件", yearly, half, asks=Asked.FIGURE) is None
    assert _unmet("1月办结多少件", _spoken("11月办结5件"), asks=Asked.FIGURE) == "1月"
    assert _unmet("办结多少件", half, asks=Asked.FIGURE, period="9月") == "9月"


@pytest.mark.parametrize(
    ("asked", "said", "period"),
    [
        ("How many in the first half of 2020?", "上半年办结5件。", None),
        ("How many in the second half of 2020?", "上半年办结5件。", "the second half"),
        ("How many in H1 2020?", "上半年办结5件。", None),
        ("How many in Q3?", "上半年办结5件。", "Q3"),
        ("How many in October?", "10月办结5件。", None),
        ("第三季度几件", "三季度办结5件。", None),
        ("年底有几件", "上半年办结5件。", "年底"),
    ],
)
def test_a_period_may_be_written_otherwise(asked, said, period):
    assert _unmet(asked, _spoken(said), asks=Asked.FIGURE) == period
