import pytest

from rag.enumeration import Stretch, enumeration, heads, introduces


def _found(paragraphs: list[str], number: int, words: str) -> list[str]:
    start = paragraphs[number].index(words)
    within = Stretch(number, start, start + len(words))
    return [paragraphs[s.number][s.start : s.end] for s in enumeration(paragraphs, within)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # the lead-in of the sentence, its items, and nothing after them
        ("做法有二:一是甲,二是乙。另外。", "二是乙", "做法有二:一是甲,二是乙。"),
        ("前言。(1)甲;(2)乙;(3)丙。后话。", "(2)乙", "(1)甲;(2)乙;(3)丙。"),
        ("①甲。②乙。", "②乙", "①甲。②乙。"),
        ("第一,甲。第二,乙。", "第二,乙", "第一,甲。第二,乙。"),
        # no run: one item, a number in the text, an item that is no start
        ("一是甲。另外。", "一是甲", None),
        ("下降1.5个百分点,2.5倍。", "下降", None),
        ("其一是甲其二是乙。", "其一", None),
        # the sentence stands outside
        ("一是甲,二是乙。另外一事。", "另外一事", None),
    ],
)
def test_an_enumeration_within_a_paragraph(text, words, expected) -> None:
    assert _found([text], 0, words) == ([expected] if expected else [])


def test_an_enumeration_spans_its_paragraphs() -> None:
    paragraphs = [
        "总述。共三点:",
        "一是甲。详情。",
        "二是乙。(1)子目;(2)子目。",
        "三是丙。后话。",
        "余论。",
    ]
    whole = ["共三点:", "一是甲。详情。", "二是乙。(1)子目;(2)子目。", "三是丙。"]
    assert _found(paragraphs, 2, "二是乙") == whole
    assert _found(paragraphs, 0, "共三点:") == whole
    assert _found(paragraphs, 4, "余论") == []


def test_eleven_follows_ten() -> None:
    numerals = "一二三四五六七八九十"
    items = [f"{n}是某事。" for n in (*numerals, "十一")]
    assert len(_found(items, 10, "十一是")) == 11
    assert _found([f"{n}、某事。" for n in "12"], 0, "1") == ["1、某事。", "2、某事。"]


def test_heads_are_the_first_sentences_of_paragraphs() -> None:
    paragraphs = ["前。共二:一是甲。", "二是乙。详情。"]
    stretches = [Stretch(0, 2, 9), Stretch(1, 0, 7)]
    assert list(heads(paragraphs, stretches)) == [Stretch(0, 2, 9), Stretch(1, 0, 4)]


def test_a_colon_announces_a_list() -> None:
    assert introduces("主要有三件事:")
    assert introduces("主要有三件事：")
    assert not introduces("主要有三件事。")
