import pytest

from rag.followup import standalone

_ZH = "全年审理了多少件行政复议案件？"
_RATE = "朝阳区2020年行政复议的纠错率是多少？"
_EN = "How many lawyers are there in the district?"


@pytest.mark.parametrize(
    "question",
    [
        "其中调解了多少？",
        "比去年好吗？",
        "跟去年同期相比，增长多少",
        "同比多了还是少了呢",
        "审结了多少件",
        "具体多少",
        "还有呢？",
        "街乡呢",
        "那女的呢",
        "怎么办？",
        "怎么做的？",
        "為什麼呢",
        "加上别的机关，他们一共办了几件？",
        "除了新收的，旧的办了几件？",
    ],
)
def test_an_elliptic_question_takes_its_subject_from_the_one_before(question: str) -> None:
    assert standalone(question, [_ZH]) == f"{_ZH} {question}"


@pytest.mark.parametrize(
    "question",
    [
        "Who trained them?",
        "why?",
        "Is it better than last year?",
        "And compared with the year before?",
        "still in force?",
        "How many were trained?",
        "And how many of them are women?",
        "Was that more than before?",
        "And the district as a whole — how long did it take to get that status?",
    ],
)
def test_so_does_an_english_one(question: str) -> None:
    assert standalone(question, [_EN]) == f"{_EN} {question}"


@pytest.mark.parametrize(
    ("earlier", "question", "rewritten"),
    [
        (_RATE, "那2019年呢？", "朝阳区2019年行政复议的纠错率是多少？"),
        (_RATE, "那么二〇一九年呢", "朝阳区2019年行政复议的纠错率是多少？"),
        (_RATE, "那海淀区呢？", "海淀区2020年行政复议的纠错率是多少？"),
        (_RATE, "那调解成功率呢？", "朝阳区2020年行政复议的调解成功率是多少？"),
        (_RATE, "上半年呢", "上半年朝阳区2020年行政复议的纠错率是多少？"),
        (_ZH, "那2019年呢？", "2019年全年审理了多少件行政复议案件？"),
        (_EN, "And in 2019?", "How many lawyers are there in the district in 2019?"),
        (_EN, "And in the towns?", "How many lawyers are there in the towns?"),
        (_EN, "What about the towns?", "How many lawyers are there in the towns?"),
        ("How many in 2020?", "what about 2019?", "How many in 2019?"),
    ],
)
def test_what_a_follow_up_names_takes_the_place_of_its_kind(earlier, question, rewritten) -> None:
    assert standalone(question, [earlier]) == rewritten


@pytest.mark.parametrize(
    "question",
    [
        "垃圾分类搞得怎么样？",
        "怎么投诉物业？",
        "行政复议案件有多少件呢？",
        "空气比去年好吗？",
        "朝阳区有多少个公园？",
        "那朝阳区有多少个公园？",
        "那段讲民法典的网络课有多少人看过？",  # 那 of a thing, not of a talk
        "外资",
        "其中说到朝阳区在二零二零年一共新建了多少座城市公园和郊野公园",  # long: stands alone
        "How many parks were built?",
        "So how many parks are there?",
        "How many parks were built and who runs them?",  # what they are is said before
        "What is this white paper called?",
        "Is it true that parks are free?",
        "What did the district do to improve the business environment in 2020?",
    ],
)
def test_a_new_topic_is_left_alone(question: str) -> None:
    assert standalone(question, [_ZH]) is None
    assert standalone(question, [_EN]) is None


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("不聊天气了。审计提出的意见有多少条？", "审计提出的意见有多少条？"),
        ("換個話題，外資有多少？", "外資有多少？"),
        ("By the way, who won the award?", "who won the award?"),
    ],
)
def test_the_words_that_change_the_topic_are_not_searched(question: str, rest: str) -> None:
    assert standalone(question, [_ZH]) == rest


def test_nor_are_they_part_of_a_subject() -> None:
    assert standalone("那2019年呢", [_ZH, "换个话题，2020年外资多少？"]) == "2019年外资多少？"


def test_nothing_is_joined_without_a_history() -> None:
    assert standalone("那2019年呢？", ()) is None


def test_the_subject_is_the_last_question_that_has_one_as_it_was_meant() -> None:
    history = ["外资多少？", "PM2.5降到多少？", "那2019年呢？", "还有呢？"]
    assert standalone("街乡呢？", history) == "2019年PM2.5降到多少？ 街乡呢？"


def test_a_talk_of_ellipses_goes_back_to_its_first() -> None:
    assert standalone("街乡呢？", ["那2019年呢？", "还有呢？"]) == "那2019年呢？ 街乡呢？"
