import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus import BrokenSourceError, EmptySourceError, EncryptedSourceError, load_document, split

from .book import TITLE, Book


@pytest.fixture
def book(tmp_path):
    made = Book.new(tmp_path / "book.pdf")
    made.line(150, TITLE, size=26)
    made.turn()
    return made


def passages(path):
    return [(p.section.page, p.kind.value, p.text) for p in split(load_document(path))]


def test_a_paragraph_over_two_pages_is_one_and_stands_where_it_begins(book, tmp_path):
    text = "本区全年审结行政复议案件四百五十件，综合化解率为百分之三十八，" * 12 + "成效明显。"
    for _ in range(4):
        book.paragraph(text)
    book.save()
    assert passages(tmp_path / "book.pdf") == [(page, "text", text) for page in (2, 2, 2, 2)]


def test_the_rows_of_a_table_name_their_columns(book, tmp_path):
    book.paragraph("各区接入情况如下。")
    book.table([["区名", "部门数"], ["东城区", "12"], ["西山区", "9"]])
    book.save()
    assert passages(tmp_path / "book.pdf") == [
        (2, "text", "各区接入情况如下。"),
        (2, "table", "区名：东城区；部门数：12"),
        (2, "table", "区名：西山区；部门数：9"),
    ]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("年度报告", "年度报告"),
        ("about:blank", "a"),
        ("Microsoft Word - 1.doc", "a"),
        ("报告.docx", "a"),
    ],
)
def test_the_name_of_a_file_is_no_title(tmp_path, title, shown):
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setTitle(title)
    canvas.drawString(72, 700, "text.")
    canvas.save()
    assert load_document(tmp_path / "a.pdf").title == shown


def test_an_encrypted_file_is_named(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt="secret")
    canvas.drawString(72, 700, "text")
    canvas.save()
    with pytest.raises(EncryptedSourceError, match=r"a\.pdf is encrypted: save it without"):
        load_document(tmp_path / "a.pdf")


def test_a_scan_is_named_as_such(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(EmptySourceError, match=r"a\.pdf is a scan: its 1 pages are pictures"):
        load_document(tmp_path / "a.pdf")


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_file_cut_off_is_refused(book, tmp_path, share):
    book.paragraph("很好。")
    book.save()
    data = (tmp_path / "book.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: int(share * len(data))])
    with pytest.raises(BrokenSourceError, match=r"cut\.pdf is damaged \(the end is missing\)"):
        load_document(tmp_path / "cut.pdf")


NO_PAGES = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
trailer
<< /Root 1 0 R /Size 3 >>
%%EOF
"""


@pytest.mark.parametrize("data", [NO_PAGES, b"%PDF-1.4\nnothing\n%%EOF\n", b"%%EOF"])
def test_a_file_without_pages_is_refused(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(BrokenSourceError, match=r"a\.pdf (has no pages|is damaged)"):
        load_document(tmp_path / "a.pdf")
