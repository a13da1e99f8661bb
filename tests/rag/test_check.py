import pytest

from rag import Checker, ClaimCheck, Difference, Verdict
from rag.difference import Kind

_CASES = (
    "全年共审理行政复议案件523件(含上年结转90件),审结450件。"
    "其中新收行政复议申请433件(同比下降17.7%),案件数量位居全市前列。"
)
_AUDIT = "查出各类违规金额3308万元,纠正管理不规范金额28. 76亿元,促进建章立制129余项。"
_ROAD = (
    "未经批准，任何单位和个人不得擅自占用道路。违反本条规定的，由城市管理部门责令改正，"
    "处二百元以上五百元以下罚款；但法律另有规定的除外。"
)
_EXAM = "报名参加考试共453人次,通过考试434人次,考试通过率为95.81%,同比上升了26.82%。"


@pytest.fixture(scope="module")
def checker(shipped_index) -> Checker:
    return Checker(shipped_index)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("全年共审理行政复议案件523件。", _CASES),
        ("全年审结行政复议案件450件。", _CASES),  # the object stands a clause before
        ("審結450件", _CASES),
        ("新收行政复议申请433件，比去年少了17.7%", _CASES),
        ("查出违规金额0.3308亿元", _AUDIT),
        ("纠正不规范金额287600万元", _AUDIT),
        ("建章立制129项", _AUDIT),  # a hedge may be left out
        ("处200元以上500元以下罚款", _ROAD),
        ("擅自占用道路的，由城市管理部门责令改正", _ROAD),
        ("考试通过率为百分之九十五点八一", _EXAM),
        ("2019年、2020年分别收案433件、526件", "2020年、2019年分别收案526件、433件。"),
    ],
)
def test_what_the_source_says_in_other_words(checker: Checker, claim: str, source: str) -> None:
    found = checker.check_claim(claim, [source])
    assert (found.verdict, found.reasons) == (Verdict.SUPPORTED, ())
    assert 0 <= found.start < found.end <= len(source)


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("审理行政复议案件532件", _CASES, "数字不符：所述「532件」，依据为「523件」"),
        ("審結540件", _CASES, "數字不符：所述「540件」，依據為「450件」"),
        ("新收申请433人", _CASES, "数字不符：所述「433人」，依据为「433件」"),
        ("新收行政复议申请433件，同比上升17.7%", _CASES, "方向相反：所述「上升」，依据为「下降」"),
        ("审计查出违规金额28.76亿元", _AUDIT, "数字不符：所述「28.76亿元」，依据为「3308万元」"),
        ("查出违规金额3308亿元", _AUDIT, "数字不符：所述「3308亿元」，依据为「3308万元」"),
        ("建章立制近129项", _AUDIT, "数字不符：所述「近129项」，依据为「129余项」"),
        ("任何单位和个人得擅自占用道路", _ROAD, "肯定与否定相反：所述「得」，依据为「不得」"),
        ("由公安部门责令改正", _ROAD, "名称或主体不符：所述「由公安」，依据为「由城市管理」"),
        ("法律另有规定", _ROAD, "肯定与否定相反：所述「」，依据为「的除外」"),
        ("考试通过率上升到26.82%", _EXAM, "数字不符：所述「上升到26.82%」，依据为「上升了26.82%」"),
        ("处二百元以下罚款", _ROAD, "数字不符：所述「二百元」，依据为「五百元」"),
        ("处五百元以上罚款", "处五百元以下罚款", "方向相反：所述「以上」，依据为「以下」"),
    ],
)
def test_what_the_source_contradicts(checker, claim: str, source: str, reason: str) -> None:
    found = checker.check_claim(claim, [source])
    assert found.verdict is Verdict.CONTRADICTED
    assert reason in found.reasons


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("审结450件，并建成充电桩120个", _CASES, "依据中没有「并建成充电桩120个」"),
        ("区检察院审结450件", _CASES, "依据中没有「区检察院」"),
        ("上年审结450件", _CASES, "依据中没有时间「上年」"),
        ("行政复议案件450件全部审结。", _CASES, "依据中没有「全部审结」"),
        ("2019年审理行政复议案件523件", _CASES, "依据中没有时间「2019年」"),
        ("审结行政复议案件523件", _CASES, "用词不同：所述「审结」，依据为「全年共审理」"),
        ("考试434人次报名，453人次通过。", _EXAM, "依据中没有「报名」"),
    ],
)
def test_what_the_source_says_in_part(checker, claim: str, source: str, reason: str) -> None:
    found = checker.check_claim(claim, [source])
    assert found.verdict is Verdict.PARTLY
    assert reason in found.reasons


def test_what_is_nowhere_in_the_sources(checker: Checker) -> None:
    nothing = ClaimCheck(Verdict.NOT_FOUND, None, 0, 0, ("依据中没有相近的内容",))
    assert checker.check_claim("街道办负责垃圾分类", [_CASES, _AUDIT]) == nothing
    assert checker.check_claim("审结450件", []).verdict is Verdict.NOT_FOUND
    assert checker.check_claim("……", [_CASES]).verdict is Verdict.NOT_FOUND


def test_the_best_source_and_span_are_named(checker: Checker) -> None:
    found = checker.check_claim("建章立制129余项", [_CASES, _AUDIT])
    assert found.source == 1
    assert _AUDIT[found.start : found.end] == "促进建章立制129余项"


def test_titles_are_compared_exactly(checker: Checker) -> None:
    source = "依据《北京市物业管理条例》开展检查。"
    found = checker.check_claim("依据《物业管理条例》开展检查。", [source])
    assert found.reasons[0] == (
        "名称或主体不符：所述「《物业管理条例》」，依据为「《北京市物业管理条例》」"
    )


def test_a_year_may_be_said_by_the_place(checker: Checker) -> None:
    claim, sources = "2020年审结450件", [_CASES]
    assert checker.check_claim(claim, sources).verdict is Verdict.PARTLY
    said = checker.check_claim(claim, sources, context=["2020年白皮书"])
    assert said.verdict is Verdict.SUPPORTED


def test_a_word_from_another_clause_counts_for_nothing(checker: Checker) -> None:
    source = "复议调解率为30.3%(全市平均为23.2%)。"
    assert checker.check_claim("全市复议调解率为30.3%", [source]).verdict is Verdict.PARTLY


def test_what_differs_is_kept_as_well_as_said(checker: Checker) -> None:
    found = checker.check_claim("审结540件", [_CASES])
    assert found.differences == (Difference(Kind.FIGURE, "540件", "450件"),)
    assert found.reasons == ("数字不符：所述「540件」，依据为「450件」",)
    assert checker.check_claim("审结450件", [_CASES]).differences == ()
