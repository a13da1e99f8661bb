import datetime
import re
import time
import zipfile

import docx
import openpyxl
import pytest

from corpus import (
    BrokenSourceError,
    EmptySourceError,
    EncryptedSourceError,
    MetadataError,
    OversizedSourceError,
    load_document,
    split,
)

BOMB = 600 * 1024**2


def put(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def read(path):
    """Title, issuer, date; and every passage by the last heading above it."""
    document = load_document(path)
    found = split(document)
    assert all(document.text[p.start : p.end] == p.text for p in found)
    return (document.title, document.issuer, document.as_of), [
        (" / ".join(p.section.path), p.kind.value, p.text) for p in found
    ]


def test_markdown(tmp_path):
    text = (
        "---\ndate: 2021-03-04\n---\n# 某区报告\n某区人民政府\n\n## 一、概况\n\n软**换**行\n"
        "接着。\n\n（一）机构\n\n本区有`三`个。\n\n## 二、表\n\n|区|数|\n|-|-|\n|东|1|\n"
    )
    assert read(put(tmp_path / "a.md", text)) == (
        ("某区报告", "某区人民政府", "2021-03-04"),
        [
            ("一、概况", "text", "软换行接着。"),
            ("一、概况 / （一）机构", "text", "本区有三个。"),
            ("二、表", "table", "区：东；数：1"),
        ],
    )


def test_html(tmp_path):
    text = (
        '<html><head><title>站</title><meta name="PubDate" content="2021-05-06 10:00">'
        '<meta name="ContentSource" content="某局"></head><body><nav>导航</nav><h1>公告</h1>'
        "<p>第一<b>段</b>。<br>第二段。</p><h2>附表</h2><table><caption>表名</caption>"
        "<tr><th>区<th>年<th>数<tr><td rowspan=2>东<b>城</b>区<td>2020<td>1"
        "<tr><td>2021<td>2</table>"
    )
    assert read(put(tmp_path / "a.html", text, "gb18030")) == (
        ("公告", "某局", "2021-05-06"),
        [
            ("", "text", "第一段。"),
            ("", "text", "第二段。"),
            ("附表", "caption", "表名"),
            ("附表", "table", "区：东城区；年：2020；数：1"),
            ("附表", "table", "区：东城区；年：2021；数：2"),
        ],
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_csv(tmp_path, encoding):
    path = put(tmp_path / "年报.csv", '区名;件数\n东城区;1\n\n"西;城";2\n', encoding)
    assert read(path) == (
        ("年报", "", ""),
        [("", "table", "区名：东城区；件数：1"), ("", "table", "区名：西;城；件数：2")],
    )


def test_xlsx(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "合格率"
    for row in (["各区合格率"], ["区", "率"], ["东", 0.385], ["西", 3.0], ["南", 1]):
        sheet.append(row)
    sheet["B3"].number_format = sheet["B5"].number_format = "0.0%"
    book.create_sheet("Towns")
    for row in (["Town", "People"], ["Ham", 12]):
        book["Towns"].append(row)
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx")[1] == [
        ("合格率", "caption", "各区合格率"),
        ("合格率", "table", "区：东；率：38.5%"),
        ("合格率", "table", "区：西；率：3"),
        ("合格率", "table", "区：南；率：100.0%"),
        ("Towns", "table", "Town: Ham; People: 12"),
    ]


def test_docx(tmp_path):
    word = docx.Document()
    word.add_heading("某市办法", 0)
    word.add_paragraph("某市人民政府")
    word.add_heading("第一章 总则", 1)
    word.add_paragraph("第一条 为了规范，制定本办法。")
    word.add_paragraph("甲", style="List Bullet")
    table = word.add_table(3, 2)
    for place, text in enumerate(["区", "数", "东", "3", "", "4"]):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    word.save(tmp_path / "a.docx")
    assert read(tmp_path / "a.docx") == (
        ("某市办法", "某市人民政府", ""),
        [
            ("第一章 总则 / 第一条", "text", "为了规范，制定本办法。"),
            ("第一章 总则 / 第一条", "text", "甲"),
            ("第一章 总则 / 第一条", "table", "区：东；数：3"),
            ("第一章 总则 / 第一条", "table", "区：东；数：4"),
        ],
    )


def table(word, rows):
    made = word.add_table(len(rows), len(rows[0]))
    for place, text in enumerate(cell for row in rows for cell in row):
        made.cell(*divmod(place, len(rows[0]))).text = text
    return made


def test_cells_of_word_tables(tmp_path):
    word = docx.Document()
    data = table(word, [["项目", "内容", "备注"], ["甲", "one", ""]])
    data.cell(1, 1).add_paragraph("two")
    data.cell(1, 1).merge(data.cell(1, 2))
    outer = table(word, [["左栏", "右栏"]])
    table(outer.cell(0, 1), [["区", "数"], ["东", "3"]])
    box = table(word, [["专栏"]])
    box.cell(0, 0).add_paragraph("三项工程。")
    word.save(tmp_path / "a.docx")
    # Far more columns than Word itself can have.
    rewritten(
        tmp_path / "a.docx",
        "word/document.xml",
        b'gridSpan w:val="2"',
        b'gridSpan w:val="1000000000"',
    )
    assert [text for _, _, text in read(tmp_path / "a.docx")[1]] == [
        "项目：甲；内容：one two；备注：one two；one two",
        *("左栏", "右栏", "区：东；数：3"),
        *("专栏", "三项工程。"),
    ]


BOX = (
    b"<w:body><w:p><w:r><w:t>5%</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
    b"<w:t>2</w:t></w:r><w:r><w:t>.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>one</w:t></w:r></w:p>"
    b"<w:p><w:r><w:t>two</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
)


def test_the_paragraphs_of_a_text_box_follow_the_one_that_it_hangs_on(tmp_path):
    docx.Document().save(tmp_path / "a.docx")
    rewritten(tmp_path / "a.docx", "word/document.xml", b"<w:body>", BOX)
    assert [text for _, _, text in read(tmp_path / "a.docx")[1]] == ["5%².", "one", "two"]


def test_sheets_as_they_are_seen(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["部门", "收入", None, "率", "日期"],
        [None, "预算", "决算", None, None],
        ["东", 1234.5, -3.14159, 0.125, datetime.date(2023, 5, 1)],
        [None, 1e300, 0.1 + 0.2, 1, None],
        ["其中", None, None, None, None],
    ):
        sheet.append(row)
    for area in ("A1:A2", "B1:C1", "D1:D2", "A3:A4", "A5:XFD5"):
        sheet.merge_cells(area)
    sheet["B3"].number_format = sheet["B4"].number_format = "#,##0.00_ "
    sheet["C3"].number_format, sheet["D3"].number_format = "0.0", "0%"
    book.create_sheet("下拉").append(["是"])
    book["下拉"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [text for _, _, text in read(tmp_path / "a.xlsx")[1]] == [
        "部门：东；收入 预算：1,234.50；收入 决算：-3.1；率：13%；日期：2023-05-01",
        "部门：东；收入 预算：1e+300；收入 决算：0.3；率：1",
        "其中",
    ]


def test_what_surrounds_a_page_goes_by_its_class(tmp_path):
    text = (
        "<div class='top-nav'><a>首页</a></div><div id=footer>版权所有</div>"
        "<div class=header><h1>公报</h1></div><p>增长5%<sup>2</sup>。<dl><dt>城镇化率<dd>85%</dl>"
        "<pre>注：\n一行</pre><p class='table-footer'>合计</p>"
    )
    assert [text for _, _, text in read(put(tmp_path / "a.html", text))[1]] == [
        "增长5%²。",
        "城镇化率：85%",
        *("注：", "一行", "合计"),
    ]


def test_cells_that_span_everything_are_bounded(tmp_path):
    rows = f"<tr><td colspan=99 rowspan=99>{'字' * 50_000}" * 50
    begin = time.process_time()
    read(put(tmp_path / "a.html", f"<table>{rows}</table>"))
    assert time.process_time() - begin < 10


def test_markdown_with_markup_and_notes(tmp_path):
    text = (
        "# 报告\n\n增长5%[^1]。\n\n<table><tr><th>区<th>数<tr><td>东<td>1</table>\n\n"
        "[^1]: 区统计局\n\n图1 趋势\n"
    )
    assert read(put(tmp_path / "a.md", text))[1] == [
        ("", "text", "增长5%[^1]。"),
        ("", "table", "区：东；数：1"),
        ("", "text", "[^1]: 区统计局"),
        ("", "caption", "图1 趋势"),
    ]


def test_the_separator_of_most_lines_counts(tmp_path):
    text = "2023年统计,单位,万元,全区\n区;数;说明\n东;1;a,b,c\n西;2;\n"
    assert [text for _, _, text in read(put(tmp_path / "a.csv", text))[1]] == [
        "区：东；数：1；说明：a,b,c",
        "区：西；数：2",
    ]


def test_a_sidecar_describes_its_file(tmp_path):
    put(
        tmp_path / "a.csv.toml",
        'title = "甲"\ndate = 2021-06-01\nsource = "http://x"\nlicence="CC"',
    )
    document = load_document(put(tmp_path / "a.csv", "a,b\n1,2"))
    assert (document.title, document.as_of, document.origin, document.licence) == (
        "甲",
        "2021-06-01",
        "http://x",
        "CC",
    )
    put(tmp_path / "a.csv.toml", 'titel = "甲"')
    with pytest.raises(MetadataError, match="there is no 'titel': write title"):
        load_document(tmp_path / "a.csv")


def archive(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def bomb(path, part):
    """A small archive that says of itself that it unpacks to far more than memory holds."""
    archive(path, **{part: b"\0" * 1024})
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02") + 24
    path.write_bytes(data[:at] + BOMB.to_bytes(4, "little") + data[at + 4 :])
    return path


@pytest.mark.parametrize(
    ("name", "part"), [("a.docx", "word__document_xml"), ("a.xlsx", "xl__workbook_xml")]
)
def test_an_archive_is_checked_before_it_is_unpacked(tmp_path, name, part):
    with pytest.raises(OversizedSourceError, match="unpacks to 629,145,600 bytes"):
        load_document(bomb(tmp_path / name, part))
    with pytest.raises(BrokenSourceError, match=f"{re.escape(name)} holds no "):
        load_document(archive(tmp_path / name, a_txt=b"x"))
    with pytest.raises(BrokenSourceError, match=f"{re.escape(name)} is damaged"):
        load_document(archive(tmp_path / name, **{part: b"<no xml"}))
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0" + bytes(99))
    with pytest.raises(EncryptedSourceError, match=f"{re.escape(name)} is encrypted or in an old"):
        load_document(tmp_path / name)
    (tmp_path / name).write_bytes(b"PK\x03\x04cut off")
    with pytest.raises(BrokenSourceError, match=f"{re.escape(name)} is damaged"):
        load_document(tmp_path / name)


def rewritten(path, part, old, new):
    """The archive with one of its parts changed."""
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)


@pytest.mark.parametrize(
    ("made", "name", "part"),
    [
        (docx.Document, "a.docx", "word/document.xml"),
        (openpyxl.Workbook, "a.xlsx", "xl/worksheets/sheet1.xml"),
    ],
)
def test_damage_within_a_part_is_named(tmp_path, made, name, part):
    made().save(tmp_path / name)
    data = bytearray((tmp_path / name).read_bytes())
    at = zipfile.ZipFile(tmp_path / name).getinfo(part).header_offset + 30 + len(part)
    data[at : at + 40] = b"\xff" * 40
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BrokenSourceError, match=f"{re.escape(name)} is damaged"):
        load_document(tmp_path / name)


def test_an_outline_level_without_value_is_damage(tmp_path):
    docx.Document().save(tmp_path / "a.docx")
    outline = b"<w:body><w:p><w:pPr><w:outlineLvl/></w:pPr></w:p>"
    rewritten(tmp_path / "a.docx", "word/document.xml", b"<w:body>", outline)
    with pytest.raises(BrokenSourceError, match=r"a\.docx is damaged"):
        load_document(tmp_path / "a.docx")


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_file_without_text_is_refused(tmp_path, name):
    with pytest.raises(EmptySourceError, match="holds no text"):
        load_document(put(tmp_path / name, "<!-- -->"))
