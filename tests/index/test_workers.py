"""Parts: made once, whole or not at all, and found again by a build that goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import (
    Entry,
    IndexOptions,
    Making,
    load_embedder,
    open_index,
    update_index,
)
from index import workers as module
from index.segment import write_part
from tests.factories import make_document
from tests.index.conftest import NOTICE, REPORT, version_of

_TEXTS = {"one": REPORT, "two": NOTICE, "three": NOTICE.replace("税", "费"), "four": "一句话。"}


@pytest.fixture
def making(tiny_model: Path, quick: None, monkeypatch: pytest.MonkeyPatch) -> Making:
    """One process, every document a part of its own."""
    monkeypatch.setattr(module, "_PORTION", 1)
    monkeypatch.setattr(module, "_processors", lambda: 1)
    return Making(load_embedder(str(tiny_model)))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were embedded, in order."""
    found: list[str] = []

    def write(entries: list[Entry], folder: Path, **how: object) -> int:
        found.extend(entry.document.doc_id for entry in entries)
        return write_part(entries, folder, **how)

    monkeypatch.setattr(module, "write_part", write)
    return found


def _entries(failure: BaseException | None = None, **texts: str) -> Iterator[Entry]:
    """Documents; before the last of them what breaks a build off."""
    for doc_id, text in {**_TEXTS, **texts}.items():
        if doc_id == "four" and failure is not None:
            raise failure
        yield Entry(make_document(text, doc_id))


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


def test_an_interrupted_build_goes_on_from_its_finished_parts(making, written, tmp_path) -> None:
    update_index(_entries(), tmp_path / "whole", making=making)
    written.clear()
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            update_index(_entries(KeyboardInterrupt()), tmp_path / "i", making=making)
        assert _left(tmp_path / "i") == {"unfinished"}
    assert written == ["one", "two", "three"]
    manifest = update_index(_entries(), tmp_path / "i", making=making)
    assert written == ["one", "two", "three", "four"]
    assert manifest == open_index(tmp_path / "whole", embedder=making.embedder).manifest
    assert _left(tmp_path / "i") == {"CURRENT", version_of(tmp_path / "i").name}


def test_parts_of_other_documents_or_made_otherwise_are_of_no_use(
    making, written, tmp_path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        update_index(_entries(KeyboardInterrupt()), tmp_path, making=making)
    written.clear()
    update_index(_entries(two="另一句话。"), tmp_path, making=making)
    assert written == ["two", "four"]
    assert open_index(tmp_path, embedder=making.embedder).holds("另一句话")
    for other in (Making(making.embedder, options=IndexOptions(k1=1.3)), making):
        with pytest.raises(KeyboardInterrupt):
            update_index(_entries(KeyboardInterrupt()), tmp_path, making=other, removed=set(_TEXTS))
    written.clear()
    update_index(_entries(), tmp_path, making=making, removed=set(_TEXTS))
    assert written == ["four"]


def test_a_part_that_was_not_finished_is_made_anew(making, written, tmp_path, monkeypatch) -> None:
    def break_off(entries: list[Entry], folder: Path, **how: object) -> int:
        (folder / "records.db").write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_part", break_off)
        with pytest.raises(KeyboardInterrupt):
            update_index(_entries(), tmp_path, making=making)
    update_index(_entries(), tmp_path, making=making)
    assert written == list(_TEXTS)
    assert len(open_index(tmp_path, embedder=making.embedder).documents) == 4


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), ValueError("broken")])
def test_a_build_that_failed_leaves_nothing(making, tmp_path, failure: Exception) -> None:
    with pytest.raises(Exception, match=r"No space|broken"):
        update_index(_entries(failure), tmp_path / "i", making=making)
    assert not (tmp_path / "i").exists()
    update_index(_entries(), tmp_path / "i", making=making)
    before = _left(tmp_path / "i")
    with pytest.raises(Exception, match=r"No space|broken"):
        update_index(_entries(failure), tmp_path / "i", making=making, removed=set(_TEXTS))
    assert _left(tmp_path / "i") == before
