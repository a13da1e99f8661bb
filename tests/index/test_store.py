import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

import index.store
from index import (
    IndexBusy,
    IndexNotWritable,
    Manifest,
    build_index,
    load_embedder,
    open_index,
    read_contents,
)
from index.store import publish
from index.writing import new_version
from tests.factories import make_document
from tests.index.conftest import NOTICE, version_of


def _publish(index_dir: Path, source: Path, k1: float) -> Manifest:
    """Publish the files of another index under a manifest that tells `k1`."""
    manifest = read_contents(source)[0]
    manifest = replace(manifest, options=replace(manifest.options, k1=k1))
    with new_version(index_dir) as folder:
        shutil.copytree(version_of(source), folder, dirs_exist_ok=True)
        publish(folder, manifest, index_dir=index_dir)
    return manifest


def _names(index_dir: Path) -> set[str]:
    return {path.name for path in index_dir.iterdir()} - {".lock"}


def test_the_version_before_the_current_one_is_kept(copy: Path, other_folder: Path) -> None:
    versions = [version_of(copy).name]
    for k1 in (1.0, 2.0, 3.0):
        manifest = _publish(copy, other_folder, k1)
        versions.append(version_of(copy).name)
        assert open_index(copy).manifest == manifest
        assert _names(copy) == {"CURRENT", *versions[-2:]}
    assert len(set(versions)) == 4


def test_publishing_the_same_again_changes_nothing(copy: Path, other_folder: Path) -> None:
    _publish(copy, other_folder, 1.0)
    before = {path: path.stat().st_ino for path in copy.rglob("*")}
    _publish(copy, other_folder, 1.0)
    assert {path: path.stat().st_ino for path in copy.rglob("*")} == before


def test_going_back_to_the_version_before_keeps_both(copy: Path, small_folder: Path) -> None:
    first = _publish(copy, small_folder, 1.0)
    second = _publish(copy, small_folder, 2.0)
    versions = _names(copy)
    assert _publish(copy, small_folder, 1.0) == first != second
    assert open_index(copy).manifest == first
    assert _names(copy) == versions


@pytest.mark.parametrize("failing", [0, 1])
def test_a_crash_while_publishing_leaves_the_old_index(
    copy: Path, other_folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before = open_index(copy)
    calls: list[object] = []

    def crash(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) > failing:
            raise OSError(5, "Input/output error")
        os.rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(index.store.os, "replace", crash)
        with pytest.raises(IndexNotWritable, match="Input/output"):
            _publish(copy, other_folder, 1.0)
    after = open_index(copy)
    assert (after.manifest, list(after.documents)) == (before.manifest, list(before.documents))
    assert not list(copy.glob("partial-*"))
    # And nothing is in the way of the next attempt.
    assert _publish(copy, other_folder, 1.0) == open_index(copy).manifest


def test_what_a_killed_build_left_is_removed_by_the_next(copy: Path, other_folder: Path) -> None:
    (copy / "partial-old").mkdir()
    (copy / "partial-old" / "file").write_text("text")
    (copy / "partial-v-0123456789ab").write_text("v-0123456789ab")
    _publish(copy, other_folder, 1.0)
    assert list(copy.glob("partial-*")) == []


def test_a_second_build_waits_and_then_says_that_there_is_another(
    copy: Path, other_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writing._WAIT_S", 0.05)
    before = open_index(copy).manifest
    with new_version(copy), pytest.raises(IndexBusy, match=f"another build is writing to {copy}"):
        _publish(copy, other_folder, 1.0)
    assert open_index(copy).manifest == before
    assert _publish(copy, other_folder, 1.0) == open_index(copy).manifest


def test_files_are_synced_before_they_are_pointed_to(
    copy: Path, other_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(index.store, "_sync", lambda path: synced.append(path.name))
    _publish(copy, other_folder, 1.0)
    names = [path.name for path in version_of(copy).rglob("*")]
    assert sorted(synced[: len(names)]) == sorted(names)
    # Then the folder under its first name, the new pointer, and the folder that holds it.
    assert [name.partition("-")[0] for name in synced[len(names) :]] == [
        "partial",
        "partial",
        "索引 1",
    ]


def test_a_reader_sees_the_old_index_or_the_new_one_whole(
    copy: Path, small_folder: Path, other_folder: Path
) -> None:
    documents = {folder: list(read_contents(folder)[1]) for folder in (small_folder, other_folder)}
    _publish(copy, small_folder, 0.0)
    done, seen, failures = Event(), [], []

    def read() -> None:
        while not done.is_set():
            try:
                opened = open_index(copy)
                read_contents(copy)
            except Exception as error:
                failures.append(error)
                return
            seen.append((opened.manifest.options.k1, list(opened.documents)))

    readers = [Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 21):
        _publish(copy, (small_folder, other_folder)[number % 2], float(number))
    while not failures and not (seen and seen[-1][0] == 20.0):
        sleep(0.01)
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len({k1 for k1, _ in seen}) > 3
    for k1, held in seen:
        assert held == documents[(small_folder, other_folder)[int(k1) % 2]]


def _below_a_file(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    (folder / "file").write_text("text")
    return folder / "file" / "index"


def _a_file(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    (folder / "file").write_text("text")
    return folder / "file"


def _refused(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    def refuse(**arguments: object) -> str:
        raise PermissionError(13, "Permission denied")

    patch.setattr(tempfile, "mkdtemp", refuse)
    return folder


def _read_only(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    folder.chmod(0o500)
    return folder


# Nothing is read-only to root.
_UNWRITABLE = [_below_a_file, _a_file, _refused, *([_read_only] if os.geteuid() else [])]


@pytest.mark.parametrize("place", _UNWRITABLE)
def test_a_folder_that_cannot_be_written_is_told(
    place: Callable[[Path, pytest.MonkeyPatch], Path],
    tmp_path: Path,
    tiny_model: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = place(tmp_path, monkeypatch)
    embedder = load_embedder(str(tiny_model))
    with pytest.raises(IndexNotWritable) as caught:
        build_index([make_document(NOTICE)], target, embedder=embedder)
    assert f"cannot write the index to {target} (" in str(caught.value)
    assert "--index DIR" in str(caught.value)


def test_a_new_index_is_for_its_user_only(tmp_path: Path, other_folder: Path) -> None:
    _publish(tmp_path / "a" / "b", other_folder, 1.0)
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
