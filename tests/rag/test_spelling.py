from collections.abc import Sequence
from itertools import chain

import pytest

from index import Index
from rag.sounds import sound_alike
from rag.spelling import Speller, speller_of


@pytest.fixture(scope="module")
def speller(shipped_index: Index) -> Speller:
    return speller_of(shipped_index)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("行正复义有多少", "行政复议有多少"),
        ("政府法绿顾问", "政府法律顾问"),
        ("审记提出的建议", "审计提出的建议"),
        ("審記提出的建議", "審計提出的建議"),  # Traditional
        ("空气忧良的天数", "空气优良的天数"),
        ("有几佳？", "有几家？"),
        ("审理了多少见？", "审理了多少件？"),  # though 少见 is a word
        ("法治社会建设实施刚要", "法治社会建设实施纲要"),  # 施 stands beside 纲
        ("adminstrative reconsidertion", "administrative reconsideration"),
        ("foreign investement 行正复义", "foreign investment 行政复议"),
        ("ﬃ 法绿", "ﬃ 法律"),  # folding changes the length
    ],
)
def test_slips_that_sound_or_look_like_a_word_are_put_right(speller, typed, meant) -> None:
    assert speller.corrected(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "楼上漏水物业不管怎么办",
        "小区广场舞扰民可以报警吗",
        "上班族只有午饭点儿或者礼拜天有空，去窗口办得成吗？",
        "想让大伙儿都说话算数、不骗人，区里准备从哪三头抓起？",
        "朝阳普法抖音号有多少粉丝",
        "抖音号有多少粉司",  # no word of the vocabulary, and no 多少份
        "那段讲的法子",
        "有多少机制",
        "有多少间教室",
        "收到多少封来信",
        "讲座办了几场",  # no 讲座班
        "我刚要走",
        "公园、室内公共场所",
        "Which departments organised inspections of kindergartens?",
        "Who is the mayor?",
        "",
    ],
)
def test_correct_questions_stay_as_they_are(speller: Speller, question: str) -> None:
    assert speller.corrected(question) == question


def test_so_does_the_report_itself(speller: Speller, shipped_index: Index) -> None:
    texts = list(chain.from_iterable(p.text.split("。") for p in shipped_index.passages[::5]))
    assert [text for text in texts if speller.corrected(text) != text] == []


def _speller(*words: str, english: Sequence[str] = (), known: str = "", text: str = "") -> Speller:
    return Speller(words, english, known=lambda word: word == known, beside=text.__contains__)


def test_of_two_words_that_sound_alike_neither_is_taken() -> None:
    assert _speller("法律").corrected("法绿") == "法律"
    assert _speller("法律", "罚绿").corrected("法绿") == "法律"  # 罚 has another tone
    assert _speller("法律", "法率").corrected("法绿") == "法绿"


def test_what_is_a_known_word_is_no_slip() -> None:
    assert _speller("法律", known="法绿").corrected("法绿") == "法绿"
    english = _speller(english=["petition"], known="partition")
    assert english.corrected("petitoin partition petitioned") == "petition partition petitioned"


def test_what_the_documents_have_side_by_side_decides() -> None:
    of_plans, of_others = (_speller("纲要", text=text) for text in ("施纲", "施刚"))
    assert of_plans.corrected("实施刚要") == "实施纲要"
    assert of_plans.corrected("推行刚要") == "推行刚要"
    assert of_others.corrected("实施刚要") == "实施刚要"
    assert _speller("纲要", text="施纲施刚").corrected("实施刚要") == "实施刚要"


def test_a_word_and_one_after_it_are_one_word_only_where_the_documents_have_it() -> None:
    assert _speller("讲座", "讲座班").corrected("讲座办了") == "讲座办了"
    assert _speller("讲座", "讲座班", text="座班").corrected("讲座办了") == "讲座班了"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("法绿", "法律", True),
        ("重店", "重点", False),  # of two characters the tones count
        ("重店城市", "重点城市", True),
        ("行针复议", "行政复议", True),  # zhen and zheng
        ("法", "法律", False),
        ("a法", "a法", True),
    ],
)
def test_words_sound_alike(one: str, other: str, alike: bool) -> None:
    assert sound_alike(one, other) is alike
