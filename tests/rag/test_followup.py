import pytest

from rag.followup import standalone

_ZH = ("全年审理了多少件行政复议案件？",)
_EN = ("How many lawyers are there in the district?",)


@pytest.mark.parametrize(
    "question",
    [
        "那2019年呢？",
        "其中调解了多少？",
        "还有呢？",
        "街乡呢",
        "怎么办？",
        "怎么做的？",
        "為什么呢",
    ],
)
def test_an_elliptic_question_takes_its_subject_from_the_one_before(question: str) -> None:
    assert standalone(question, _ZH) == f"{_ZH[0]} {question}"


@pytest.mark.parametrize(
    "question", ["What about the towns?", "And in 2019?", "Who trained them?", "why?"]
)
def test_so_does_an_english_one(question: str) -> None:
    assert standalone(question, _EN) == f"{_EN[0]} {question}"


@pytest.mark.parametrize(
    "question",
    [
        "垃圾分类搞得怎么样？",
        "怎么投诉物业？",
        "行政复议案件有多少件呢？",
        "朝阳区有多少个公园？",
        "其中说到朝阳区在二零二零年一共新建了多少座城市公园和郊野公园",  # long: stands alone
        "How many parks were built?",
        "What did the district do to improve the business environment in 2020?",
    ],
)
def test_a_new_topic_is_left_alone(question: str) -> None:
    assert standalone(question, _ZH) is None
    assert standalone(question, _EN) is None


def test_nothing_is_joined_without_a_history() -> None:
    assert standalone("那2019年呢？", ()) is None


def test_the_subject_is_the_last_question_that_has_one() -> None:
    history = ["外资多少？", "PM2.5降到多少？", "那2019年呢？", "还有呢？"]
    assert standalone("街乡呢？", history) == "PM2.5降到多少？ 街乡呢？"


def test_a_talk_of_ellipses_goes_back_to_its_first() -> None:
    assert standalone("街乡呢？", ["那2019年呢？", "还有呢？"]) == "那2019年呢？ 街乡呢？"
