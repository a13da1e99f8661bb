import re

import pytest
from hypothesis import given

from corpus import clause_spans, sentence_spans

from .documents import texts


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


def clauses(text):
    return [text[start:end] for start, end in clause_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("审结450件。其中新收433件!好吗?好", ["审结450件。", "其中新收433件!", "好吗?", "好"]),
        # a closing quote stays with its full stop
        ("强调,“要保护好。”会议指出", ["强调,“要保护好。”", "会议指出"]),
        # a quote that the sentence goes on after is no sentence of its own
        ("提出“怎么办？”的问题，喊“好！”，走了。", ["提出“怎么办？”的问题，喊“好！”，走了。"]),
        # straight quotes open and close by turns
        ('他说"好。"她说"不。"', ['他说"好。"', '她说"不。"']),
        ('好。"不"是她说的。', ["好。", '"不"是她说的。']),
        # numbers with a full stop, printed with a space even
        ("金额28. 76亿元,升级到3.0版。完", ["金额28. 76亿元,升级到3.0版。", "完"]),
        # brackets shelter what is in them
        ("见《为何?如何!》一书。", ["见《为何?如何!》一书。"]),
        ("已办结(含上年。下同)三件。完。", ["已办结(含上年。下同)三件。", "完。"]),
        # an opening bracket that never closes shelters nothing
        ("已办结(含上年。下同三件。", ["已办结(含上年。", "下同三件。"]),
        ("等等……然后呢？！是。", ["等等……", "然后呢？！", "是。"]),
        # English
        ("It met. The mayor spoke.", ["It met.", "The mayor spoke."]),
        ("Mr. Smith of the U.S. Embassy came.", ["Mr. Smith of the U.S. Embassy came."]),
        ("Costs rose 3.5 per cent. of all.", ["Costs rose 3.5 per cent. of all."]),
        ("1. The first item. 2. The next.", ["1. The first item.", "2. The next."]),
        ('He said "No." She left.', ['He said "No."', "She left."]),
        ("See http://a.b/?q=1&x!y for more.", ["See http://a.b/?q=1&x!y for more."]),
        # a short line ends where it ends, a wrapped one goes on, a list item begins
        ("年度2019\n年度2020", ["年度2019", "年度2020"]),
        (
            "The council of the district met in the great hall\nand agreed on it.",
            ["The council of the district met in the great hall\nand agreed on it."],
        ),
        (
            "- The council of the district met in the great hall\n- It agreed",
            ["- The council of the district met in the great hall", "- It agreed"],
        ),
        ("一段\n\n二段", ["一段", "二段"]),
        ("", []),
        (" \u3000\n", []),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("审结450件,其中新收433件;好", ["审结450件,", "其中新收433件;", "好"]),
        # an enumeration comma ends nothing
        ("抓好“六稳”、“六保”工作，", ["抓好“六稳”、“六保”工作，"]),
        ("共1,234件,在7:30开门:进", ["共1,234件,", "在7:30开门:", "进"]),
        ("依据《甲,乙》(试行,三年)办理,完", ["依据《甲,乙》(试行,三年)办理,", "完"]),
        ("see http://a.b, then go", ["see http://a.b,", "then go"]),
        ("2020年,在“一统筹,三强化”下", ["2020年,", "在“一统筹,", "三强化”下"]),
    ],
)
def test_clauses(text, expected):
    assert clauses(text) == expected


@pytest.mark.parametrize("spans", [sentence_spans, clause_spans])
@given(text=texts)
def test_spans_cover_every_character_once_and_are_trimmed(spans, text):
    found = spans(text)
    ends = [0, *(end for _, end in found)]
    assert [start for (start, _), end in zip(found, ends, strict=False) if start < end] == []
    assert [text[a:b] for a, b in found if text[a:b] != text[a:b].strip() or a == b] == []
    covered = "".join("".join(text[a:b].split()) for a, b in found)
    assert covered == "".join(text.split())


@given(text=texts)
def test_a_clause_lies_within_one_sentence(text):
    bounds = sentence_spans(text)
    assert [
        (a, b) for a, b in clause_spans(text) if not any(x <= a and b <= y for x, y in bounds)
    ] == []


@given(text=texts)
def test_no_sentence_ends_inside_a_number(text):
    inside = {match.start() + 1 for match in re.finditer(r"\d[.,]\d", text)}
    assert [end for _, end in clause_spans(text) if end - 1 in inside] == []
