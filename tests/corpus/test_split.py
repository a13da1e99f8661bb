from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import (
    OptionsError,
    PassageKind,
    SplitOptions,
    load_document,
    parse_document,
    shipped_report,
    split,
)

from .documents import sources
from .test_parse import QINGHE


def texts(text, **options):
    return [passage.text for passage in split(parse_document(text), SplitOptions(**options))]


def kinds(text):
    return [(p.kind.value, p.text) for p in split(parse_document(text))]


def test_the_passages_of_the_report():
    passages = split(shipped_report())
    golden = Path(__file__).parents[1] / "golden" / "passages.txt"
    count, *records = golden.read_text(encoding="utf-8").split("\n\n")
    chosen = [passages[0], passages[9], passages[-1]]
    assert count == f"{len(passages)} passages"
    assert [
        f"{p.passage_id} {p.kind} {p.start}-{p.end} page {p.section.page} {p.lead}\n{p.text}"
        for p in chosen
    ] == [record.strip("\n") for record in records]


def test_captions_and_the_table_of_the_report():
    found = [(p.passage_id, p.kind, p.text) for p in split(shipped_report()) if p.kind != "text"]
    assert found == [
        ("chaoyang-2020:9.2", PassageKind.CAPTION, "2020年朝阳区涉疫行政复议案件占比"),
        (
            "chaoyang-2020:21.3",
            PassageKind.TABLE,
            "案卷评查近年数据情况\n年度2019年度2020年度\n"
            "行政执法案卷评查方式及合格率行政执法案卷集中评查随机抽取51本行政处罚案卷+48本行政许可案卷,"
            "行政许可案件合格率达100%抽取街乡涉及到26个案由的88本行政处罚案卷评查情况,合格率为90.9%",
        ),
        ("chaoyang-2020:22.3", PassageKind.CAPTION, "全区执法资格考试通过率变化"),
        (
            "chaoyang-2020:26.3",
            PassageKind.CAPTION,
            "2018—2020年区属行政机关负责人出庭应诉情况",
        ),
        ("chaoyang-2020:27.2", PassageKind.CAPTION, "2018—2020年政府信息公开情况"),
    ]


def test_the_leads_of_the_report():
    leads = {p.passage_id: p.lead for p in split(shipped_report()) if p.lead}
    assert len(leads) == 35
    assert leads["chaoyang-2020:26.1"] == "提升审计能力,宣传审计工作"
    assert leads["chaoyang-2020:15.4"] == "提高企业“绿色化”生产水平"


def test_a_run_in_heading_leaves_its_paragraph():
    passage = next(p for p in split(shipped_report()) if p.passage_id == "chaoyang-2020:68.1")
    assert passage.section.path[-1] == "(1)统筹推进“法治物业”相关工作"
    assert passage.text.startswith("依据《条例》及相关法律法规的内容,")


def test_the_passages_of_a_law_with_an_annexed_report():
    found = {
        p.passage_id: (p.kind.value, p.text, p.lead)
        for p in split(load_document(QINGHE))
        if p.section.ordinal in (4, 17, 18, 19)
    }
    assert found == {
        "qinghe:4.1": ("text", "本办法所称公共数据，是指下列数据：", ""),
        "qinghe:4.2": ("text", "（一）行政机关在履行职责中产生的数据；", ""),
        "qinghe:4.3": (
            "text",
            "（二）供水、供电、供气等企业在服务中产生的数据。"
            "企业自愿提供的其他数据，参照本办法执行并适用前款规定。",
            "",
        ),
        "qinghe:4.4": ("text", "第三条第二款规定的企业由市数据局公布名单。", ""),
        "qinghe:17.1": ("text", "一是推动“一网通办”，高频事项办理时间压缩六成。", ""),
        "qinghe:17.2": (
            "text",
            "二是推行电子证照，群众少跑腿。三是开通热线，2022年共接听8.6万个来电。",
            "",
        ),
        "qinghe:18.1": (
            "text",
            "——建成城市运行中心。汇聚视频1.1万路，实现“一屏观全城”。",
            "建成城市运行中心",
        ),
        "qinghe:18.2": (
            "text",
            "—— 完善应急联动。与消防、医疗等12个单位联通。",
            "完善应急联动",
        ),
        "qinghe:19.1": ("text", "新建5G基站900个。", ""),
        "qinghe:19.2": ("caption", "2020—2022年数据归集量变化", ""),
        "qinghe:19.3": (
            "table",
            "各区接入情况\n区名\t部门数\t接口数\n东城区\t12\t340\n西山区\t9\t128",
            "",
        ),
    }  # fmt: skip


def test_list_items_stay_paragraphs():
    assert kinds("下列材料：\n1.申请表\n2.身份证\n3.户口簿") == [
        ("text", "下列材料："),
        ("text", "1.申请表"),
        ("text", "2.身份证"),
        ("text", "3.户口簿"),
    ]


