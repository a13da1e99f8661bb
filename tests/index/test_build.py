import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import SplitOptions, shipped_glossary, shipped_report, split
from index import (
    DuplicateDocument,
    Index,
    IndexNotWritable,
    IndexOptions,
    NothingToIndex,
    Role,
    StaticEmbedder,
    Vectors,
    build_index,
    load_embedder,
    open_index,
)
from index.text import dictionary_path
from tests.factories import make_document
from tests.index.conftest import NOTICE, REPORT
from tests.tree import ROOT

_HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "numba")
_OFFLINE_BUILD = """
import sys
from pathlib import Path
from corpus import shipped_glossary, shipped_report
from index import build_index, open_index
folder = Path(sys.argv[1])
build_index([shipped_report()], folder, glossary=shipped_glossary())
opened = open_index(folder)
for view in (opened.dense, opened.lexical, opened.late):
    view.scan("复议调解率").best(3)
print(opened.manifest.passages, [name for name in sys.argv[2:] if name in sys.modules])
"""


@pytest.fixture
def tiny(tiny_model: Path) -> StaticEmbedder:
    return load_embedder(str(tiny_model))


def _files(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_two_builds_of_the_same_input_are_the_same_files(
    shipped_folder: Path, tmp_path: Path
) -> None:
    build_index([shipped_report()], tmp_path, glossary=shipped_glossary())
    assert _files(tmp_path) == _files(shipped_folder)


def test_the_manifest_says_what_the_index_was_made_with(shipped_index: Index) -> None:
    manifest, report = shipped_index.manifest, shipped_report()
    assert (manifest.format, manifest.passages, manifest.windows) == (4, 106, 2131)
    assert manifest.model == load_embedder().info
    assert manifest.late_model_sha256 == manifest.model.sha256
    assert manifest.dictionary_sha256 == hashlib.sha256(dictionary_path().read_bytes()).hexdigest()
    assert manifest.options == IndexOptions(split=SplitOptions(1500))
    (record,) = shipped_index.documents.records()
    assert (record.doc_id, record.sha256, record.as_of) == (
        "chaoyang-2020", hashlib.sha256(report.text.encode()).hexdigest(), "2021-06",
    )  # fmt: skip
    assert (record.title, record.issuer) == (report.title, report.issuer)
    assert (record.source, record.passages) == ("", 106)


def test_the_manifest_vouches_for_every_file(shipped_folder: Path, shipped_index: Index) -> None:
    (folder,) = shipped_folder.glob("v-*")
    files = _files(folder)
    manifest = files.pop("manifest.json")
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert hashes == shipped_index.manifest.files
    assert folder.name == f"v-{hashlib.sha256(manifest).hexdigest()[:12]}"
    assert (shipped_folder / "CURRENT").read_text() == folder.name + "\n"


def test_no_file_holds_a_pickle(shipped_folder: Path) -> None:
    files = _files(shipped_folder)
    kinds = {Path(name).suffix for name in files}
    assert kinds == {"", ".json", ".npy", ".faiss", ".bin", ".db"}
    for name, data in files.items():
        if name.endswith(".npy"):
            assert np.load(shipped_folder / name, allow_pickle=False).dtype.hasobject is False
        else:
            assert data[:2] not in [b"\x80" + bytes([version]) for version in range(2, 6)]


@pytest.mark.usefixtures("quick")
def test_options_change_the_index(tiny: StaticEmbedder, tmp_path: Path) -> None:
    document = make_document(REPORT)
    options = IndexOptions(split=SplitOptions(10), windows=(), section_weight=0, tokens="pairs")
    manifest = build_index([document], tmp_path, embedder=tiny, options=options)
    opened = open_index(tmp_path, embedder=tiny)
    assert opened.manifest == manifest
    assert opened.manifest.options == options
    assert tuple(opened.passages) == split(document, options.split)
    assert manifest.windows == manifest.passages == len(opened.passages)
    assert max(len(passage.text) for passage in opened.passages) <= 10
    assert opened.lexical.segmenter.tokens("行政复议") == ["行政", "政复", "复议"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("texts", [[], [""], [" \n\u3000\n"]])
def test_sources_without_a_paragraph_are_refused(
    tiny: StaticEmbedder, tmp_path: Path, texts: list[str]
) -> None:
    documents = [make_document(text, f"doc-{number}") for number, text in enumerate(texts)]
    with pytest.raises(NothingToIndex, match=f"nothing to index in {tmp_path}/index: give a file"):
        build_index(documents, tmp_path / "index", embedder=tiny)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quick")
def test_two_documents_of_one_id_are_refused(tiny: StaticEmbedder, tmp_path: Path) -> None:
    first = make_document(REPORT, "report", source="/2020/report.txt")
    second = make_document(NOTICE, "report", title="通知")
    with pytest.raises(DuplicateDocument) as caught:
        build_index([first, second], tmp_path / "index", embedder=tiny)
    for word in ("/2020/report.txt", "'通知'", "'report'", "doc_id="):
        assert word in str(caught.value)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("text", ["。！？\n", "the of and.\n", "😀\n"])
def test_a_document_without_a_word_is_indexed(
    tiny: StaticEmbedder, tmp_path: Path, text: str
) -> None:
    build_index([make_document(text)], tmp_path, embedder=tiny)
    opened = open_index(tmp_path, embedder=tiny)
    assert (opened.manifest.passages, opened.lexical.scan("税").scores.tolist()) == (1, [0])
    assert opened.late.scan("税").of(np.arange(1)).tolist() == [0]


class _Failing:
    """A model that breaks in the middle of a build."""

    def __init__(self, embedder: StaticEmbedder, failure: Exception) -> None:
        self.info, self._failure = replace(embedder.info, name="failing"), failure

    def embed(self, texts: Sequence[str], role: Role = Role.PASSAGE) -> Vectors:
        raise self._failure


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (OSError(28, "No space left on device"), IndexNotWritable),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (MemoryError("too much"), MemoryError),
    ],
)
def test_a_build_that_breaks_leaves_the_old_index_and_nothing_else(
    tiny: StaticEmbedder, tmp_path: Path, failure: Exception, expected: type[Exception]
) -> None:
    build_index([make_document(REPORT)], tmp_path, embedder=tiny)
    before = _files(tmp_path)
    with pytest.raises(expected):
        build_index([make_document(NOTICE)], tmp_path, embedder=_Failing(tiny, failure))
    assert _files(tmp_path) == before
    assert not list(tmp_path.glob("partial-*"))


def test_the_bundled_model_needs_neither_heavy_libraries_nor_a_network(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _OFFLINE_BUILD, str(tmp_path / "索引 1"), *_HEAVY],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("106 []\n", "")
