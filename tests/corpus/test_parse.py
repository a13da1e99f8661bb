import random
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given

from corpus import load_document, parse_document, shipped_report, split

from .documents import sources

GOLDEN = Path(__file__).parents[1] / "golden" / "section_tree.txt"
QINGHE = Path(__file__).parent / "qinghe.txt"


def paths(text):
    return [section.path for section in parse_document(text).sections]


def tree(document):
    passages = split(document)
    for section in document.sections:
        count = sum(passage.section == section for passage in passages)
        page = "-" if section.page is None else section.page
        yield f"{section.ordinal}\t{page}\t{' / '.join(section.path)}\t{count}"


def test_the_section_tree_of_the_report():
    assert list(tree(shipped_report())) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_section_tree_of_a_law_with_an_annexed_report():
    document = load_document(QINGHE)
    annex = "附件1：2022年工作总结"
    work, trouble, next_step = (
        f"{annex} / {name}" for name in ("一、主要工作", "二、存在问题", "三、下一步打算")
    )
    assert (document.title, document.issuer, document.as_of) == (
        "清河市公共数据共享管理办法",
        "清河市人民政府",
        "2023-03",
    )
    assert list(tree(document)) == [
        "1\t-\t第一章 总则\t0",
        "2\t-\t第一章 总则 / 第一条【目的】\t1",
        "3\t-\t第一章 总则 / 第二条\t2",
        "4\t-\t第一章 总则 / 第三条（定义）\t4",
        "5\t-\t第二章 共享与安全\t0",
        "6\t-\t第二章 共享与安全 / 第一节 共享\t0",
        "7\t-\t第二章 共享与安全 / 第一节 共享 / 第四条\t1",
        "8\t-\t第二章 共享与安全 / 第一节 共享 / 第五条\t1",
        "9\t-\t第二章 共享与安全 / 第二节 安全\t0",
        "10\t-\t第二章 共享与安全 / 第二节 安全 / 第六条\t1",
        "11\t-\t第三章 附则\t0",
        "12\t-\t第三章 附则 / 第七条\t1",
        f"13\t-\t{annex}\t1",
        f"14\t-\t{work}\t1",
        f"15\t-\t{work} / （一）夯实基础\t1",
        f"16\t-\t{work} / （二）扩大共享\t0",
        f"17\t-\t{work} / （二）扩大共享 / 1．政务服务\t2",
        f"18\t-\t{work} / （二）扩大共享 / 2．城市治理\t2",
        f"19\t-\t{work} / （二）扩大共享 / 3．5G网络建设\t3",
        f"20\t-\t{trouble}\t0",
        f"21\t-\t{trouble} / 1. 数据质量不高\t1",
        f"22\t-\t{trouble} / 2. 人员力量不足\t1",
        f"23\t-\t{trouble} / 2. 人员力量不足 / （1）市级机关\t1",
        f"24\t-\t{trouble} / 2. 人员力量不足 / （2）各区\t1",
        f"25\t-\t{next_step}\t0",
        f"26\t-\t{next_step} / （一）申请材料\t3",
        f"27\t-\t{next_step} / （二）办理时限\t5",
        "28\t-\t结语\t3",
    ]


