"""An index in memory: its documents, passages and the three views, verified while loading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Document, GlossaryEntry, Passage

from .dense import DenseView, read_dense
from .embed import StaticEmbedder, bundled_embedder, load_embedder
from .errors import IndexMismatch, IndexStageError
from .late import LateView, read_late
from .lexical import LexicalView, read_lexical
from .phrases import PhraseView, read_phrases
from .protocols import Embedder
from .records import read_documents, read_glossary, read_passages
from .store import (
    current_version,
    damaged,
    held,
    read_manifest,
    rebuild_hint,
    verify_files,
)
from .text import Segmenter
from .types import Manifest, ModelInfo

# The checksums hold, so the files were written wrong: not a disk fault, but as final.
_WRITTEN_WRONG = (OSError, ValueError, LookupError, TypeError)


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that answering needs; views score passages in the order of `passages`."""

    manifest: Manifest
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    glossary: tuple[GlossaryEntry, ...]
    embedder: Embedder
    dense: DenseView
    lexical: LexicalView
    late: LateView
    phrases: PhraseView


def open_index(
    index_dir: Path, *, embedder: Embedder | None = None, device: str | None = None
) -> Index:
    """Load the current index of a folder, its checksums verified.

    `embedder` must be the model that the index was made with; None loads it by the manifest's
    name, onto `device`. Raises IndexMissing, IndexMismatch, IndexDamaged, ModelError.
    """
    folder = current_version(index_dir)
    try:
        manifest = read_manifest(folder)
        verify_files(folder, manifest)
        used = embedder or load_embedder(manifest.model.name, device=device)
        return _load(folder, manifest, embedder=used)
    except IndexStageError:
        # A rebuild may have replaced the version between reading the pointer and the files.
        if current_version(index_dir) == folder:
            raise
        return open_index(index_dir, embedder=embedder, device=device)


def read_contents(index_dir: Path) -> tuple[Manifest, tuple[Document, ...]]:
    """The manifest and documents of an index: what a rebuild starts from.

    Its views are left alone, so that a rebuild mends them.
    """
    folder = current_version(index_dir)
    try:
        manifest = read_manifest(folder)
        verify_files(folder, manifest, only=held)
        return manifest, _documents(folder)
    except IndexStageError:
        # As in `open_index`.
        if current_version(index_dir) == folder:
            raise
        return read_contents(index_dir)


def _documents(folder: Path) -> tuple[Document, ...]:
    try:
        return read_documents(folder)
    except _WRITTEN_WRONG as error:
        raise damaged(folder / "manifest.json") from error


def _load(folder: Path, manifest: Manifest, *, embedder: Embedder) -> Index:
    late_embedder = embedder if isinstance(embedder, StaticEmbedder) else bundled_embedder()
    made_with = replace(late_embedder.info, sha256=manifest.late_model_sha256)
    _require_same(manifest.model, embedder.info, folder=folder)
    _require_same(made_with, late_embedder.info, folder=folder)
    try:
        documents = read_documents(folder)
        return Index(
            manifest=manifest,
            documents=documents,
            passages=read_passages(folder, documents),
            glossary=read_glossary(folder),
            embedder=embedder,
            dense=DenseView(*read_dense(folder), embedder=embedder),
            lexical=LexicalView(read_lexical(folder, manifest.passages), Segmenter.read(folder)),
            late=LateView(late_embedder, read_late(folder)),
            phrases=PhraseView(late_embedder, read_phrases(folder)),
        )
    except _WRITTEN_WRONG as error:
        raise damaged(folder / "manifest.json") from error


def _require_same(made_with: ModelInfo, in_use: ModelInfo, *, folder: Path) -> None:
    if made_with.sha256 != in_use.sha256:
        raise IndexMismatch(
            f"the index in {folder.parent} was made with the model {made_with.name!r} "
            f"({made_with.sha256[:12]}), but {in_use.name!r} ({in_use.sha256[:12]}) is in use; "
            f"{rebuild_hint(folder)}"
            + (f" --model {in_use.name}" if in_use.name != made_with.name else "")
        )
