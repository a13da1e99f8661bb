"""An index that is open: its documents, passages and the three views, verified while loading."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import GlossaryEntry

from .dense import DenseView
from .embed import StaticEmbedder, bundled_embedder, load_embedder
from .errors import IndexMismatch, IndexStageError
from .glossary import read_glossary
from .holdings import ById, Documents, Passages
from .late import LateView
from .lexical import LexicalView
from .phrases import PhraseView, read_phrases
from .protocols import Embedder, Lexical, Searcher
from .records import Records
from .segment import open_segment
from .store import (
    current_version,
    damaged,
    held,
    is_intact,
    read_manifest,
    rebuild_hint,
    verify_files,
)
from .text import fold
from .types import Manifest, Mask, ModelInfo
from .words import read_words

# The checksums hold, so the files were written wrong: not a disk fault, but as final.
_WRITTEN_WRONG = (OSError, ValueError, LookupError, TypeError, RuntimeError, sqlite3.Error)
# Passages that are read together to see whether they hold a text.
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that answering needs; views score passages by their numbers in `passages`.

    `alive` tells the passages that count, None where all do.
    """

    manifest: Manifest
    documents: Documents
    passages: Passages
    glossary: tuple[GlossaryEntry, ...]
    embedder: Embedder
    dense: Searcher
    lexical: Lexical
    late: LateView
    phrases: PhraseView
    alive: Mask | None = None

    @property
    def by_id(self) -> ById:
        """The documents by their ids, each read when it is asked for."""
        return ById(self.documents)

    def holds(self, text: str) -> bool:
        """Whether a passage or its headings hold a text, folded."""
        return holds(self.lexical, self.passages, text=text, alive=self.alive)


def holds(lexical: Lexical, passages: Passages, *, text: str, alive: Mask | None) -> bool:
    """Whether a passage or its headings hold a text, folded."""
    wanted = fold(text)
    numbers = lexical.holding(text)
    if numbers is None:
        every = (passage for n, passage in enumerate(passages) if alive is None or alive[n])
        return any(wanted in fold(passage.index_text()) for passage in every)
    if alive is not None:
        numbers = numbers[alive[numbers]]
    return any(
        wanted in fold(passage.index_text())
        for at in range(0, len(numbers), _AT_ONCE)
        for passage in passages.many(numbers[at : at + _AT_ONCE])
    )


def open_index(
    index_dir: Path, *, embedder: Embedder | None = None, device: str | None = None
) -> Index:
    """Open the current index of a folder, the checksums of its smaller files verified.

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


def read_contents(index_dir: Path) -> tuple[Manifest, Documents]:
    """The manifest and documents of an index: what a rebuild starts from.

    Its views are left alone, so that a rebuild mends them.
    """
    folder = current_version(index_dir)
    try:
        manifest = read_manifest(folder)
        for name in filter(held, manifest.files):
            if not is_intact(folder, name, manifest=manifest, thoroughly=True):
                raise damaged(folder / name)
        records = [Records(folder / record.name) for record in manifest.segments]
        return manifest, Documents(records, [record.removed for record in manifest.segments])
    except IndexStageError:
        # As in `open_index`.
        if current_version(index_dir) == folder:
            raise
        return read_contents(index_dir)


def verify_index(index_dir: Path) -> Manifest:
    """Hash every file of the current index; raises IndexDamaged naming the first that differs."""
    folder = current_version(index_dir)
    manifest = read_manifest(folder)
    verify_files(folder, manifest, thoroughly=True)
    return manifest


def _load(folder: Path, manifest: Manifest, *, embedder: Embedder) -> Index:
    late_embedder = late_embedder_for(embedder)
    made_with = replace(late_embedder.info, sha256=manifest.late_model_sha256)
    _require_same(manifest.model, embedder.info, folder=folder)
    _require_same(made_with, late_embedder.info, folder=folder)
    try:
        return load(folder, manifest, embedders=(embedder, late_embedder))
    except _WRITTEN_WRONG as error:
        raise damaged(folder / "manifest.json") from error


def load(folder: Path, manifest: Manifest, *, embedders: tuple[Embedder, StaticEmbedder]) -> Index:
    """Open the files of a version, which may not be published yet."""
    embedder, late_embedder = embedders
    folders = [folder / record.name for record in manifest.segments]
    segments = [open_segment(each) for each in folders]
    documents = Documents(
        [segment.records for segment in segments], [r.removed for r in manifest.segments]
    )
    passages = Passages([segment.records for segment in segments], documents)
    return Index(
        manifest=manifest,
        documents=documents,
        passages=passages,
        glossary=read_glossary(folder),
        embedder=embedder,
        dense=DenseView([segment.dense for segment in segments], embedder=embedder),
        lexical=LexicalView(
            [segment.postings for segment in segments], read_words(folders), manifest.options
        ),
        late=LateView(late_embedder, [segment.late for segment in segments]),
        phrases=PhraseView(late_embedder, read_phrases(folder)),
        alive=passages.within(None),
    )


def late_embedder_for(embedder: Embedder) -> StaticEmbedder:
    """The model of late interaction: the same where it has token vectors, else the bundled one."""
    return embedder if isinstance(embedder, StaticEmbedder) else bundled_embedder()


def _require_same(made_with: ModelInfo, in_use: ModelInfo, *, folder: Path) -> None:
    if made_with.sha256 != in_use.sha256:
        raise IndexMismatch(
            f"the index in {folder.parent} was made with the model {made_with.name!r} "
            f"({made_with.sha256[:12]}), but {in_use.name!r} ({in_use.sha256[:12]}) is in use; "
            f"{rebuild_hint(folder)}"
            + (f" --model {in_use.name}" if in_use.name != made_with.name else "")
        )
