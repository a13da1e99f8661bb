import re
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
