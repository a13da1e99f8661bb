import pytest

from rag.subjects import resubjected


@pytest.mark.parametrize(
    ("earlier", "item", "rewritten"),
    [
        # what is counted, what stands before the verb, what begins alike
        ("2022年新建了多少个社区食堂？", "托育园", "2022年新建了多少个托育园？"),
        ("2022年食堂投资了多少？", "公墓", "2022年公墓投资了多少？"),
        ("企业投资了多少？", "外资", "外资投资了多少？"),
        ("PM2.5降到多少？", "二氧化硫", "二氧化硫降到多少？"),
        ("公园有几个？", "图书馆", "图书馆有几个？"),
        ("全年审理了多少件行政复议案件？", "行政诉讼", "全年审理了多少件行政诉讼案件？"),
        ("新收行政复议申请多少件？", "行政诉讼案件", "新收行政诉讼案件多少件？"),
        ("行政訴訟的原因是什麼？", "行政複議", "行政複議的原因是什麼？"),
        # who does it
        ("街乡办了多少件案件？", "法院", "法院办了多少件案件？"),
        ("区政府印发了哪些文件？", "街乡", "街乡印发了哪些文件？"),
        (
            "How many lawsuits did the courts hear?",
            "complaints",
            "How many complaints did the courts hear?",
        ),
        ("How many lawsuits are there?", "complaints", "How many complaints are there?"),
        ("How many rules went to the districts?", "the towns", "How many rules went to the towns?"),
    ],
)
def test_what_a_follow_up_names_is_the_new_subject(earlier, item, rewritten) -> None:
    assert resubjected(earlier, item) == rewritten


@pytest.mark.parametrize(
    ("earlier", "item"),
    [
        ("外资多少？", "增长率"),  # a measure of the same
        ("外资多少？", "外资"),
        ("外资多少？", "其中"),
        ("审理了多少件案件？", "外资"),  # which no 件 counts
        ("外资多少？", "去年"),
        ("审理了多少件案件？", "街乡"),  # who, where what is counted is named
        ("区政府印发了哪些文件？", "专题报告"),
        ("外资多少？", "女的"),
        ("审理了多少件案件？", "同比多了还是少了"),
        ("垃圾分类", "物业管理"),  # asks nothing
        ("How many lawyers are there?", "still in force"),
        ("How many lawyers are there?", "外资"),
        ("Who won?", "lawyers"),
    ],
)
def test_what_is_no_other_subject_replaces_none(earlier: str, item: str) -> None:
    assert resubjected(earlier, item) is None
