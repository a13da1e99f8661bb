import pytest

from rag.units import counts, unit_of


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("全年审理了多少件？", "件"),
        ("請了幾位律師", "位"),
        ("多少件次", "件次"),  # the longest
        ("门票多少钱", "元"),
        ("实际利用多少外资", "元"),
        ("占几成", "成"),
        ("纠错率是百分之几", "%"),
        ("多久能办好", "天"),
        ("公园面积", "平方公里"),
        ("哪几个街乡", ""),  # asks for names
        ("几乎没有", ""),
        ("为什么", ""),
        ("How many reconsideration cases were there?", "件"),
        ("How many of the cases were closed?", "件"),
        ("How many projects for residents began?", ""),  # not the residents
        ("How many people came?", "人"),
        ("How much money was spent?", "元"),
        ("What percentage?", "%"),
        ("How long did it take?", "天"),
        ("Why?", ""),
    ],
)
def test_the_unit_asked_for(question: str, unit: str) -> None:
    assert unit_of(question) == unit


@pytest.mark.parametrize(
    ("text", "unit", "does"),
    [
        ("46.2亿美元", "元", True),
        ("1.6万余件", "件", True),
        ("450 件", "件", True),
        ("百分之八", "%", True),
        ("8.5%", "成", True),
        ("12.4万人次", "人", True),
        ("450件", "人", False),
        ("几件", "件", False),
        ("8件,占三成", "%", False),
    ],
)
def test_a_text_counts_in_a_unit_or_its_kin(text: str, unit: str, does: bool) -> None:
    assert counts(text, unit) is does
