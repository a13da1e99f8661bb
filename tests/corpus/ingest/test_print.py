"""Lines and paragraphs of printed pages."""

import pytest

from corpus.ingest.furniture import without_furniture
from corpus.ingest.layout import gutter_of, lines_of
from corpus.ingest.paragraphs import pieces_of
from corpus.ingest.print import PrintLine, Run


def run(text, x=100.0, y=700.0, *, size=10.0):
    width = sum(size if char > "\u2e80" else size / 2 for char in text)
    return Run(text, x, x + width, y, size)


def told(*runs):
    return [line.text for line in lines_of(runs, page=1, gutter=None)]


def pieces(*lines):
    """The texts of lines given as (text, left end) from the top down."""
    made = [PrintLine((run(text, x, 700 - 15 * n),), 1) for n, (text, x) in enumerate(lines)]
    return [piece.text for piece in pieces_of(made)]


def test_a_raised_mark_stays_in_its_line():
    assert told(run("增长12.5%"), run("2", 145, 704, size=6), run("，下降", 148)) == [
        "增长12.5%²，下降"
    ]
    assert told(run("化肥"), run("CO", 125), run("2", 135, 698, size=6)) == ["化肥 CO2"]
    assert told(run("甲"), run("2", 300, 704, size=6)) == ["2", "甲"]


def test_a_huge_page_is_searched_in_few_steps():
    runs = [Run("字", x, x + 4e8, 10.0 * n, 10.0) for n in range(9) for x in (0.0, 5e8)]
    gutter = gutter_of(runs, None)
    assert 4e8 <= (gutter or 0) <= 5e8


FULL = "The district reviewed many applications this year and"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(FULL, 100), ("settled", 100), ("most", 100), ("of them.", 100)],
         [f"{FULL} settled most of them."]),
        # an indented list
        ([(FULL, 100), ("的情况如下，全区共有若干机构参加了今年的联合检查", 120), ("工作。", 120)],
         [FULL, "的情况如下，全区共有若干机构参加了今年的联合检查工作。"]),
        # a paragraph that begins with a number is no long word
        ([("（一）第一项", 120), ("2020年我们做了许多工作。", 120), (FULL, 100), (FULL, 100)],
         ["（一）第一项", "2020年我们做了许多工作。", f"{FULL} {FULL}"]),
        ([("清河市人民政府", 100), ("2021年6月", 100)], ["清河市人民政府", "2021年6月"]),
    ],
)  # fmt: skip
def test_paragraphs(lines, expected):
    assert pieces(*lines) == expected


def test_justified_words_that_stand_wide_apart_are_no_table():
    wide = PrintLine((run("The district", 100), run("reviewed", 200), run("much and", 300)), 1)
    rest = PrintLine((run("settled it.", 100, 685),), 1)
    assert [p.text for p in pieces_of([wide, rest])] == [
        "The district reviewed much and settled it."
    ]


def test_a_line_that_hangs_below_a_cell_is_of_its_row():
    made = [
        PrintLine((run("指标", 100), run("说明", 200)), 1),
        PrintLine((run("甲", 100, 685), run("推出一件", 200, 685)), 1),
        PrintLine((run("事一次办", 200, 670),), 1),
        PrintLine((run("另一段。", 100, 640),), 1),
    ]
    assert [p.text for p in pieces_of(made)] == ["指标：甲；说明：推出一件事一次办", "另一段。"]


def test_justified_columns_are_told_by_their_lines():
    words = [
        run(word, x + 60 * k, 10.0 * n)
        for n in range(9)
        for x in (0, 250)
        for k, word in enumerate(("district", "reviewed", "many and"))
    ]
    assert 160 < (gutter_of(words, None) or 0) < 250


def test_a_footnote_does_not_break_the_paragraph_over_the_page():
    lines = [
        PrintLine((run("本区全年审结行政复议案件若干，", 100, 120),), 1),
        PrintLine((run("① 来源：区司法局", 100, 80, size=8),), 1),
        PrintLine((run("成效明显。", 100, 700),), 2),
        PrintLine((run("另一段。", 120, 685),), 2),
    ]
    assert [(p.page, p.text) for p in pieces_of(lines)] == [
        (1, "本区全年审结行政复议案件若干，成效明显。"),
        (1, "① 来源：区司法局"),
        (2, "另一段。"),
    ]


@pytest.mark.parametrize(
    "foot", ["第 {} 页 共 20 页", "- {} -", "{}/20", "— {} —", "·{}·", "Page {} of 20", "第{}頁"]
)
def test_page_numbers_of_many_forms_are_taken_away(foot):
    pages = [
        [PrintLine((run(f"{'甲乙丙'[n - 1]}" * 9, 100, 700 - 15 * k),), n) for k in range(4)]
        + [PrintLine((run(foot.format(n), 280, 40 + n),), n)]
        for n in (1, 2)
    ]
    assert {line.text for line in without_furniture(pages)} == {"甲" * 9, "乙" * 9}


def test_what_stands_alike_on_both_of_two_pages_is_a_head_unless_it_counts():
    pages = [
        [
            PrintLine((run(text, 100, y),), n)
            for text, y in (
                ("年度报告", 800),
                (f"附件{n}", 770),
                *(("甲乙丙丁"[k] * n, 700 - 15 * k) for k in range(4)),
            )
        ]
        for n in (1, 2)
    ]
    assert [line.text for line in without_furniture(pages)] == [
        *("附件1", "甲", "乙", "丙", "丁"),
        *("附件2", "甲甲", "乙乙", "丙丙", "丁丁"),
    ]
