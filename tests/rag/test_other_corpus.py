"""Refusals, lists, comparisons and conflicts on a report that nothing was tuned on.

The report is invented. Each question has one right outcome that its text settles.
"""

from __future__ import annotations

import pytest

from corpus import load_document
from index import build_index, bundled_embedder
from rag import Assistant, Settings, check_citations
from tests.tree import ROOT

_REPORT = ROOT / "tests" / "rag" / "linjiang.txt"


@pytest.fixture(scope="module")
def linjiang(tmp_path_factory) -> Assistant:
    folder = tmp_path_factory.mktemp("linjiang")
    build_index([load_document(_REPORT)], folder, embedder=bundled_embedder())
    return Assistant.open(folder, Settings())


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
