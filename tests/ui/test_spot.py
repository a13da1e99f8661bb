import pytest

from rag import Language
from tests.doubles import document
from ui.spot import spot_of

_FIRST, _SECOND = document(), document("b", title="乙")
_LENGTH = len(_FIRST.text)


def _spot(doc_id: str, at: str) -> tuple[str, int, int, str]:
    here = {each.doc_id: each for each in (_FIRST, _SECOND)}
    spot = spot_of([_FIRST, _SECOND], doc_id, find=here.get, at=at, language=Language.ZH)
    return spot.document.doc_id, spot.start, spot.end, spot.note


@pytest.mark.parametrize(
    ("doc_id", "at", "led"),
    [
        ("b", "12-20", ("b", 12, 20, "")),
        ("b", "", ("b", 0, 0, "")),
        # No document named: the first.
        ("", "7-7", ("chaoyang-2020", 7, 7, "")),
        ("b", " 3 - 4 ", ("b", 3, 4, "")),
    ],
)
def test_a_place_asked_for_is_the_place(
    doc_id: str, at: str, led: tuple[str, int, int, str]
) -> None:
    assert _spot(doc_id, at) == led


@pytest.mark.parametrize(
    ("at", "span", "note"),
    [
        ("20-12", (12, 20), "链接里的起点在终点之后（20-12），已对调。"),
        ("5-99999", (5, _LENGTH), f"链接指向5-99999，而全文只有{_LENGTH}个字，显示到结尾为止。"),
        ("88888-99999", (_LENGTH, _LENGTH), f"链接指向88888-99999，而全文只有{_LENGTH}个字，"),
        ("abc", (0, 0), "链接里的位置“abc”不是“起点-终点”两个数字，从开头显示。"),
        ("-5-3", (0, 0), "链接里的位置“-5-3”不是"),
        ("1.5-3", (0, 0), "链接里的位置“1.5-3”不是"),
        # Digits of other scripts, and more of them than a number should have.
        ("١-٢", (0, 0), "链接里的位置"),
        ("9" * 5000 + "-1", (0, 0), "链接里的位置“" + "9" * 60 + "…”不是"),
    ],
)
def test_a_bad_span_leads_somewhere_and_says_why(at: str, span: tuple[int, int], note: str) -> None:
    doc_id, *led, said = _spot("b", at)
    assert (doc_id, tuple(led)) == ("b", span)
    assert said.startswith(note)


def test_an_unknown_document_gives_the_first_and_ignores_the_span() -> None:
    assert _spot("nope", "12-20") == (
        *("chaoyang-2020", 0, 0),
        "这里没有编号为“nope”的文件（共2份），先显示《2020年朝阳区法治政府建设白皮书》。",
    )
