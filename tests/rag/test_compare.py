import numpy as np
import pytest

from rag.compare import computed
from rag.types import Asked
from tests.rag.made import hit, question, quote


def _computed(text: str, *quoted: str, unit: str = "", asks: Asked = Asked.COMPARISON):
    quotes = [quote(hit(words, rank=n), words) for n, words in enumerate(quoted)]

    def closeness(texts):
        return np.array([len(set(text) & set(each)) for each in texts], dtype=np.float32)

    found = computed(question(text, asks, unit=unit), quotes, closeness=closeness)
    return found and ([(p.quote, p.text) for p in found.places], found.result, found.is_sum)


@pytest.mark.parametrize(
    ("text", "quoted", "expected"),
    [
        (
            "城镇比农村高多少",
            ["城镇780元,农村690元。"],
            ([(0, "780元"), (0, "690元")], "90元", False),
        ),
        ("甲街和乙街哪个多", ["甲街5件。", "乙街7件。"], ([(0, "5件"), (1, "7件")], "2件", False)),
        ("从几条增至几条", ["从原法43条增至102条。"], ([(0, "43条"), (0, "102条")], "59条", False)),
        (
            "甲率和乙率差多少",
            ["甲率30.3%,乙率23.2%。"],
            ([(0, "30.3%"), (0, "23.2%")], "7.1个百分点", False),
        ),
        ("甲街和乙街一共多少件", ["甲街5件,乙街7件。"], ([(0, "5件"), (0, "7件")], "12件", True)),
        # rough figures give a rough result
        (
            "甲和乙差多少",
            ["甲200余条,乙110余条。"],
            ([(0, "200余条"), (0, "110余条")], "约90条", False),
        ),
        # another unit, a third figure, a change, equal figures: nothing to compute
        ("甲和乙差多少", ["甲5件,乙7人。"], None),
        ("甲和乙差多少", ["甲5件,乙7件,丙9件。"], None),
        ("甲比去年差多少", ["甲95.81%,同比上升了26.82%。"], None),
        ("甲和乙差多少", ["甲5件,乙5件。"], None),
        ("甲和乙差多少", ["甲处5倍至10倍罚款。"], None),
        # shares of different wholes do not add up
        ("甲率和乙率合计多少", ["甲率30%,乙率20%。"], None),
    ],
)
def test_two_figures_of_one_unit_are_compared(text, quoted, expected) -> None:
    assert _computed(text, *quoted) == expected


def test_nothing_is_computed_unasked() -> None:
    assert _computed("甲街多少件", "甲街5件,乙街7件。", asks=Asked.FIGURE) is None
    assert _computed("通过率差多少", "甲5人,乙7人。", unit="%") is None
    assert _computed("甲和乙差多少", "没有数字。") is None
