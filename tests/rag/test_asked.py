import pytest

from rag.asked import asked_for, holds
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
        ("怎么办理居住证？", "other"),
        ("几乎没有变化", "other"),  # 几乎 is not 几
        ("效率如何", "other"),
        ("Who was responsible?", "other"),
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
    ],
)
def test_a_text_holds_what_is_asked_for_or_not(asked, with_it, without_it) -> None:
    assert (holds(asked, with_it), holds(asked, without_it)) == (True, False)


def test_every_text_holds_what_a_question_of_no_kind_asks_for() -> None:
    assert holds(Asked.OTHER, "任何文字")
