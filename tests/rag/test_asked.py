import pytest

from rag.asked import asked_for, has_form, holds
from rag.types import Asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("白皮书是哪年发布的？", "date"),
        ("什么时候开始试点？", "date"),
        ("几月印发的", "date"),
        ("When was it adopted?", "date"),
        ("Which year?", "date"),
        ("全年审理了多少件？", "figure"),
        ("有几个街乡？", "figure"),
        ("公园有多大？", "figure"),
        ("绿化率是多少", "figure"),
        ("How many cases?", "figure"),
        ("the rate of compliance", "figure"),
        ("印发了哪些文件？", "title"),
        ("这个办法叫什么？", "title"),
        ("What regulations apply?", "title"),
        ("有幾家企業？", "figure"),  # Traditional
        ("印發了哪個月", "date"),
        ("禁猎期是哪几个月", "date"),
        ("文号是什么", "title"),
        ("由谁负责？", "name"),
        ("得到了什么国字头的荣誉？", "name"),
        ("哪个部门主管", "name"),
        ("Who was responsible?", "name"),
        ("How should everyone know who pays?", "method"),  # not of a person
        ("哪几个街乡", "list"),
        ("包括什么", "list"),
        ("哪三项", "list"),
        ("Which measures are planned", "title"),
        ("Which three towns", "list"),
        ("What does the plan say", "other"),
        ("放管服是什么意思", "definition"),
        ("What does it mean?", "definition"),
        ("为什么下降了多少", "reason"),
        ("原因是什么", "reason"),
        ("Why did the rate fall?", "reason"),
        ("怎么办理居住证？", "method"),
        ("如何办理", "method"),
        ("How is it organised?", "method"),
        ("比上年多了几天", "comparison"),
        ("跟全市平均水平比怎么样", "comparison"),
        ("哪一类收得多", "comparison"),
        ("上升还是下降", "comparison"),
        ("Was that more or less?", "comparison"),
        ("是不是免费", "yes_no"),
        ("收钱吗？", "yes_no"),
        ("Is there a rule?", "yes_no"),
        ("几乎没有变化", "other"),  # 几乎 is not 几
        ("效率如何", "other"),
    ],
)
def test_the_wording_tells_what_is_asked_for(question: str, asked: str) -> None:
    assert asked_for(question) is Asked(asked)


@pytest.mark.parametrize(
    ("asked", "with_it", "without_it"),
    [
        (Asked.FIGURE, "审结450件", "审结多件"),
        (Asked.DATE, "2020年12月印发", "共12件"),
        (Asked.DATE, "上半年完成", "全部完成"),
        (Asked.TITLE, "印发《实施纲要》", "印发实施纲要"),
        (Asked.TITLE, "体现了“朝阳速度”", "体现了速度"),
        (Asked.NAME, "由司法局负责", "由大家负责"),
        (Asked.LIST, "水、电", "水电"),
        (Asked.DEFINITION, "三率是指", "三率很高"),
        (Asked.REASON, "由于改革", "改革以来"),
        (Asked.REASON, "全年,为便民", "成为示范"),
        (Asked.METHOD, "通过培训", "已经培训"),
        (Asked.COMPARISON, "同比下降8%", "共8件"),
    ],
)
def test_a_text_holds_what_is_asked_for_or_not(asked, with_it, without_it) -> None:
    assert (holds(asked, with_it), holds(asked, without_it)) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("unit", "text", "worth"),
    [
        ("件", "审结450件", 1.0),
        ("件", "处罚2395起", 1.0),  # kin
        ("件", "投入3亿元", 0.5),
        ("件", "没有", 0.0),
        ("", "投入3亿元", 1.0),
    ],
)
def test_a_figure_in_another_unit_is_worth_half(unit: str, text: str, worth: float) -> None:
    assert holds(Asked.FIGURE, text, unit=unit) == worth


def test_every_text_holds_what_a_question_of_no_kind_asks_for() -> None:
    assert holds(Asked.OTHER, "任何文字") == holds(Asked.YES_NO, "任何文字") == 1.0


def test_only_what_can_be_told_by_its_form_is_missed() -> None:
    assert has_form(Asked.FIGURE, "若干件") == 0.0
    assert has_form(Asked.FIGURE, "12人", unit="件") == 0.5
    assert holds(Asked.REASON, "依法办理") == 0.0
    assert has_form(Asked.REASON, "依法办理") == 1.0
