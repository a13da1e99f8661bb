"""Tables of printed pages: ruled and not, over several lines and pages."""

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from corpus import load_document, split
from corpus.ingest.grid import tables_of
from corpus.ingest.print import PrintLine, Run
from corpus.ingest.ruled import with_tables
from corpus.ingest.rules import Rule, Rules

from .book import FONT

STYLE = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=14, wordWrap="CJK")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
RULES = {
    "ruled": [GRID],
    "open at its sides": [
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, "black"),
        ("LINEAFTER", (0, 0), (-2, -1), 0.5, "black"),
    ],
}
LONG = "优化营商环境方面推出一件事一次办事项"


def table(rows, *style, repeat=0):
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    cells = [[Paragraph(cell, STYLE) for cell in row] for row in rows]
    return Table(cells, 110, style=[*style], repeatRows=repeat)


def rows(path, *parts):
    """What is read of a print, by page."""
    SimpleDocTemplate(str(path)).build(list(parts))
    return [(p.section.page, p.kind.value, p.text) for p in split(load_document(path))]


@pytest.mark.parametrize("style", RULES.values(), ids=RULES)
def test_a_cell_of_several_lines_is_one(tmp_path, style):
    made = table([["序号", "内容", "件数"], ["1", LONG, "1,007"], ["2", LONG, "12"]], *style)
    assert rows(tmp_path / "a.pdf", made) == [
        (1, "table", f"序号：1；内容：{LONG}；件数：1,007"),
        (1, "table", f"序号：2；内容：{LONG}；件数：12"),
    ]


def test_merged_cells_stand_in_all_their_places(tmp_path):
    made = table(
        [["部门", "收入", ""], ["", "预算", "决算"], ["东", "1", "2"], ["", "3", "4"]],
        GRID,
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (0, 2), (0, 3)),
    )
    assert rows(tmp_path / "a.pdf", made) == [
        (1, "table", "部门：东；收入 预算：1；收入 决算：2"),
        (1, "table", "部门：东；收入 预算：3；收入 决算：4"),
    ]


@pytest.mark.parametrize("repeat", [0, 1])
def test_a_table_over_the_page_keeps_its_header(tmp_path, repeat):
    data = [["序号", "区", "数"], *([str(n), f"第{n}区", str(7 * n)] for n in range(1, 61))]
    found = rows(tmp_path / "a.pdf", table(data, GRID, repeat=repeat))
    assert [text for _, _, text in found] == [
        f"序号：{n}；区：第{n}区；数：{7 * n}" for n in range(1, 61)
    ]
    assert {page for page, _, _ in found} == {1, 2}


def test_another_table_on_the_next_page_has_its_own_header(tmp_path):
    one, two = ([[name, "数"], ["甲", "1"], ["乙", "2"]] for name in ("区", "街道"))
    found = rows(tmp_path / "a.pdf", table(one, GRID), PageBreak(), table(two, GRID))
    assert [text for _, _, text in found] == [
        "区：甲；数：1",
        "区：乙；数：2",
        "街道：甲；数：1",
        "街道：乙；数：2",
    ]


def line(page, *cells):
    return PrintLine(
        tuple(Run(c, 100.0 * n, 100 * n + 50, 1, 9) for n, c in enumerate(cells)), page
    )


def test_columns_without_rules_go_on_where_they_agree():
    first = [line(1, "区", "数"), line(1, "甲", "1")]
    assert [len(t) for t in tables_of([*first, line(2, "乙", "2")])] == [2]
    assert [len(t) for t in tables_of([*first, line(2, "丙", "丁", "3")])] == [1, 1]
    assert [len(t) for t in tables_of([*first, line(4, "乙", "2")])] == [1, 1]


def test_a_row_may_take_several_lines_and_be_broken_by_the_page():
    hanging = PrintLine((Run("接", 100, 150, 1, 9),), 1)
    first = [line(1, "区", "说明", "数"), line(1, "甲", "上", "1"), hanging]
    (parts,) = tables_of([*first, line(2, "乙", "右", "2")])
    assert [part.rows for part in parts] == [
        [["区", "说明", "数"], ["甲", "上接", "1"]],
        [["乙", "右", "2"]],
    ]
    broken = PrintLine((Run("", 0, 50, 1, 9), *line(2, "", "下", "").runs[1:]), 2)
    (parts,) = tables_of([*first, broken, line(2, "乙", "右", "2"), line(3, "", "边", "")])
    assert [part.rows[-1] for part in parts] == [["甲", "上接下", "1"], ["乙", "右边", "2"]]
    # figures are a row of their own
    (parts,) = tables_of([*first, line(2, "", "下", "3")])
    assert parts[1].rows == [["", "下", "3"]]


def test_an_open_row_over_the_whole_width_parts_no_table(tmp_path):
    made = table(
        [["区", "数"], ["一、城区", ""], ["东", "1"]],
        *RULES["open at its sides"],
        ("SPAN", (0, 1), (1, 1)),
    )
    assert [text for _, _, text in rows(tmp_path / "a.pdf", made)] == ["一、城区", "区：东；数：1"]


def test_a_box_around_text_is_no_table():
    frame = Rules((Rule(0, 0, 100), Rule(100, 0, 100)), (Rule(0, 0, 100), Rule(100, 0, 100)))
    text = [Run("甲", 10, 20, 50, 10), Run("乙", 10, 20, 30, 10)]
    assert with_tables(text, frame) == text


def test_a_page_of_drawings_is_left_alone(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for n in range(120):
        canvas.line(0, 5 * n, 600, 5 * n)
        canvas.line(5 * n, 0, 5 * n, 600)
    canvas.drawString(101, 301, "a")
    canvas.drawString(301, 301, "b")
    canvas.save()
    assert [p.text for p in split(load_document(tmp_path / "a.pdf"))] == ["a b"]