def test_headings_are_verbatim_spans_of_the_report():
    report = shipped_report()
    headings = [report.text[section.start : section.body] for section in report.sections]
    assert (headings[0], headings[1], headings[67]) == (
        "前 言",
        "一、总报告",
        "(1)统筹推进“法治物业”相关工作。",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the usual order, and one level left out
        (
            "一、甲\n（一）乙\n1．丙\n文。\n2.丁\n文。\n二、戊\n1.己\n文。",
            [
                ("一、甲",),
                ("一、甲", "（一）乙"),
                ("一、甲", "（一）乙", "1．丙"),
                ("一、甲", "（一）乙", "2.丁"),
                ("二、戊",),
                ("二、戊", "1.己"),
            ],
        ),
        # a document that nests the other way round
        (
            "1.甲\n(一)乙\n文。\n(二)丙\n文。\n2.丁\n(一)戊\n文。",
            [("1.甲",), ("1.甲", "(一)乙"), ("1.甲", "(二)丙"), ("2.丁",), ("2.丁", "(一)戊")],
        ),
        # a deep style first is no parent of what comes after
        ("1.甲\n文。\n2.乙\n文。\n一、丙\n文。\n二、丁\n1.戊\n文。",
         [("1.甲",), ("2.乙",), ("一、丙",), ("二、丁",), ("二、丁", "1.戊")]),
        # articles under numbered headings, as in contracts
        (
            "一、货物\n第一条 甲方交付货物。\n二、价款\n第二条 乙方支付价款。",
            [("一、货物",), ("一、货物", "第一条"), ("二、价款",), ("二、价款", "第二条")],
        ),
        # an article's line may be its title alone
        (
            "第一条 合作内容\n双方共同建设信息平台，共享数据。\n第二条 期限三年\n第三条 略",
            [("第一条 合作内容",), ("第二条",), ("第三条",)],
        ),
        # an article counts on, or white space follows its number
        (
            "第九条之一 甲应当办理。\n第十条乙应当办理。\n第八条规定的除外。",
            [("第九条之一",), ("第十条",)],
        ),
        # a preface has no children, a chapter without a number has
        ("序　言\n文。\n一、甲\n文。\n后记\n文。", [("序言",), ("一、甲",), ("后记",)]),
        ("附　则\n第三十条 自公布之日起施行。", [("附则",), ("附则", "第三十条")]),
        ("結束語\n文。", [("結束語",)]),
        (
            "壹、前言\n文。\n貳、成果\n一、民政\n文。\n參、展望\n文。",
            [("壹、前言",), ("貳、成果",), ("貳、成果", "一、民政"), ("參、展望",)],
        ),
        # decimals, half brackets
        (
            "1. Scope\n1.1 Terms\nText.\n1.2 Use\nText.\n2. Duties\n1) Reports\nText.",
            [
                ("1. Scope",),
                ("1. Scope", "1.1 Terms"),
                ("1. Scope", "1.2 Use"),
                ("2. Duties",),
                ("2. Duties", "1) Reports"),
            ],
        ),
        # a question may be a heading
        ("一、什么是法治？\n答。", [("一、什么是法治？",)]),
        # run-in headings, and provisions that only look like them
        ("（一）加强领导。各区各部门要把这项工作摆上重要议程。", [("（一）加强领导",)]),
        ("（一）申请人应当年满十八周岁。未满的由监护人代为申请，并提供证明。", [()]),
        ("1.申请表。原件。", [()]),
        # lists
        ("下列材料：\n1.申请表\n2.身份证\n3.户口簿\n办理时限五日。", [()]),
        ("下列材料：\n（一）申请表；\n（二）身份证明；\n（三）其他材料", [()]),
        ("1.申请人提交申请。\n2.部门受理。", [()]),
        # numbers that are no enumerators
        ("3.5亿元\n文。", [()]),
        ("2020.10\n文。", [()]),
        ("1-5级\n文。", [()]),
        ("12.4宪法日\n文。", [()]),
        ("10、11月数据\n文。", [()]),
        ("88.案件\n文。", [()]),
        ("1.2020年工作\n文。\n2.2021年打算\n文。", [("1.2020年工作",), ("2.2021年打算",)]),
        ("第一章规定的情形，适用本办法。", [()]),
        ("第一季度\n文。", [()]),
        # a heading at the very end heads nothing
        ("文。\n一、甲", [()]),
        ("", [()]),
        (" \n\u3000\n", [()]),
        ("只有一段。", [()]),
    ],
)  # fmt: skip
def test_headings_and_their_nesting(text, expected):
    assert paths(text) == expected


def test_text_before_the_first_heading_is_a_section_without_path():
    document = parse_document("各区人民政府：\n现通知如下。\n一、目标\n文。")
    section = document.sections[0]
    assert (section.ordinal, section.path) == (1, ())
    assert document.text[section.start : section.end] == "各区人民政府：\n现通知如下。\n"


def test_line_ends_and_indents_do_not_change_the_tree():
    report = shipped_report().text
    expected = paths(report)
    assert paths(report.replace("\n", "\r\n")) == expected
    assert paths(report.replace("\n", "\n\n\u3000\u3000")) == expected
    assert paths(report.replace("\n", " \t\n")) == expected


def test_full_width_brackets_and_stops_do_not_change_the_depths():
    report = shipped_report().text
    full = report.replace("(", "（").replace(")", "）").replace("\n1.", "\n１．")
    assert [len(path) for path in paths(full)] == [len(path) for path in paths(report)]


@given(text=sources)
@example(text="一、坚持依法行政\n目 录\n一、总报告.......... 5\n")
def test_sections_tile_the_body(text):
    sections = parse_document(text).sections
    assert [section.ordinal for section in sections] == list(range(1, len(sections) + 1))
    bounds = [offset for s in sections for offset in (s.start, s.body, s.end)]
    assert bounds == sorted(bounds)
    gaps = [text[before.end : after.start] for before, after in pairwise(sections)]
    gaps.append(text[sections[-1].end :].strip())
    # Only a contents list lies between two sections or after the last, and there is at most one.
    assert sum(gap != "" for gap in gaps) <= 1
    assert [gap for gap in gaps if gap and "目" not in gap] == []


@given(text=sources)
def test_a_heading_is_the_last_element_of_its_path(text):
    document = parse_document(text)
    headings = [
        (
            "".join(text[s.start : s.body].split()).rstrip("。"),
            "".join("".join(s.path[-1:]).split()),
        )
        for s in document.sections
    ]
    assert [pair for pair in headings if pair[0] != pair[1].rstrip("。")] == []


@pytest.mark.alone
def test_the_report_parses_within_30_ms():
    text = shipped_report().text
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        parse_document(text)
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.030


@pytest.mark.alone
@pytest.mark.parametrize(
    "piece", ["(", " ", "一", "1.甲\n", "目录\n", "." * 149 + "\n", "。", "甲\r"]
)
def test_time_grows_with_length_only(piece):
    text = "目录\n" + piece * (300_000 // len(piece))
    begin = time.process_time()
    split(parse_document(text))
    assert time.process_time() - begin < 5


def test_a_shuffled_report_still_tiles():
    lines = shipped_report().text.splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    document = parse_document("".join(lines))
    passages = split(document)
    body = "".join(document.text[s.body : s.end] for s in document.sections)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(body.split())
