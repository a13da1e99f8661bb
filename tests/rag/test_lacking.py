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
    ("asked", "unit", "sentence", "missing"),
    [
        ("门票多少钱", "元", "建成公园6个。", Missing(Need.UNIT, "元")),
        ("多少人注册", "人", "注册用户可举报。", Missing(Need.UNIT, "人")),
        ("覆盖率是多少", "%", "覆盖很广。", Missing(Need.UNIT, "%")),
        ("是哪天印发的", "", "2020年完成初稿。", Missing(Need.DATE)),
        ("什么时候上线的", "", "开发了软件。", Missing(Need.TIME)),
        ("为什么增多", "", "案件很多。", Missing(Need.REASON)),
        ("要带什么", "", "提供咨询服务。", Missing(Need.STEPS)),
        ("大厅的地址", "", "建成办事大厅。", Missing(Need.ADDRESS)),
        ("是哪7个街乡", "", "有7个街乡,力量不足。", Missing(Need.NAMES)),
        ("会长是谁", "", "成立了协会。", Missing(Need.NAMES)),
        ("有多少粉丝数", "", "2020年,开通抖音号。", Missing(Need.UNIT, "人")),
        ("约谈了多少家", "家", "约谈3次。", Missing(Need.UNIT, "家")),
        ("下载多少次", "次", "可以下载。", Missing(Need.FIGURE)),
        ("约谈了多少家", "家", "约谈17户。", None),  # its kin
        ("打了几回官司", "回", "收案5件。", None),  # 回 is not how reports count
        ("投资多少钱", "元", "投资46.2亿美元。", None),
        ("是哪年印发的", "", "2020年印发。", None),
        ("介绍一下", "", "收案很多。", None),
    ],
)
def test_what_is_surely_not_given(asked, unit, sentence, missing) -> None:
    asks = Asked.FIGURE if "多少" in asked or "几" in asked else Asked.OTHER
    assert _lacks(asked, sentence, asks=asks, unit=unit) == missing


def test_a_sentence_close_behind_may_give_it() -> None:
    best = candidate("注册用户可举报。", strength=_STRONG)
    asked = question("多少人注册", Asked.FIGURE, unit="人")
    assert lacks(asked, [best, candidate("注册300人。", strength=_MIDDLING)]) is None
    far = candidate("注册300人。", strength=_FAINT)
    assert lacks(asked, [best, far]) == Missing(Need.UNIT, "人")


def test_weak_evidence_refuses_only_where_the_form_cannot_be_missed() -> None:
    assert _lacks("下载多少次", "可以下载。", strength=_FAINT) is None
    assert _lacks("多少钱", "建成公园。", strength=_FAINT) == Missing(Need.UNIT, "元")


def test_what_the_best_sentence_lacks_is_a_doubt() -> None:
    asked = question("打了几回官司", Asked.FIGURE, unit="回")
    assert doubt(asked, [candidate("收案很多。")]) == Missing(Need.FIGURE)
    assert doubt(asked, [candidate("收案很多。"), candidate("开庭5次。")]) == Missing(Need.FIGURE)
    assert doubt(asked, [candidate("开庭5次。")]) is None
    assert doubt(question("介绍一下"), [candidate("收案很多。")]) is None
