import hashlib
import os

import pytest

from corpus import (
    ChangedSourceError,
    MissingSourceError,
    OversizedSourceError,
    Skipped,
    Source,
    load_document,
    walk,
)

GIGABYTES = 2 * 1024**3


def put(path, text="很好。"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def outcomes(*paths, **options):
    return [
        found.path.name if isinstance(found, Source) else (found.path.name, found.reason)
        for found in walk(paths, **options)
    ]


def test_a_source_tells_what_the_file_holds(tmp_path):
    path = put(tmp_path / "报告.txt").resolve()
    (found,) = walk([tmp_path])
    digest = hashlib.sha256("很好。".encode()).hexdigest()
    assert found == Source(path, digest, 9)
    assert load_document(found) == load_document(path)


def test_folders_are_searched_in_order_and_every_file_comes_once(tmp_path):
    for name in ("b/二.txt", "b/c/三.txt", "a b\n.txt"):
        put(tmp_path / name)
    (tmp_path / "link.txt").symlink_to(tmp_path / "b" / "二.txt")
    assert outcomes(tmp_path / "b" / "c", tmp_path) == ["三.txt", "a b\n.txt", "二.txt"]


def test_hidden_files_notes_and_what_is_excluded_are_passed_over(tmp_path):
    for name in (".git/a.txt", "~$a.txt", "a.txt", "SOURCE.md", "index/b.txt"):
        put(tmp_path / name)
    put(tmp_path / "a.txt.toml", "title = '甲'")
    assert outcomes(tmp_path, exclude=[tmp_path / "index"]) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("a.txt.toml", "# {0}\nlicence = '{1}'"),
        ("SOURCE.md", "+++\n# {0}\nfile = 'a.txt'\nlicence = '{1}'\n+++\n\nProse {0}."),
    ],
)
def test_a_note_that_says_something_else_shows(tmp_path, name, note):
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt")
    seen = []
    for words in (("", "甲"), ("a remark", "甲"), ("", "乙")):
        put(tmp_path / name, note.format(*words))
        first, other = walk([tmp_path])
        assert other.note_sha256 == ""
        seen.append(first.note_sha256)
    assert "" != seen[0] == seen[1] != seen[2]


def test_a_file_whose_note_is_broken_is_named(tmp_path):
    put(tmp_path / "a.txt")
    put(tmp_path / "a.txt.toml", "titel = '甲'")
    ((name, reason),) = outcomes(tmp_path)
    assert (name, "there is no 'titel': write title" in reason) == ("a.txt", True)


def test_a_name_as_long_as_names_can_be_is_read(tmp_path):
    path = put(tmp_path / ("报" * 83 + ".txt"))
    (found,) = walk([tmp_path])
    assert (found.note_sha256, load_document(found).title) == ("", path.stem)


def test_a_path_that_is_not_there_stops_the_walk_before_it_begins(tmp_path):
    with pytest.raises(MissingSourceError, match=r"none\.txt does not exist: check the path"):
        next(walk([put(tmp_path / "a.txt"), tmp_path / "none.txt"]))


def test_links_in_a_circle_end(tmp_path):
    put(tmp_path / "a" / "一.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    first, gone, itself = outcomes(tmp_path)
    assert first == "一.txt"
    assert "nowhere.txt does not exist" in gone[1]
    assert "self.txt cannot be read (Too many levels of symbolic links)" in itself[1]


def test_what_is_no_document_is_named_with_the_reason(tmp_path):
    put(tmp_path / "a.doc")
    put(tmp_path / "b.xyz")
    os.mkfifo(tmp_path / "c.txt")
    reasons = dict(outcomes(tmp_path))
    assert "a.doc is an old Word file: save it as .docx" in reasons["a.doc"]
    assert "b.xyz is not of a kind that is read: remove it, or save it" in reasons["b.xyz"]
    assert "c.txt is no ordinary file" in reasons["c.txt"]


def test_two_gigabytes_are_named_and_never_read(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(GIGABYTES)
    (found,) = walk([tmp_path])
    assert isinstance(found, Skipped)
    assert "big.txt has 2,147,483,648 bytes, more than the 268,435,456 that are" in found.reason
    with pytest.raises(OversizedSourceError, match="part it into smaller files"):
        load_document(path)


def test_a_folder_and_a_file_that_the_system_refuses_are_named(tmp_path, monkeypatch):
    put(tmp_path / "closed" / "a.txt")
    put(tmp_path / "secret.txt")
    put(tmp_path / "open.txt")
    listed = os.listdir

    def no_listing(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    def no_status(path, **options):
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return status(path, **options)

    status = os.stat
    with monkeypatch.context() as patch:
        patch.setattr(os, "listdir", no_listing)
        patch.setattr(os, "stat", no_status)
        closed, opened, secret = outcomes(tmp_path)
    assert opened == "open.txt"
    assert "closed cannot be read (Permission denied)" in closed[1]
    assert "secret.txt cannot be read (Permission denied)" in secret[1]


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = put(tmp_path / "a.txt")
    before = os.fstat

    def then_grow(handle):
        status = before(handle)
        put(path, "很好。又来了。")
        return status

    monkeypatch.setattr(os, "fstat", then_grow)
    with pytest.raises(ChangedSourceError, match=r"a\.txt changed while it was read: run"):
        load_document(path)


def test_a_file_that_is_no_longer_what_the_walk_saw_is_refused(tmp_path):
    path = put(tmp_path / "a.txt")
    (found,) = walk([path])
    for changed, text in ((path, "不同。"), (tmp_path / "a.txt.toml", "title = '甲'")):
        put(changed, text)
        with pytest.raises(ChangedSourceError, match=r"a\.txt has changed since it was found"):
            load_document(found)
        put(path)
