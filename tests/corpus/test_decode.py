import codecs

import pytest

from corpus import BinarySourceError, UndecodableSourceError
from corpus.decode import decode

SIMPLIFIED = "朝阳区全年审结行政复议案件450件，综合化解率为38.0%。\r\n“法治物业”〔2020〕1号——完。\n"
TRADITIONAL = "臺北市政府公告：自中華民國一百零九年起，受理申請共計三百件。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-32"),
        # without a byte order mark
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-16-le"),
        # short texts are where statistics fail
        ("中文", "gb18030"),
        ("前言", "gb18030"),
        ("法律", "gb18030"),
        ("3.5亿元", "gb18030"),
        ("臺灣", "big5"),
        ("Plain English, as it is.\n", "utf-16-be"),
        ("Le café où l’été s’achève, déjà très loin.\n", "cp1252"),
    ],
)
def test_a_text_comes_back_verbatim_from(text, encoding):
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_byte_order_mark_is_no_text():
    assert decode(codecs.BOM_UTF16_BE + "目录".encode("utf-16-be"), "a.txt") == "目录"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 text", "a.bin is a PDF file, not plain text: save it as"),
        (b"PK\x03\x04\x14\x00", "a.bin is a zip archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.bin is a PNG image"),
        (b"ab\x00cd\x00\x00\x00ef" * 9, "a.bin is a binary file"),
        (bytes(range(1, 32)) * 4, "a.bin is a binary file"),
        (bytes(range(256)) * 3, "a.bin is a binary file"),
    ],
)
def test_what_is_not_text_is_refused_by_name(data, message):
    with pytest.raises(BinarySourceError, match=message):
        decode(data, "a.bin")


@pytest.mark.parametrize("data", [codecs.BOM_UTF16_LE + b"a", codecs.BOM_UTF8 + b"\xff\xff"])
def test_a_mark_on_broken_text_is_refused(data):
    with pytest.raises(UndecodableSourceError, match="but is broken: save it as"):
        decode(data, "a.txt")


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(UndecodableSourceError, match=r"a\.txt is in no encoding known here"):
        decode(b"\xff\x81\x81\xff\x9d" * 9, "a.txt")
