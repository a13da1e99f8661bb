import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import split
from index import (
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    ModelError,
    build_index,
    bundled_embedder,
    load_embedder,
    open_index,
    read_contents,
)
from index.store import new_version, publish, sha256_of
from tests.doubles import WordCountEmbedder
from tests.factories import make_document
from tests.index.conftest import GLOSSARY, NOTICE, REPORT, version_of

_HELD = ("documents.json", "documents/0.txt", "documents/1.txt")
_VIEWS = (
    *("passages.json", "glossary.json", "words.json", "windows.npy", "dense.faiss"),
    *("bm25-rows.npy", "bm25-starts.npy", "bm25-weights.npy", "bm25-vocabulary.json"),
    *("late-passages.npy", "late-sentences.npy", "late-tokens.npy", "late-vocabulary.npy"),
    *("phrases-english.npy", "phrases-entries.npy", "phrases-vectors.npy"),
)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _truncate(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


_DAMAGES = pytest.mark.parametrize("damage", [_flip, _truncate, Path.unlink])


def test_what_was_indexed_comes_back(small_folder: Path, tiny_model: Path) -> None:
    opened = open_index(small_folder)
    documents = (
        make_document(REPORT, "报告/2020", source="/报告.txt"),
        make_document(NOTICE, "notice"),
    )
    assert opened.documents == documents
    assert opened.passages == tuple(p for document in documents for p in split(document))
    assert opened.glossary == GLOSSARY
    assert opened.embedder.info == opened.manifest.model == load_embedder(str(tiny_model)).info
    for passage in opened.passages:
        text = next(d.text for d in documents if d.doc_id == passage.doc_id)
        assert text[passage.start : passage.end] == passage.text
    assert [len(record.source) for record in opened.manifest.documents] == [7, 0]


def test_a_saved_index_scores_like_the_one_that_was_built(small_folder: Path) -> None:
    opened = open_index(small_folder)
    # The notice's first passage is nearest by 税 and 款, in every view.
    assert [p.text for p in opened.passages][2:] == ["税款按月缴纳。费用免收。"]
    for view in (opened.dense, opened.lexical, opened.late):
        assert int(np.argmax(view.score("税款"))) == 2


def test_the_manifest_and_the_documents_are_read_alone(small_folder: Path) -> None:
    opened = open_index(small_folder)
    assert read_contents(small_folder) == (opened.manifest, opened.documents)


def test_the_damages_below_are_done_to_every_file(small_folder: Path) -> None:
    folder = version_of(small_folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {"manifest.json", *_HELD, *_VIEWS}
    assert {path.name for path in small_folder.iterdir()} == {"CURRENT", folder.name}


@_DAMAGES
@pytest.mark.parametrize("name", ["manifest.json", *_HELD])
def test_damage_to_what_an_index_is_made_from_is_told(
    copy: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(version_of(copy) / name)
    for use in (open_index, read_contents):
        with pytest.raises(IndexDamaged) as caught:
            use(copy)
        assert str(version_of(copy) / name) in str(caught.value)
        assert "baipishu build FILE --index" in str(caught.value)


@_DAMAGES
@pytest.mark.parametrize("name", _VIEWS)
def test_damage_to_a_view_is_told_and_heals_by_a_rebuild(
    copy: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(version_of(copy) / name)
    with pytest.raises(IndexDamaged) as caught:
        open_index(copy)
    assert str(version_of(copy) / name) in str(caught.value)
    assert f"baipishu build --index {copy}" in str(caught.value)
    # Which starts from these, and so must not stumble over the same damage.
    assert [document.doc_id for document in read_contents(copy)[1]] == ["报告/2020", "notice"]


@pytest.mark.usefixtures("quick")
def test_a_rebuild_replaces_the_damagedversion_of(copy: Path, tiny_model: Path) -> None:
    expected = open_index(copy).manifest
    (version_of(copy) / "dense.faiss").unlink()
    embedder = load_embedder(str(tiny_model))
    assert (
        build_index(read_contents(copy)[1], copy, embedder=embedder, glossary=GLOSSARY) == expected
    )
    assert open_index(copy).manifest == expected


@_DAMAGES
def test_damage_to_the_pointer_is_told(copy: Path, damage: Callable[[Path], None]) -> None:
    damage(copy / "CURRENT")
    expected = IndexMissing if damage is Path.unlink else IndexDamaged
    for use in (open_index, read_contents):
        with pytest.raises(expected) as caught:
            use(copy)
        assert str(copy) in str(caught.value)
        assert "baipishu build FILE --index" in str(caught.value)
    assert expected is IndexMissing or str(copy / "CURRENT") in str(caught.value)


@pytest.mark.parametrize(
    "pointer", [b"", b"\xff\xfe", b"../other", b"/etc", b"v-0123456789ab", b"v"]
)
def test_a_pointer_to_nothing_is_told(copy: Path, pointer: bytes) -> None:
    (copy / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexDamaged, match="CURRENT is damaged"):
        open_index(copy)


def test_no_byte_of_the_manifest_may_change(copy: Path) -> None:
    path = version_of(copy) / "manifest.json"
    data = path.read_bytes()
    for place in range(0, len(data), 23):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises((IndexDamaged, IndexMismatch)):
            open_index(copy)


def test_a_place_without_an_index_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    for place in ("empty", "file", "file/below"):
        with pytest.raises(IndexMissing) as caught:
            open_index(tmp_path / place)
        assert f"baipishu build FILE --index {tmp_path / place}" in str(caught.value)


def test_a_newer_format_is_refused(copy: Path) -> None:
    raw = json.loads((version_of(copy) / "manifest.json").read_bytes())
    (version_of(copy) / "manifest.json").write_text(json.dumps(raw | {"format": 3, "new": []}))
    for use in (open_index, read_contents):
        with pytest.raises(IndexMismatch, match=r"has format 3, this program reads format 2"):
            use(copy)


def test_another_model_is_refused(small_folder: Path, tiny_model: Path) -> None:
    other = bundled_embedder()
    with pytest.raises(IndexMismatch) as caught:
        open_index(small_folder, embedder=other)
    for word in (str(tiny_model), "'bundled'", other.info.sha256[:12], str(small_folder)):
        assert word in str(caught.value)
    assert f"baipishu build --index {small_folder} --model bundled" in str(caught.value)


@pytest.mark.usefixtures("quick")
def test_a_model_whose_files_changed_is_refused(
    copy: Path, tiny_model: Path, tmp_path: Path
) -> None:
    model = shutil.copytree(tiny_model, tmp_path / "model")
    documents = read_contents(copy)[1]
    build_index(documents, copy, embedder=load_embedder(str(model)))
    assert open_index(copy).manifest.model.name == str(model)
    (model / "tokenizer.json").write_text((model / "tokenizer.json").read_text() + "\n")
    with pytest.raises(IndexMismatch, match=f"build it again: baipishu build --index {copy}$"):
        open_index(copy)
    shutil.rmtree(model)
    with pytest.raises(ModelError, match="there is no such folder"):
        open_index(copy)
    assert open_index(copy, embedder=load_embedder(str(tiny_model))).documents == documents


@pytest.mark.usefixtures("quick")
def test_another_model_for_late_interaction_is_refused(tmp_path: Path) -> None:
    embedder = WordCountEmbedder("税", "费")
    manifest = build_index([make_document(NOTICE)], tmp_path, embedder=embedder)
    assert manifest.late_model_sha256 == bundled_embedder().info.sha256
    assert open_index(tmp_path, embedder=embedder).manifest.model == embedder.info
    with new_version(tmp_path) as folder:
        shutil.copytree(version_of(tmp_path), folder, dirs_exist_ok=True)
        publish(folder, replace(manifest, late_model_sha256="0" * 64), index_dir=tmp_path)
    with pytest.raises(IndexMismatch, match="'bundled'"):
        open_index(tmp_path, embedder=embedder)


@pytest.mark.parametrize("name", ["passages.json", "words.json", "bm25-vocabulary.json"])
def test_files_that_were_written_wrong_are_told(copy: Path, name: str) -> None:
    manifest = read_contents(copy)[0]
    with new_version(copy) as folder:
        shutil.copytree(version_of(copy), folder, dirs_exist_ok=True)
        (folder / name).write_text('[["d:1.1", "no such document"]]')
        files = manifest.files | {name: sha256_of(folder / name)}
        publish(folder, replace(manifest, files=files), index_dir=copy)
    with pytest.raises(IndexDamaged, match=r"manifest\.json is damaged"):
        open_index(copy)
