import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

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
    verify_index,
)
from index.store import publish, sha256_of
from index.writing import new_version
from tests.doubles import WordCountEmbedder
from tests.factories import make_document
from tests.index.conftest import GLOSSARY, NOTICE, REPORT, version_of

_HELD = ("s-0001/records.db",)
_VIEWS = (
    *("glossary.json", "phrases-english.npy", "phrases-entries.npy", "phrases-vectors.npy"),
    *("s-0001/words.json", "s-0001/words.bin", "s-0001/words-ends.npy"),
    *("s-0001/words-frequencies.npy", "s-0001/windows.npy", "s-0001/dense.faiss"),
    *("s-0001/tokens.bin", "s-0001/tokens-ends.npy", "s-0001/postings-rows.npy"),
    *("s-0001/postings-starts.npy", "s-0001/postings-counts.npy", "s-0001/postings-lengths.npy"),
    *("s-0001/late-passages.npy", "s-0001/late-sentences.npy", "s-0001/late-tokens.npy"),
    "s-0001/late-held.npy",
)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _flip_last(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


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
    assert tuple(opened.documents) == documents
    assert tuple(opened.passages) == tuple(p for document in documents for p in split(document))
    assert opened.glossary == GLOSSARY
    assert opened.embedder.info == opened.manifest.model == load_embedder(str(tiny_model)).info
    for passage in opened.passages:
        text = next(d.text for d in documents if d.doc_id == passage.doc_id)
        assert text[passage.start : passage.end] == passage.text
    assert [len(record.source) for record in opened.documents.records()] == [7, 0]


def test_a_saved_index_scores_like_the_one_that_was_built(small_folder: Path) -> None:
    opened = open_index(small_folder)
    # The notice's first passage is nearest by 税 and 款, in every view.
    assert [p.text for p in opened.passages][2:] == ["税款按月缴纳。费用免收。"]
    for view in (opened.dense, opened.lexical, opened.late):
        assert view.scan("税款").best(1).tolist() == [2]


def test_the_manifest_and_the_documents_are_read_alone(small_folder: Path) -> None:
    opened = open_index(small_folder)
    manifest, documents = read_contents(small_folder)
    assert (manifest, list(documents)) == (opened.manifest, list(opened.documents))


def test_the_damages_below_are_done_to_every_file(small_folder: Path) -> None:
    folder = version_of(small_folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {"manifest.json", *_HELD, *_VIEWS}
    assert {path.name for path in small_folder.iterdir()} == {"CURRENT", ".lock", folder.name}


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
    (version_of(copy) / "s-0001" / "dense.faiss").unlink()
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
    (version_of(copy) / "manifest.json").write_text(json.dumps(raw | {"format": 5, "new": []}))
    for use in (open_index, read_contents):
        with pytest.raises(IndexMismatch, match=r"has format 5, this program reads format 4"):
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
    again = open_index(copy, embedder=load_embedder(str(tiny_model)))
    assert list(again.documents) == list(documents)


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


@pytest.mark.parametrize("name", ["glossary.json", "s-0001/words.json", "s-0001/records.db"])
def test_files_that_were_written_wrong_are_told(copy: Path, name: str) -> None:
    manifest = read_contents(copy)[0]
    with new_version(copy) as folder:
        shutil.copytree(version_of(copy), folder, dirs_exist_ok=True)
        (folder / name).write_text('[["d:1.1", "no such document"]]')
        files = manifest.files | {name: sha256_of(folder / name)}
        sizes = manifest.sizes | {name: (folder / name).stat().st_size}
        publish(folder, replace(manifest, files=files, sizes=sizes), index_dir=copy)
    with pytest.raises(IndexDamaged, match=r"manifest\.json is damaged"):
        open_index(copy)


def test_large_files_are_hashed_when_that_is_asked_for(copy: Path, monkeypatch) -> None:
    monkeypatch.setattr("index.store._SMALL", 0)
    path = version_of(copy) / "s-0001" / "postings-counts.npy"
    assert verify_index(copy) == open_index(copy).manifest
    _flip_last(path)
    assert open_index(copy).manifest.passages == 3
    with pytest.raises(IndexDamaged, match=r"postings-counts\.npy is damaged"):
        verify_index(copy)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexDamaged, match=r"postings-counts\.npy is damaged"):
        open_index(copy)


def test_a_large_file_that_is_read_whole_is_hashed_all_the_same(copy: Path, monkeypatch) -> None:
    monkeypatch.setattr("index.store._SMALL", 0)
    _flip_last(version_of(copy) / "s-0001" / "dense.faiss")
    with pytest.raises(IndexDamaged, match=r"dense\.faiss is damaged"):
        open_index(copy)


def test_whether_the_documents_hold_a_text(small_folder: Path) -> None:
    opened = open_index(small_folder)
    held = {
        "放管服": True,
        "繳納": True,
        "海淀": False,
        "税按": False,
        "450件": True,
        "x": False,
    }
    assert {text: opened.holds(text) for text in held} == held
