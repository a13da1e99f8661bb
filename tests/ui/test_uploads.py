"""What readers add: names and bytes of strangers, an index that changes whole or not at all."""

from pathlib import Path

import pytest

from corpus import CorpusError, EmptySourceError, UnsupportedSourceError
from index import IndexBusy
from rag import Assistant, Settings
from tests.doubles import PAYLOAD
from ui import uploads as module
from ui.held import Held, current
from ui.uploads import Added, Uploads, folder_for, open_uploads, safe_name

_TEXT = "一、概况\n\n2021年全区新建口袋公园18个。\n"


@pytest.fixture
def library(two_folder: Path, tmp_path: Path) -> Uploads:
    """Uploads over a copy of an index of two documents."""
    import shutil

    index_dir = tmp_path / "index"
    shutil.copytree(two_folder, index_dir)
    held = Held(Assistant.open(index_dir, Settings()))
    return Uploads(held, tmp_path / "uploads", index_dir=index_dir)


def _add(uploads: Uploads, name: str, data: bytes) -> Added:
    with uploads.place(name) as path:
        path.write_bytes(data)
        *stages, added = uploads.add(path)
    assert stages == ["reading", "indexing"]
    assert isinstance(added, Added)
    assert list(uploads._folder.glob("incoming-*")) == []
    return added


def _titles(uploads: Uploads) -> list[str]:
    return [each.title for each in uploads.held.catalogue.find("", most=9)[1]]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("年报 2021.PDF", "年报 2021.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini.txt", "system.ini.txt"),
        ("/", "document"),
        ("", "document"),
        ("..", "document"),
        (".bashrc", "document.bashrc"),
        ("~$报告.docx", "报告.docx"),
        ("a\0b\nc\u202etxt.exe", "a_b_c_txt.exe"),
        ("<img src=x onerror=alert(1)>.txt", "_img src=x onerror=alert(1)_.txt"),
        ('C:"|?*.txt', "C_____.txt"),
        ("\ud800.txt", "_.txt"),
        ("长" * 300 + ".docx", "长" * 50 + ".docx"),
        # It would be taken for a note on other files.
        ("SOURCE.md", "SOURCE-1.md"),
    ],
)
def test_a_name_leads_nowhere_and_stays_readable(sent: str, name: str, tmp_path: Path) -> None:
    assert safe_name(sent) == name
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    (tmp_path / name).write_text("")


def test_a_file_becomes_a_document_that_is_asked_at_once(library: Uploads) -> None:
    before = current(library.held)
    in_flight = before.stream("新建了几个口袋公园？")
    added = _add(library, "../公园.txt", _TEXT.encode("gb18030"))
    assert (added.document.title, added.is_new) == ("公园", True)
    assert _titles(library) == ["清河白皮书", "北海规划", "公园"]
    answer = library.held.ask("新建了几个口袋公园？")
    assert "18个" in answer.answer
    assert {each.doc_id for each in answer.citations} == {added.document.doc_id}
    # Who has begun with the old index ends with it.
    *_, old = in_flight
    assert {hit.doc_id for hit in old.hits} <= {"qinghe", "beihai"}
    assert [each.doc_id for each in before.documents] == ["qinghe", "beihai"]


def test_the_same_text_is_here_once_and_a_name_takes_nobodys_place(library: Uploads) -> None:
    first = _add(library, "公园.txt", _TEXT.encode())
    again = _add(library, "公园.txt", _TEXT.encode())
    other_name = _add(library, "另一个名字.txt", _TEXT.encode())
    assert (again.document, again.is_new) == (first.document, False)
    assert (other_name.document, other_name.is_new) == (first.document, False)
    second = _add(library, "公园.txt", _TEXT.replace("18", "20").encode())
    assert second.is_new
    assert second.document.doc_id != first.document.doc_id
    assert len(library.held.catalogue) == 4


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("空.txt", b" \n", EmptySourceError),
        ("a.exe", b"MZ", UnsupportedSourceError),
        ("a.docx", b"PK\x03\x04 cut off", CorpusError),
        ("a.pdf", b"no PDF", CorpusError),
        ("a.txt.toml", b"title = 'x'", UnsupportedSourceError),
    ],
)
def test_a_bad_file_leaves_the_index_as_it_is(library: Uploads, name, data, error) -> None:
    was = current(library.held)
    pointer = (library._index_dir / "CURRENT").read_text()
    with pytest.raises(error):
        _add(library, name, data)
    assert current(library.held) is was
    assert (library._index_dir / "CURRENT").read_text() == pointer
    assert not list(library._folder.rglob("*.*"))


def test_a_build_that_breaks_off_leaves_everything_as_it_is(library: Uploads, monkeypatch) -> None:
    was = current(library.held)

    def busy(*_, **__):
        raise IndexBusy("another program builds")

    monkeypatch.setattr(module, "build", busy)
    with pytest.raises(IndexBusy):
        _add(library, "公园.txt", _TEXT.encode())
    assert current(library.held) is was
    assert not list(library._folder.rglob("*.txt"))


def test_the_shipped_report_is_served_along_and_its_index_left_alone(
    shipped_folder: Path, tmp_path: Path
) -> None:
    settings = Settings(cache_dir=str(tmp_path / "cache"))
    uploads = open_uploads(None, settings)
    assert [each.doc_id for each in uploads.held.documents] == ["chaoyang-2020"]
    (shipped,) = (tmp_path / "cache").glob("shipped-*/CURRENT")
    pointer = shipped.read_text()
    _add(uploads, f"{PAYLOAD}.txt", _TEXT.encode())
    assert len(uploads.held.catalogue) == 2
    assert "523件" in uploads.held.ask("全年审理了多少件行政复议案件？").answer
    assert shipped.read_text() == pointer
    # They are there again when the page is served anew, and only there.
    assert len(open_uploads(None, settings).held.catalogue) == 2
    assert len(Assistant.open(None, settings).catalogue) == 1
    assert folder_for(None) != folder_for(tmp_path)
    # Another version of the program makes it anew from the files.
    index_dir = folder_for(None) / "index"
    version = (index_dir / "CURRENT").read_text().strip()
    (index_dir / version / "manifest.json").write_text("{}")
    assert len(open_uploads(None, settings).held.catalogue) == 2
