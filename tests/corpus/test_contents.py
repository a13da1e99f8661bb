import pytest

from corpus import parse_document


def pages(text):
    return [(section.path[-1:], section.page) for section in parse_document(text).sections]


def test_a_section_has_the_page_of_the_nearest_heading_listed():
    text = "某报告\n目  录\n一、总报告……………………1\n（一）领导\t3\n二、专题 9\n" + (
        "一、总报告\n概述。\n（一）领导\n文。\n1.甲\n文。\n（二）职能\n文。\n二、专题\n1.甲\n文。\n结束语\n文。"
    )
    assert pages(text) == [
        (("一、总报告",), 1),
        (("（一）领导",), 3),
        (("1.甲",), 3),
        # not listed: it starts on page 1 or later, the first page of what holds it
        (("（二）职能",), 1),
        (("二、专题",), 9),
        (("1.甲",), 9),
        (("结束语",), None),
    ]


def test_an_entry_may_run_over_two_lines():
    text = (
        "目 录\n前  言 ........ 1\n一、坚持党对法治政府建设的领导，\n推进各项工作.......... 12\n"
        "二、专题报告 ...... 30\n"
        "前 言\n文。\n一、坚持党对法治政府建设的领导，推进各项工作\n文。\n二、专题报告\n文。"
    )
    assert pages(text) == [
        (("前言",), 1),
        (("一、坚持党对法治政府建设的领导，推进各项工作",), 12),
        (("二、专题报告",), 30),
    ]


def test_an_entry_without_page_is_not_joined_with_the_next():
    text = "目录\n一、甲\n二、乙.....7\n一、甲\n文。\n二、乙\n文。"
    assert pages(text) == [(("一、甲",), None), (("二、乙",), 7)]


def test_width_and_spacing_of_an_entry_do_not_matter():
    text = (
        "目录\n第 一 章 总则(试行)……… 4\n第二章 附则··········（8）\n"
        "第一章　总　则（试行）\n文。\n第二章　附则\n文。"
    )
    assert pages(text) == [(("第一章 总 则（试行）",), 4), (("第二章 附则",), 8)]


def test_a_heading_that_comes_many_times_is_matched_in_order():
    text = (
        "目录\n一、甲....1\n二、乙....5\n1.背景....6\n三、丙....9\n"
        "一、甲\n1.背景\n文。\n二、乙\n1.背景\n文。\n三、丙\n1.背景\n文。"
    )
    assert pages(text) == [
        (("一、甲",), 1),
        (("1.背景",), 1),
        (("二、乙",), 5),
        (("1.背景",), 6),
        (("三、丙",), 9),
        (("1.背景",), 9),
    ]


def test_a_list_of_bare_headings_ends_where_the_first_comes_again():
    text = (
        "某条例\n（2020年1月1日某市人民代表大会通过）\n目　录\n第一章　总则\n第二章　监督\n"
        "第一章　总则\n第一条 文。\n第二章　监督\n第二条 文。"
    )
    document = parse_document(text)
    assert [(section.path, section.page) for section in document.sections] == [
        ((), None),
        (("第一章 总则",), None),
        (("第一章 总则", "第一条"), None),
        (("第二章 监督",), None),
        (("第二章 监督", "第二条"), None),
    ]
    first = document.sections[0]
    assert text[first.start : first.end] == "（2020年1月1日某市人民代表大会通过）\n"


@pytest.mark.parametrize(
    "text",
    [
        # a catalogue, not a contents list
        "通知\n目录\n本目录自发布之日起施行。",
        "一、目录\n文。",
        "目录",
        "目录\n",
    ],
)
def test_the_word_alone_is_no_contents_list(text):
    document = parse_document(text)
    assert "目录" in document.text[document.sections[0].start :]


def test_a_document_without_contents_list_has_no_pages():
    assert pages("一、甲\n（一）乙\n文。\n二、丙\n文。") == [
        (("一、甲",), None),
        (("（一）乙",), None),
        (("二、丙",), None),
    ]
