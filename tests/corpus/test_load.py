import hashlib

import pytest

import corpus.load
from corpus import (
    ChangedSourceError,
    EmptySourceError,
    MetadataError,
    MissingSourceError,
    UnreadableSourceError,
    load_document,
    shipped_report,
    shipped_sha256,
)

SHA256 = "8917947648827ac27851428090e1c7222a9d069fa67051ba37ebc46f45bde8e8"
NOTE = """+++
doc_id = "report-9"
file = "a.txt"
title = "另一个题目"
issuer = "某区人民政府"
as_of = "2022-03"
+++

Prose.
"""


def test_the_shipped_report_is_the_one_vouched_for():
    report = shipped_report()
    assert (report.doc_id, report.title, report.issuer, report.as_of, report.sha256) == (
        "chaoyang-2020",
        "2020年朝阳区法治政府建设白皮书",
        "朝阳区人民政府",
        "2021-06",
        SHA256,
    )


def test_the_hash_of_the_shipped_report_needs_no_parsing():
    assert shipped_sha256() == SHA256


def test_a_document_knows_the_file_it_was_read_from(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("很好。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_document("a.txt").source == str((tmp_path / "a.txt").resolve())
    assert shipped_report().source == ""


def test_a_changed_report_is_refused(tmp_path, monkeypatch):
    source = corpus.load._SHIPPED
    (tmp_path / "SOURCE.md").write_bytes((source / "SOURCE.md").read_bytes())
    (tmp_path / "report.txt").write_bytes((source / "report.txt").read_bytes() + b" ")
    monkeypatch.setattr(corpus.load, "_SHIPPED", tmp_path)
    with pytest.raises(ChangedSourceError, match=f"its note says {SHA256}: restore the file"):
        shipped_report()


def test_a_file_without_note_is_named_by_its_title_and_stem(tmp_path):
    path = tmp_path / "My Report（2021）.txt"
    path.write_bytes("某区工作报告\r\n2021年6月\r\n一、成绩\r\n很好。".encode("gb18030"))
    document = load_document(path)
    assert (document.doc_id, document.title, document.issuer, document.as_of) == (
        "my-report-2021",
        "某区工作报告",
        "",
        "2021-06",
    )
    assert document.text == "某区工作报告\r\n2021年6月\r\n一、成绩\r\n很好。"
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_a_text_without_title_line_is_called_by_its_stem(tmp_path):
    (tmp_path / "notes.txt").write_text("只有一句话。", encoding="utf-8")
    assert load_document(tmp_path / "notes.txt").title == "notes"


def test_the_note_beside_a_file_describes_it(tmp_path):
    (tmp_path / "a.txt").write_text("某区工作报告\n很好。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("某区工作报告\n很好。", encoding="utf-8")
    (tmp_path / "SOURCE.md").write_text(NOTE, encoding="utf-8")
    document = load_document(str(tmp_path / "a.txt"))
    assert (document.doc_id, document.title, document.issuer, document.as_of) == (
        "report-9",
        "另一个题目",
        "某区人民政府",
        "2022-03",
    )
    assert load_document(tmp_path / "a.txt", doc_id="mine").doc_id == "mine"
    assert load_document(tmp_path / "b.txt").title == "某区工作报告"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('as_of = "2022-03"', 'as_of = "March"', "as_of is 'March': write an ISO date"),
        ('doc_id = "report-9"', 'doc_id = "a:b"', "doc_id is 'a:b': write one without colon"),
        ('doc_id = "report-9"', "doc_id = ", r"SOURCE\.md: .*: mend the TOML in it"),
    ],
)
def test_a_broken_note_is_named(tmp_path, old, new, message):
    (tmp_path / "a.txt").write_text("很好。", encoding="utf-8")
    (tmp_path / "SOURCE.md").write_text(NOTE.replace(old, new), encoding="utf-8")
    with pytest.raises(MetadataError, match=message):
        load_document(tmp_path / "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t", "\ufeff\u3000".encode()])
def test_an_empty_file_is_refused(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(EmptySourceError, match=r"a\.txt is empty: name a file with text"):
        load_document(tmp_path / "a.txt")


def test_a_missing_file_is_an_error_of_its_own(tmp_path):
    with pytest.raises(MissingSourceError, match=r"没有\.txt does not exist: check the path"):
        load_document(tmp_path / "没有.txt")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableSourceError, match="is a folder: name a file in it"):
        load_document(tmp_path)


def test_a_file_that_the_system_refuses_is_named(tmp_path, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "a.txt").touch()
    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(UnreadableSourceError, match=r"a\.txt cannot be read \(Permission denied\)"):
        load_document(tmp_path / "a.txt")


def test_a_path_with_a_nul_is_refused():
    with pytest.raises(UnreadableSourceError, match="cannot be read"):
        load_document("a\0b.txt")
