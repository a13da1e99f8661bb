import pytest

from rag.several import parts_of


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("外资多少？PM2.5降到多少？", ("外资多少？", "PM2.5降到多少？")),
        ("外资多少，另外PM2.5降到多少？", ("外资多少", "PM2.5降到多少？")),
        # The words before the first question are context of each in the sentence.
        (
            "下放职权这项改革，哪天拍的板、哪天移交完？",
            ("下放职权这项改革，哪天拍的板", "下放职权这项改革，哪天移交完？"),
        ),
        # A question that begins with its verb goes on with the one before it.
        ("草案审核了多少件，提出多少条？", ("草案审核了多少件", "草案审核了多少件 提出多少条？")),
        # Nor is there one in a mere comparison.
        ("空气质量怎么样，比去年好吗", ("空气质量怎么样", "空气质量怎么样 比去年好吗")),
        ("外资多少？同比升了多少？", ("外资多少？", "外资多少？ 同比升了多少？")),
        ("外资多少？公园比去年多吗？", ("外资多少？", "公园比去年多吗？")),
        (
            "2020年行政复议和行政诉讼分别有多少件？",
            ("2020年行政复议分别有多少件？", "2020年行政诉讼分别有多少件？"),
        ),
        # Each subject takes what stands at the other and is of both.
        (
            "2019年和2020年案卷的合格率分别是多少？",
            ("2019年案卷的合格率分别是多少？", "2020年案卷的合格率分别是多少？"),
        ),
        (
            "保留和废止的文件各有多少？",
            ("保留的文件各有多少？", "废止的文件各有多少？"),
        ),
        (
            "告官的事，小纠纷跟大纠纷哪个多？",
            ("告官的事，小纠纷哪个多？", "告官的事，大纠纷哪个多？"),
        ),
        (
            "城镇和农村的低保标准哪个高？差多少？",
            ("城镇的低保标准哪个高？", "农村的低保标准哪个高？"),
        ),
        ("各区专员比市级专员多几人？", ("各区专员有几人？", "市级专员有几人？")),
        ("保留的文件比废止的多多少？", ("保留的文件有多少？", "废止的文件有多少？")),
        # What the first counts is counted in the second.
        ("市里有多少专员，各区有多少？", ("市里有多少专员", "各区有多少专员？")),
        (
            "Which drew more comments: the drafts, or the plans?",
            ("Which drew more comments the drafts", "Which drew more comments the plans?"),
        ),
        (
            "How many parks are there? How many lawyers live here?",
            ("How many parks are there?", "How many lawyers live here?"),
        ),
        (
            "Who gets trained on the rules, and how is the training organised?",
            ("Who gets trained on the rules", "how is the training organised?"),
        ),
        (
            "Who gets the area’s award, and how is it given?",  # a mark that is not ASCII
            ("Who gets the area’s award", "Who gets the area’s award how is it given?"),
        ),
        (
            "How many files stay in force and how many are scrapped?",
            (
                "How many files stay in force",
                "How many files stay in force how many are scrapped?",
            ),
        ),
    ],
)
def test_each_question_of_a_message_stands_alone(message: str, parts: tuple[str, ...]) -> None:
    assert parts_of(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "全年审理了多少件？",
        "我想开公司。最快几天能办好？",  # the first asks nothing
        "「哪间屋子住了谁」这项试点，先挑哪儿做？",  # a name that asks
        "那几宗案件，最后怎么判？",  # 那几: not how many
        "In which month, and at which meeting, was it put forward?",
        "外资",
        "复议案件比上年多多少件？",  # the report's own comparison
        "几？" * 5,  # a text, not a message
    ],
)
def test_one_question_has_no_parts(message: str) -> None:
    assert parts_of(message) == ()


def test_the_first_of_several_may_be_a_follow_up() -> None:
    parts = parts_of("那2019年呢？外资有多少？", ["复议案件有多少？"])
    assert parts == ()
    parts = parts_of("其中审结多少？外资有多少？", ["复议案件有多少？"])
    assert parts == ("复议案件有多少？ 其中审结多少？", "外资有多少？")
