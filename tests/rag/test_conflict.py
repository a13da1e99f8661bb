from dataclasses import replace

import numpy as np
import pytest

from rag.conflict import conflicting
from tests.rag.made import candidate, hit, quote

_HERE = "社会投资简易低风险项目最快3个工作日可领取许可证。"
_THERE = "新建社会投资简易低风险项目最快8个工作日可领取许可证。"


def _clash(here: str, there: str, *, same_passage: bool = False):
    first = hit(here + there if same_passage else here, rank=1)
    second = first if same_passage else hit(there, rank=2)

    def closeness(texts):
        return np.array([-number for number, _ in enumerate(texts)], dtype=np.float32)

    return conflicting([quote(first, here)], [candidate(there, of=second)], closeness=closeness)


def test_different_figures_for_the_same_thing_conflict() -> None:
    clash = _clash(_HERE, _THERE)
    assert clash is not None
    assert clash.about == "社会投资简易低风险项目最快可领取许可证"
    assert [(p.quote, p.text) for p in clash.places] == [(0, "3个工作日"), (1, "8个工作日")]
    assert [q.text for q in clash.quotes] == [_HERE, _THERE]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (_HERE, _THERE.replace("8", "3")),  # one figure
        (_HERE, _THERE.replace("工作日", "百分点")),  # another unit
        (_HERE, "2019年" + _THERE),  # another year
        (_HERE, "上半年" + _THERE),  # part of the year
        ("城镇低保标准为每月780元。", "农村低保标准为每月690元。"),  # another thing
        ("审结450件。", "审结460件。"),  # too few words to tell
        ("没有数字的一句话。", _THERE),
        (_HERE, _HERE.replace("3个", "近3个")),  # one of them rough
    ],
)
def test_what_differs_in_more_than_its_figure_does_not_conflict(here, there) -> None:
    assert _clash(here, there) is None


def test_two_reports_do_not_conflict() -> None:
    first, second = hit(_HERE, rank=1), hit(_THERE, rank=2, doc_id="another")
    found = conflicting(
        [quote(first, _HERE)],
        [candidate(_THERE, of=second)],
        closeness=lambda texts: np.zeros(len(texts)),
    )
    assert found is None


def test_a_heading_that_names_the_year_counts() -> None:
    first = hit(_HERE, rank=1)
    second = replace(hit(_THERE, rank=2), section=("2019年回顾",))
    found = conflicting(
        [quote(first, _HERE)],
        [candidate(_THERE, of=second)],
        closeness=lambda texts: np.zeros(len(texts)),
    )
    assert found is None


def test_neighbours_in_a_passage_do_not_conflict() -> None:
    assert _clash(_HERE, _THERE, same_passage=True) is None


def test_a_figure_that_was_not_asked_for_is_left_alone() -> None:
    assert _clash(f"开办企业最快20分钟办结,{_HERE}", _THERE) is None


def test_a_clause_that_is_quoted_already_is_not_quoted_again() -> None:
    first, second = hit(_HERE, rank=1), hit(_THERE, rank=2)
    quotes = [quote(first, _HERE), quote(second, _THERE)]
    clash = conflicting(
        quotes, [candidate(_THERE, of=second)], closeness=lambda texts: np.zeros(len(texts))
    )
    assert clash is not None
    assert clash.quotes == tuple(quotes)
    assert clash.places[1].quote == 1


def test_nothing_conflicts_with_nothing() -> None:
    assert conflicting([], [candidate(_THERE)], closeness=lambda texts: np.zeros(0)) is None
