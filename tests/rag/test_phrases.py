import pytest

from rag import Language
from rag.evidence import Missing, Need
from rag.phrases import refusal, uncalibrated_note, weak_note

_EVERYDAY, _TRADITIONAL, _ENGLISH = Language.ZH, Language.ZH_HANT, Language.EN


@pytest.mark.parametrize(
    ("need", "what", "language", "sentence"),
    [
        (Need.EVIDENCE, "", _EVERYDAY, "报告没有说明：没有一段话足以作为依据。"),
        (Need.EVIDENCE, "", _TRADITIONAL, "報告沒有說明：沒有一段話足以作為依據。"),
        (Need.PLACE, "海淀", _EVERYDAY, "报告没有说明：其中没有讲到海淀的情况。"),
        (Need.YEAR, "2015", _TRADITIONAL, "報告沒有說明：其中沒有講到2015年的情況。"),
        (
            Need.YEAR,
            "2015",
            _ENGLISH,
            "The report does not say: it has nothing on this about 2015.",
        ),
        (Need.UNIT, "元", _EVERYDAY, "报告没有说明：相关段落里没有以“元”计的数字。"),
        # what the report wrote stays in its script
        (
            Need.DIRECTION,
            "双提升",
            _TRADITIONAL,
            "報告沒有這樣說：原文寫的是“双提升”，與問題的前提相反。",
        ),
        (
            Need.RESULT,
            "",
            _ENGLISH,
            "The report does not say: it states an aim or a plan, not what was achieved.",
        ),
    ],
)
def test_a_refusal_says_what_is_missing(need, what, language, sentence) -> None:
    assert refusal(Missing(need, what), language) == sentence


@pytest.mark.parametrize("need", Need)
@pytest.mark.parametrize("language", Language)
def test_every_need_is_worded_in_every_language(need, language) -> None:
    start = {_EVERYDAY: "报告没有", _TRADITIONAL: "報告沒有", _ENGLISH: "The report does not say"}
    assert refusal(Missing(need, "7个"), language).startswith(start[language])


def test_notes_are_in_the_askers_script() -> None:
    assert weak_note(_EVERYDAY) == "依据较弱：原文与问题的用词相差较大，请核对所引段落。"
    assert weak_note(_TRADITIONAL) == "依據較弱：原文與問題的用詞相差較大，請核對所引段落。"
    assert uncalibrated_note(_ENGLISH).startswith("Uncalibrated: ")
