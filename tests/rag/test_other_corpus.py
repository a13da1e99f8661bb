"""Refusals, lists, comparisons and conflicts on a report that nothing was tuned on.

The report is invented. Each question has one right outcome that its text settles.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import load_document
from index import build_index, bundled_embedder
from rag import Assistant, Settings, check_citations
from tests.tree import ROOT

_REPORT = ROOT / "tests" / "rag" / "linjiang.txt"
_RULES = ROOT / "tests" / "corpus" / "qinghe.txt"
_LAW = ROOT / "evals" / "laws" / "05.txt"


def _about(path: Path, folder: Path) -> Assistant:
    build_index([load_document(path)], folder, embedder=bundled_embedder())
    return Assistant.open(folder, Settings())


@pytest.fixture(scope="module")
def linjiang(tmp_path_factory) -> Assistant:
    return _about(_REPORT, tmp_path_factory.mktemp("linjiang"))


@pytest.fixture(scope="module")
def qinghe(tmp_path_factory) -> Assistant:
    return _about(_RULES, tmp_path_factory.mktemp("qinghe"))


@pytest.fixture(scope="module")
def law(tmp_path_factory) -> Assistant:
    return _about(_LAW, tmp_path_factory.mktemp("law"))


def _quotes(assistant: Assistant, question: str, *history: str) -> list[str]:
    return [citation.quote for citation in assistant.ask(question, history=history).citations]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        # another place, a name that is not there, another year
        ("海淀区新建社区食堂多少个？", "其中没有讲到海淀的情况"),
        ("永宁县2022年新建社区食堂多少个？", "其中没有讲到永宁县的情况"),
        ("《临江县儿童福利条例》是哪天施行的？", "其中没有提到《临江县儿童福利条例》"),
        ("2019年新建社区食堂多少个？", "其中没有讲到2019年的情况"),
        # a kind of thing that is not given
        ("临托通小程序的开发花了多少钱？", "没有以“元”计的数字"),
        # a premise that the report contradicts
        ("低保对象人数为什么同比上升？", "原文写的是“下降”"),
        ("Why did the number of 低保对象 rise?", "the opposite of what the question assumes"),
        # an aim where a result is asked for
        ("社区食堂到2025年实际达到了多少个？", "没有写实际结果"),
    ],
)
def test_what_the_report_lacks_is_named(linjiang, question, reason) -> None:
    answer = linjiang.ask(question)
    assert answer.refused
    assert reason in str(answer.reason)
    assert answer.citations == ()


def test_a_list_is_quoted_with_its_lead_in_and_all_its_items(linjiang) -> None:
    answer = linjiang.ask("托育服务主要抓了哪些事？")
    assert [citation.quote for citation in answer.citations] == [
        "本县托育服务主要抓了以下三件事：",
        "一是建成普惠托育园9所，提供托位1350个。",
        "二是培训保育员420人。",
        "三是推行“临托通”小程序，家长可以在线预约。",
    ]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("城镇低保标准比农村低保标准高多少？", "计算所得：780元 [1] 与 690元 [1] 相差90元。"),
        ("城镇和农村的低保标准加起来多少？", "计算所得：780元 [1] 与 690元 [1] 合计1470元。"),
    ],
)
def test_two_figures_are_compared(linjiang, question, line) -> None:
    assert line in linjiang.ask(question).answer.splitlines()


def test_figures_that_disagree_are_both_cited(linjiang) -> None:
    answer = linjiang.ask("养老服务投入多少？")
    assert [citation.quote[:12] for citation in answer.citations] == [
        "全县养老服务投入1.5亿",
        "全县养老服务投入1.2亿",
    ]
    assert answer.answer.splitlines()[-1] == "原文两处的数字不同：1.5亿元 [1]；1.2亿元 [2]"
    (conflict,) = answer.conflicts
    assert [(value.text, value.marker) for value in conflict.values] == [
        ("1.5亿元", 1),
        ("1.2亿元", 2),
    ]


def test_an_english_answer_converts_dates(linjiang) -> None:
    answer = linjiang.ask("When did the 助餐服务办法 come into force (施行)?")
    assert "Dates (converted): 2022年9月1日 = 1 September 2022" in answer.answer.splitlines()


def test_what_was_fitted_for_another_report_says_so(linjiang) -> None:
    (note,) = linjiang.ask("新建社区食堂多少个？").notes
    assert note.startswith("未经校准：")


@pytest.mark.parametrize(
    "question", ["托育服务主要抓了哪些事？", "养老服务投入多少？", "城镇比农村的低保标准高多少？"]
)
def test_every_citation_holds(linjiang, question) -> None:
    answer = linjiang.ask(question)
    assert check_citations(answer, linjiang.documents) == answer
    assert len({citation.quote for citation in answer.citations}) == len(answer.citations)


def test_each_question_of_a_message_has_its_evidence(linjiang, qinghe, law) -> None:
    assert set(_quotes(linjiang, "培训了多少保育员，建了几处公墓？")) == {
        "二是培训保育员420人。",
        "建成公益性公墓3处。",
    }
    # The second says neither what it counts nor does its sentence say whose they are.
    assert _quotes(qinghe, "市级机关有多少专员，各区有多少？") == ["专员15人。", "专员23人。"]
    # One half asks for a figure, the other for a day.
    assert set(_quotes(qinghe, "5G基站新建了多少个？办法什么时候施行？")) == {
        "新建5G基站900个。",
        "本办法自2023年5月1日起施行。",
    }
    where, when = _quotes(law, "什么时候禁止狩猎？哪些地区禁止狩猎？")
    assert where.startswith("城、近郊区，远郊区、县城镇")
    assert when == "每年3月至5月、9月至11月禁止狩猎。"


def test_a_difference_is_computed_from_both_figures(qinghe) -> None:
    lines = qinghe.ask("各区专员比市级机关专员多几人？").answer.splitlines()
    assert lines[-1] == "计算所得：15人 [1] 与 23人 [2] 相差8人。"


def test_what_stands_under_the_heading_asked_about_is_found(qinghe) -> None:
    assert _quotes(qinghe, "申请材料有哪些？") == ["1.申请表", "2.身份证", "3.授权书"]


def test_a_follow_up_asks_the_same_of_another_subject(linjiang) -> None:
    answer = linjiang.ask("那托育园呢？", history=["2022年建成了多少个社区食堂？"])
    assert answer.query == "2022年建成了多少个托育园？"
    assert answer.citations[0].quote == "一是建成普惠托育园9所，提供托位1350个。"
