import pytest

from rag.folded import folded
from rag.quantities import quantities


def _keys(text: str) -> list[str]:
    return [found.key for found in quantities(folded(text).text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3308万元", "0.3308亿元"),
        ("28. 76亿元", "287600万元"),  # a page layout broke the decimal
        ("1.6万件", "16,000件"),
        ("三成", "30%"),
        ("百分之三十点五", "30.5%"),
        ("二百元", "200元"),
        ("一百二十三件", "１２３件"),
        ("1200公顷", "12平方公里"),
        ("两个", "2个"),
        ("46.2亿美元", "USD 4.62 billion"),
        ("8%", "8 percent"),
    ],
)
def test_the_same_in_other_units_and_numerals(one: str, other: str) -> None:
    assert _keys(one) == _keys(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3308万元", "3308亿元"),
        ("8%", "8个百分点"),
        ("63个", "63件"),
        ("46亿美元", "46亿元"),
        ("三十条", "第三十条"),
        ("450件", "540件"),
    ],
)
def test_what_differs_in_value_or_unit(one: str, other: str) -> None:
    assert _keys(one) != _keys(other)


def test_hedges_stand_beside_the_value() -> None:
    found = quantities("近600人,1.6万余件,约30%,超过100家,200余项,三十人左右,50人")
    assert [str(one.bound) for one in found] == (
        "below above around above above around exact".split()
    )


def test_the_first_of_a_range_takes_its_unit() -> None:
    assert _keys("处30至50元罚款") == ["30元", "50元"]
    assert _keys("3%—5%") == ["3%", "5%"]


@pytest.mark.parametrize(
    "text", ["一带一路", "统一标准", "万众一心", "一个中心", "十分", "千方百计"]
)
def test_numerals_inside_words_are_no_figures(text: str) -> None:
    assert _keys(text) in ([], ["10分"])