def test_two_short_lines_are_two_captions_three_are_a_table():
    assert kinds("文。\n甲区情况\n乙区情况\n文。") == [
        ("text", "文。"),
        ("caption", "甲区情况"),
        ("caption", "乙区情况"),
        ("text", "文。"),
    ]
    assert kinds("文。\n甲区情况\n年度2019\n年度2020\n文。")[1] == (
        "table",
        "甲区情况\n年度2019\n年度2020",
    )


def test_a_signature_is_no_caption():
    assert kinds("通知\n文。\n某局\n2023年3月15日") == [
        ("text", "文。"),
        ("text", "某局"),
        ("text", "2023年3月15日"),
    ]


PROSE = """The Council of the Borough

The council met on 3 May 2021 in the great hall of the old town and spoke
of roads, schools and water. It agreed that Mr. Hill would report on all of
them before the end of the year, and that the costs (1,234 pounds so far)
would be paid at once by the treasurer of the borough.

    Nothing else was said that day, save that the mayor thanked everyone for
coming such a long way in the rain, and closed the meeting.

Roads

They are bad.
"""


def test_the_further_lines_of_an_item_hang_below_it():
    line = "the channel works well and people have come to trust it more"
    text = (
        f"{line}\n" * 5
        + "\n- penalties imposed by the\n  departments of\n  the district;\n- services."
    )
    assert [p.text for p in split(parse_document(text))][1:] == [
        "- penalties imposed by the\n  departments of\n  the district;",
        "- services.",
    ]


def test_english_prose_with_wrapped_lines_keeps_its_paragraphs():
    document = parse_document(PROSE)
    assert document.title == "The Council of the Borough"
    assert [section.path for section in document.sections] == [()]
    assert [text.split()[:2] + text.split()[-2:] for text in texts(PROSE)] == [
        ["The", "council", "the", "borough."],
        ["Nothing", "else", "the", "meeting."],
        ["Roads", "Roads"],
        ["They", "are", "are", "bad."],
    ]


def test_chinese_lines_of_one_width_are_joined_to_paragraphs():
    report = shipped_report()
    whole = [p.text for p in split(report) if 12 <= p.section.ordinal <= 15]
    start, end = report.sections[11].start, report.sections[15].start
    lines = ["\u3000\u3000" + line for line in report.text[start:end].splitlines()]
    wrapped = "\n".join(line[at : at + 36] for line in lines for at in range(0, len(line), 36))
    document = parse_document(wrapped)
    assert [section.path for section in document.sections] == [
        ("1.放管服改革的持续推进",),
        ("2.不断优化市场化法治化国际化营商环境",),
        ("3.基层治理能力不断提升",),
        ("4.加强生态文明建设,打造美丽朝阳",),
    ]
    assert [p.text.replace("\n", "") for p in split(document)] == whole


def test_english_prose_with_a_paragraph_per_line():
    text = "It was a dark night. The mayor slept.\n\nNobody came, as Dr. No had said.\n"
    assert [section.path for section in parse_document(text).sections] == [()]
    assert texts(text) == [
        "It was a dark night. The mayor slept.",
        "Nobody came, as Dr. No had said.",
    ]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (99, ["全年审结450件。其中新收433件,同比下降,少了。完"]),
        # whole sentences as long as they fit
        (23, ["全年审结450件。", "其中新收433件,同比下降,少了。完"]),
        # then clauses
        (11, ["全年审结450件。", "其中新收433件,", "同比下降,少了。完"]),
        # then anywhere
        (4, ["全年审结", "450件", "。", "其中新收", "433件", ",", "同比下降", ",少了。", "完"]),
        (1, list("全年审结450件。其中新收433件,同比下降,少了。完")),
    ],
)
def test_a_long_paragraph_parts_at_sentences_then_clauses_then_anywhere(limit, expected):
    found = texts("全年审结450件。其中新收433件,同比下降,少了。完", max_chars=limit)
    assert "".join(found) == "全年审结450件。其中新收433件,同比下降,少了。完"
    assert found == expected


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_that_fits_nothing_is_refused(limit):
    with pytest.raises(OptionsError, match=f"max_chars is {limit}: a passage needs at least 1"):
        split(parse_document("文。"), SplitOptions(max_chars=limit))


@given(text=sources, limit=st.sampled_from([1, 3, 20, 1500]))
def test_passages_tile_the_body(text, limit):
    document = parse_document(text, doc_id="a")
    passages = split(document, SplitOptions(max_chars=limit))
    assert [p for p in passages if document.text[p.start : p.end] != p.text] == []
    assert [p for p in passages if p.text != p.text.strip() or not 0 < len(p.text) <= limit] == []
    ends = [0, *(p.end for p in passages)]
    assert [p for p, end in zip(passages, ends, strict=False) if p.start < end] == []
    for section in document.sections:
        own = [p for p in passages if p.section == section]
        body = document.text[section.body : section.end]
        assert "".join("".join(p.text.split()) for p in own) == "".join(body.split())
        assert [p.passage_id for p in own] == [
            f"a:{section.ordinal}.{n}" for n in range(1, len(own) + 1)
        ]
