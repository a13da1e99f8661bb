import numpy as np
import pytest

from rag import Language
from rag.evidence import Missing, Need
from rag.premise import false_direction, other_end, other_standing
from rag.types import Asked
from tests.rag.made import candidate, question


def _contradicted(asked: str, *sentences: str, strength: float = 0.5) -> str | None:
    def closeness(texts):
        return np.array([len(set(asked) & set(text)) for text in texts], dtype=np.float32)

    candidates = [candidate(sentence, strength=strength) for sentence in sentences]
    found = false_direction(question(asked), candidates, closeness=closeness)
    return found and found.what


@pytest.mark.parametrize(
    ("asked", "sentence", "says"),
    [
        ("解决率为什么下降了？", "信访量“双下降”,热线解决率、满意率“双提升”。", "提升"),
        ("纠错率比上年高了不少,原因是什么？", "纠错率7.7%,同比大幅下降。", "下降"),
        ("Why did the 纠错率 rise?", "纠错率同比下降。", "下降"),
        ("案件比上年增长了百分之几？", "案件483件,同比下降25.3%。", "下降"),
        ("纠错率为什么下降？", "纠错率7.7%,同比大幅下降。", None),  # the premise holds
        ("纠错率上升还是下降？", "纠错率同比下降。", None),  # nothing is taken for granted
        ("怎样提升服务？", "纠错率同比下降。", None),
        ("纠错率为什么下降？", "纠错率7.7%。", None),  # the report names no direction
        ("成本为什么下降？", "努力提升成本管理。", None),  # nor does it compare
    ],
)
def test_a_direction_that_the_report_contradicts(asked, sentence, says) -> None:
    assert _contradicted(asked, sentence) == says


def test_the_first_sentence_with_a_direction_decides() -> None:
    asked = "纠错率为什么上升？"
    assert _contradicted(asked, "纠错率7.7%。", "纠错率同比下降。") == "下降"
    assert _contradicted(asked, "纠错率同比上升。", "纠错率同比下降。") is None


@pytest.mark.parametrize(
    ("asked", "sentence", "says"),
    [
        ("排名倒数第一的街道是哪个？", "考核任务排名全市第一。", "第一"),
        ("排名第一的街道是哪个？", "排名垫底的街道是甲街道。", "垫底"),
        ("排名第一的街道是哪个？", "甲街道排名第一。", None),
        ("排名第一和垫底的街道是哪些？", "甲街道排名第一。", None),  # both are asked for
        ("排名是不是垫底？", "考核任务排名全市第一。", None),  # the report answers that
        ("败诉率最低的是哪个？", "第一审败诉率3.6%。", None),
    ],
)
def test_one_end_of_a_ranking_is_not_the_other(asked, sentence, says) -> None:
    def closeness(texts):
        return np.ones(len(texts), dtype=np.float32)

    found = other_end(question(asked), candidate(sentence), closeness=closeness)
    assert found == (says and Missing(Need.DIRECTION, says))


def test_weak_evidence_contradicts_nothing() -> None:
    assert _contradicted("纠错率为什么上升？", "纠错率同比下降。", strength=0.1) is None


@pytest.mark.parametrize(
    ("asked", "sentence", "need"),
    [
        ("实际上组建了百分之几？", "年底前组建率均达到30%以上。", Need.RESULT),
        ("How many were actually built?", "力争建成60个。", Need.RESULT),
        ("2021年的目标是多少？", "全年浓度为39微克,同比下降。", Need.AIM),
        ("实际上组建了百分之几？", "组建率已达到30%,超额完成目标。", None),
        ("目标是多少？", "力争达到60个。", None),
        ("组建了百分之几？", "年底前组建率达到30%以上。", None),  # neither is asked for
    ],
)
def test_an_aim_is_no_result_and_a_result_no_aim(asked, sentence, need) -> None:
    found = other_standing(question(asked, Asked.FIGURE), candidate(sentence))
    assert found == (need and Missing(need))


def test_only_figures_and_dates_are_aims_or_results() -> None:
    assert other_standing(question("实际怎么做的？"), candidate("力争建成60个。")) is None
    english = question("the target?", Asked.FIGURE, language=Language.EN)
    assert other_standing(english, candidate("全年共完成5个。")) == Missing(Need.AIM)
