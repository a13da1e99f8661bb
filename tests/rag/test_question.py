import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import QuestionError, clean_question, language_of
from rag.question import MAX_CHARACTERS, clean_history


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  垃圾\t分类 \n怎么样 ", "垃圾 分类 怎么样"),
        ("垃圾\x00分类\x1b[31m", "垃圾 分类 [31m"),
        ("垃圾\ud800分类\udfff", "垃圾 分类"),
        ("\ufeff行政\u200b复\u00ad议", "行政复议"),  # invisible characters leave no gap
        ("😀 疫情", "😀 疫情"),
        ("\ue000外资", "外资"),
        ("１２３", "１２３"),
    ],
)
def test_what_no_question_needs_is_stripped(typed: str, cleaned: str) -> None:
    assert clean_question(typed) == cleaned


@pytest.mark.parametrize("typed", ["", "   ", "？！…", "😀🎉", "\ud800", "\x00\x1b", "——《》"])
def test_a_question_without_a_word_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(QuestionError, match=r"holds no word to search for.*baipishu ask"):
        clean_question(typed)


def test_the_longest_question_is_taken_and_a_longer_one_refused() -> None:
    assert clean_question("问" * MAX_CHARACTERS) == "问" * 2000
    with pytest.raises(QuestionError, match=r"has 2001 characters, at most 2000 .* ask one thing"):
        clean_question("问" * (MAX_CHARACTERS + 1))


@given(st.text(st.characters(), max_size=40))
def test_cleaning_twice_is_cleaning_once(typed: str) -> None:
    try:
        cleaned = clean_question(typed)
    except QuestionError:
        return
    assert clean_question(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


def test_only_what_could_be_asked_stays_in_the_history() -> None:
    history = ["", "外资\ud800多少", "？", "长" * 9999, "CBD"]
    assert clean_history(history) == ("外资 多少", "CBD")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("全年审理了多少件行政复议案件？", "zh"),
        ("人口", "zh"),  # both scripts write it so
        ("CBD的面积", "zh"),
        ("A股是什么", "zh"),
        ("垃圾分类 garbage", "zh"),  # a word of English, but none of grammar
        ("全年審理了多少件行政複議案件？", "zh-Hant"),
        ("區長出庭應訴了嗎", "zh-Hant"),
        ("台灣有多少人", "zh-Hant"),  # 台 is of both scripts
        ("CBD的面積", "zh-Hant"),
        ("How many cases were heard?", "en"),
        ("What is 放管服?", "en"),
        ("放管服 是 what", "en"),
        ("PM2.5?", "en"),
        ("2020", "en"),
    ],
)
def test_language_and_script_are_recognised(question: str, language: str) -> None:
    assert language_of(question) == language
