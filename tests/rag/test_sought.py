import pytest

from rag.given import gives, values
from rag.sought import Sought, sought
from rag.types import Asked
from tests.rag.made import question


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        ("申请时要准备哪些材料？", Sought.STEPS),
        ("协会的会长是谁？", Sought.PERSON),
        ("Who is the mayor of the town?", Sought.PERSON),
        ("是哪7个街乡？", Sought.NAMES),
        ("印章每枚成本多少？", Sought.MONEY),
        ("花了财政多少钱？", Sought.MONEY),
        ("How much was spent on leaflets?", Sought.MONEY),
        ("有多少名审计人员？", Sought.STAFF),
        ("How many legal aid lawyers work there?", Sought.STAFF),
        ("培训了多少名干部？", Sought.PEOPLE),
        ("10家预算单位是哪些？", Sought.NAMES),
        ("都是哪些专家？", Sought.PERSON),
        ("去哪个窗口交申请？", Sought.WHERE),
        ("连着几年第一？", Sought.DURATION),
        ("哪个领域罚得最多？", Sought.MOST),
        ("Which office received the most requests?", Sought.MOST),
        ("组建率年底前要做到多少？", Sought.SHARE),
        ("多久能办完？", Sought.DURATION),
        ("是哪一天公布的？", Sought.DAY),
        ("When was the app launched?", Sought.DATE),
        ("为什么下降？", Sought.REASON),
        ("学法考试的平均分是多少？", Sought.SCORE),
        # a project for residents is no resident, a monitored cost no price, a day when no question
        ("How many projects for residents were there?", None),
        ("Is cost-monitored property managed?", None),
        ("What support is there when markets move?", None),
        ("介绍一下物业。", None),
    ],
)
def test_the_form_that_a_question_asks_for(asked, form) -> None:
    assert sought(question(asked)) is form


def test_any_other_figure_is_a_count_of_things_or_of_anything() -> None:
    assert sought(question("建成公园几个？", Asked.FIGURE, unit="个")) is Sought.ITEMS
    assert sought(question("浓度降了多少？", Asked.FIGURE)) is Sought.COUNT


@pytest.mark.parametrize(
    ("form", "text", "given"),
    [
        (Sought.MONEY, "投资46.2亿美元。", True),
        (Sought.MONEY, "建成公园6个。", False),
        (Sought.PEOPLE, "共有余名律师。", False),
        (Sought.PEOPLE, "培训干部607人次。", True),
        (Sought.PERSON, "由区长任组长。", False),
        (Sought.PERSON, "李某明主任主持,王建国局长出席。", True),
        (Sought.COUNT, "2020年,在2018—2020年试点。", False),
        (Sought.COUNT, "召开听证会四次。", True),
        (Sought.COUNT, "一处违法、处处受限。", False),
        (Sought.COUNT, "仅一处。", True),
        (Sought.COUNT, "面积506公顷。", True),
        (Sought.ITEMS, "面积506公顷,占8%。", False),
        (Sought.ITEMS, "12345市民服务热线,5G基站。", False),
        (Sought.ITEMS, "办结1.6万余件。", True),
        (Sought.STAFF, "接待41757人次。", False),
        (Sought.STAFF, "共有140余名律师。", True),
        (Sought.MOST, "受理1217件。", False),
        (Sought.MOST, "城管类处罚占比居首。", True),
        (Sought.PEOPLE, "3680户家庭。", False),
        (Sought.SHARE, "占全市三分之一。", True),
        (Sought.NAMES, "建成公园6个、绿道4条。", False),
        (Sought.NAMES, "约谈甲商场、乙商场。", True),
        (Sought.NAMES, "有7个街乡,力量不足。", False),
        (Sought.DAY, "2020年印发。", False),
        (Sought.REASON, "案件483件。", False),
        (None, "案件。", True),
    ],
)
def test_what_a_text_gives(form, text, given) -> None:
    assert gives(form, text) is given


def test_a_value_is_read_with_what_stands_around_it() -> None:
    clause = "此外还在全区范围内支持智慧治理项目共计450万元,为基层减负筑牢根基而努力"
    assert values(Sought.MONEY, ["没有", clause]) == [
        "围内支持智慧治理项目共计450万元,为基层减负筑牢根基"
    ]
    assert values(Sought.REASON, ["因为疫情"]) is None


def test_a_name_that_the_question_says_is_no_answer() -> None:
    text = "推动“城市大脑”建设。"
    assert not gives(Sought.FIRM, text, told="给政府开发城市大脑的是哪家公司？")
    assert gives(Sought.FIRM, text, told="给政府开发系统的是哪家公司？")


def test_many_names_are_no_short_list() -> None:
    text = "约谈甲商场、乙商场、丙商场等12家商户。"
    assert gives(Sought.NAMES, text, told="12家商户是哪些？")
    assert not gives(Sought.NAMES, text, told="43家商户是哪些？")
