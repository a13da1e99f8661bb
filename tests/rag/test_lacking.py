import pytest

from rag.evidence import Missing, Need
from rag.lacking import doubt, lacks
from rag.types import Asked
from tests.rag.made import candidate, question

_STRONG, _MIDDLING, _FAINT = 0.5, 0.3, 0.1


def _lacks(asked, *sentences, asks=Asked.FIGURE, unit="", strength=_STRONG) -> Missing | None:
    found = [candidate(sentence, strength=strength) for sentence in sentences]
    return lacks(question(asked, asks, unit=unit), found)


@pytest.mark.parametrize(
    ("asked", "asks", "unit", "sentence", "missing"),
    [
        ("门票多少钱", Asked.FIGURE, "元", "建成公园6个。", Missing(Need.UNIT, "元")),
        ("多少人注册", Asked.FIGURE, "人", "注册用户可举报。", Missing(Need.UNIT, "人")),
        ("是哪天印发的", Asked.DATE, "", "2020年完成初稿。", Missing(Need.DATE)),
        ("是哪7个街乡", Asked.LIST, "", "有7个街乡,力量不足。", Missing(Need.ITEMS, "7个街乡")),
        # years are no figures; written-out numbers are
        ("有多少粉丝", Asked.FIGURE, "", "2020年,开通抖音号。", Missing(Need.FIGURE)),
        ("登记多少居民", Asked.FIGURE, "", "在2018—2020年试点。", Missing(Need.FIGURE)),
        ("听证多少次", Asked.FIGURE, "次", "召开听证会四次。", None),
        ("占多大一块", Asked.FIGURE, "", "占全市三分之一。", None),
        ("投资多少钱", Asked.FIGURE, "元", "投资46.2亿美元。", None),  # its kin
        ("打了几回官司", Asked.FIGURE, "回", "收案5件。", None),  # 回 is not how reports count
        ("是哪天印发的", Asked.DATE, "", "4月27日印发。", None),
        ("是哪年印发的", Asked.DATE, "", "2020年印发。", None),
        ("是哪2个街乡", Asked.LIST, "", "甲乡和乙乡。", None),
    ],
)
def test_what_is_surely_not_given(asked, asks, unit, sentence, missing) -> None:
    assert _lacks(asked, sentence, asks=asks, unit=unit) == missing


def test_a_sentence_close_behind_may_give_it() -> None:
    best = candidate("注册用户可举报。", strength=_STRONG)
    asked = question("多少人注册", Asked.FIGURE, unit="人")
    assert lacks(asked, [best, candidate("注册300人。", strength=_MIDDLING)]) is None
    far = candidate("注册300人。", strength=_FAINT)
    assert lacks(asked, [best, far]) == Missing(Need.UNIT, "人")


def test_weak_evidence_may_be_about_something_else_unless_money_is_asked_for() -> None:
    assert _lacks("多少人注册", "注册用户。", unit="人", strength=_FAINT) is None
    assert _lacks("多少钱", "建成公园。", unit="元", strength=_FAINT) == Missing(Need.UNIT, "元")


def test_a_unit_that_people_vary_is_a_doubt() -> None:
    asked = question("打了几回官司", Asked.FIGURE, unit="回")
    assert doubt(asked, [candidate("收案很多。")]) == Missing(Need.FIGURE)
    money = question("罚了多少", Asked.FIGURE, unit="元")
    assert doubt(money, [candidate("收案很多。")]) == Missing(Need.UNIT, "元")
    assert doubt(asked, [candidate("开庭5次。")]) is None
    assert doubt(question("为什么", Asked.REASON), [candidate("收案很多。")]) is None
