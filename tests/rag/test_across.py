import pytest

from rag import Checker, Verdict
from rag.across import is_across

_SOURCE = "全年实际利用外资46.2亿美元,同比增长8%。朝阳区全年共收行政诉讼案件483件,同比下降25.3%。"


@pytest.mark.parametrize(
    ("claim", "verdict", "reason"),
    [
        (
            "Actual use of foreign capital was USD 4.62 billion, up 8 percent.",
            Verdict.SUPPORTED,
            "",
        ),
        (
            "Actual use of foreign capital was USD 46.2 billion.",
            Verdict.CONTRADICTED,
            "figure differs: 'USD 46.2 billion', the source has '46.2亿美元'",
        ),
        (
            "Administrative litigation cases rose 25.3 percent to 483.",
            Verdict.CONTRADICTED,
            "direction is opposite: 'rose', the source has '下降'",
        ),
        ("The zoo bought two pandas.", Verdict.NOT_FOUND, "nothing in the sources is close to it"),
    ],
)
def test_english_about_chinese(shipped_index, claim, verdict, reason) -> None:
    found = Checker(shipped_index).check_claim(claim, [_SOURCE])
    assert found.verdict is verdict
    assert not reason or reason in found.reasons
    assert found.reasons[-1].startswith("checked across languages: figures, dates, glossary terms")


def test_the_limit_is_said_in_the_language_of_the_claim(shipped_index) -> None:
    source = "Administrative litigation cases fell to 483."
    found = Checker(shipped_index).check_claim("行政诉讼案件483件", [source])
    assert found.reasons[-1] == "跨语言核对：只比较数字、时间、术语和大意"


def test_only_two_scripts_are_across() -> None:
    assert is_across("Cases fell", "案件下降")
    assert not is_across("案件 fell", "案件下降")
    assert not is_across("Cases fell", "Cases fell")
    assert not is_across("450", "案件450件")
