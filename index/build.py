"""Making an index, or the next version of one: documents -> segments -> one published version.

What an index holds already is kept as it is, file by file; new documents become a segment of their
own, which is merged with small ones before it, so that a library that grows a file at a time has
few segments. A segment with a damaged view is made anew from its documents.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path

from corpus import Document, GlossaryEntry

from .embed import load_embedder
from .errors import DuplicateDocument, IndexMissing, NothingToIndex
from .glossary import write_glossary
from .lexical import LexicalView
from .library import Documents, Passages
from .opened import holds, late_embedder_for
from .phrases import build_phrases, write_phrases
from .postings import read_postings
from .protocols import Embedder
from .records import Records
from .segment import Recipe, finish, merge_parts
from .store import (
    FORMAT,
    current_version,
    damaged,
    hash_files,
    held,
    is_intact,
    publish,
    read_manifest,
    sizes_of,
)
from .text import Segmenter, dictionary_path
from .types import IndexOptions, Manifest, SegmentRecord
from .words import read_words
from .workers import write_parts
from .writing import adopt, new_version

# Segments of so few passages are merged with new ones; it takes seconds.
_SMALL = 5_000
# More segments than this slow a query down.
_MOST_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Making:
    """What an index is made with; `embedder` defaults to the bundled model.

    The terms of the glossary are kept whole when text is cut into words.
    """

    embedder: Embedder | None = None
    glossary: tuple[GlossaryEntry, ...] = ()
    options: IndexOptions = field(default_factory=IndexOptions)


@dataclass(frozen=True, slots=True)
class _Held:
    """A segment of the current version that stays, and the sha256 of its files."""

    folder: Path
    record: SegmentRecord
    files: dict[str, str]

    @property
    def passages(self) -> int:
        return self.record.passages


def build_index(
    documents: Iterable[Document],
    index_dir: Path,
    *,
    embedder: Embedder | None = None,
    glossary: Iterable[GlossaryEntry] = (),
    options: IndexOptions | None = None,
) -> Manifest:
    """Index documents and make the result, these documents alone, the index of `index_dir`.

    Raises NothingToIndex when there is no passage, DuplicateDocument, IndexBusy, IndexNotWritable,
    ModelError.
    """
    making = Making(embedder, tuple(glossary), options or IndexOptions())
    with new_version(index_dir) as folder:
        manifest = _made(folder, _distinct(documents), making=making)
        publish(folder, manifest, index_dir=index_dir)
    return manifest


def update_index(
    documents: Iterable[Document],
    index_dir: Path,
    making: Making,
    *,
    removed: Collection[str] = (),
    compact: bool = False,
) -> Manifest:
    """Add documents to an index and take out those `removed`, by id, which may be added again.

    What it holds already is kept as it is, unless it was made otherwise or `compact` merges all of
    it. Raises the errors of `build_index`; IndexDamaged, IndexMismatch.
    """
    with new_version(index_dir) as folder:
        try:
            previous = current_version(index_dir)
        except IndexMissing:
            manifest = _made(folder, _distinct(documents), making=making)
        else:
            old = read_manifest(previous)
            kept, remade = _kept(previous, old, removed=removed)
            if not _is_made_alike(old, making):
                kept, remade = [], [*kept, *remade]
            added = chain.from_iterable((*map(_documents, remade), documents))
            ids = _known_ids(kept)
            manifest = _made(folder, _distinct(added, ids), making=making, kept=kept, all=compact)
        publish(folder, manifest, index_dir=index_dir)
    return manifest


def _made(
    folder: Path,
    documents: Iterable[Document],
    *,
    making: Making,
    kept: Sequence[_Held] = (),
    all: bool = False,
) -> Manifest:
    """Write all files of a version but its manifest."""
    recipe = _recipe(making)
    parts = write_parts(documents, folder, recipe)
    staying, merged = _shared_out(kept, bool(parts), all=all)
    records, files = [], {}
    for one in staying:
        adopt(one.folder, folder / one.record.name)
        records.append(one.record)
        files.update(one.files)
    if merged or parts:
        name = f"s-{1 + max((int(one.record.name[2:]) for one in kept), default=0):04}"
        _merge(merged, parts, folder / name)
        records.append(finish(folder / name, recipe.segmenter, terms=recipe.terms))
    for part in parts:
        shutil.rmtree(part, ignore_errors=True)
    if not records:
        raise NothingToIndex(
            f"nothing to index for {folder.parent}: give a file that holds paragraphs"
        )
    _write_glossary(folder, records, making=making, recipe=recipe)
    return _manifest(folder, records, making=making, recipe=recipe, files=files)


def _recipe(making: Making) -> Recipe:
    embedder = making.embedder or load_embedder()
    terms = tuple(entry.term for entry in making.glossary)
    segmenter = Segmenter.full(terms, kind=making.options.tokens)
    return Recipe(embedder, late_embedder_for(embedder), segmenter, making.options, terms)


def _shared_out(
    kept: Sequence[_Held], adding: bool, *, all: bool
) -> tuple[list[_Held], list[_Held]]:
    """The segments that stay, and those that are merged with what is new."""
    if all:
        return [], list(kept)
    small = [one for one in kept if one.passages <= _SMALL]
    merged = small if adding or any(one.record.removed for one in small) else []
    if len(kept) - len(merged) >= _MOST_SEGMENTS:
        return [], list(kept)
    return [one for one in kept if one not in merged], list(merged)


def _merge(merged: Sequence[_Held], parts: Sequence[Path], target: Path) -> None:
    if not merged and len(parts) == 1:
        parts[0].rename(target)
        return
    target.mkdir()
    folders = [*(one.folder for one in merged), *parts]
    gone = [*(one.record.removed for one in merged), *(() for _ in parts)]
    merge_parts(folders, target, removed=gone)


def _write_glossary(
    folder: Path, records: Sequence[SegmentRecord], *, making: Making, recipe: Recipe
) -> None:
    write_glossary(making.glossary, folder)
    folders = [folder / record.name for record in records]
    segments = [Records(each) for each in folders]
    documents = Documents(segments, [record.removed for record in records])
    passages = Passages(segments, documents)
    lexical = LexicalView(
        [read_postings(each) for each in folders], read_words(folders), making.options
    )
    alive = passages.within(None)

    def held_by(term: str) -> bool:
        return holds(lexical, passages, text=term, alive=alive)

    write_phrases(build_phrases(making.glossary, held_by, embedder=recipe.late), folder)


def _manifest(
    folder: Path,
    records: Sequence[SegmentRecord],
    *,
    making: Making,
    recipe: Recipe,
    files: dict[str, str],
) -> Manifest:
    counted = [_counted(folder / record.name, record) for record in records]
    return Manifest(
        format=FORMAT,
        model=recipe.embedder.info,
        late_model_sha256=recipe.late.info.sha256,
        dictionary_sha256=_dictionary_sha256(),
        options=making.options,
        segments=tuple(records),
        documents=sum(record.documents - len(record.removed) for record in records),
        passages=sum(counted),
        windows=sum(record.windows for record in records),
        files=hash_files(folder, known=files),
        sizes=sizes_of(folder),
    )


def _counted(folder: Path, record: SegmentRecord) -> int:
    """How many passages of a segment were not removed."""
    spans = map(Records(folder).span, record.removed)
    return record.passages - sum(end - first for first, end in spans)


def _kept(
    version: Path, manifest: Manifest, *, removed: Collection[str]
) -> tuple[list[_Held], list[_Held]]:
    """The segments of a version as they go on, whole ones and those with a damaged view."""
    whole: list[_Held] = []
    broken: list[_Held] = []
    for record in manifest.segments:
        files = {n: s for n, s in manifest.files.items() if n.startswith(f"{record.name}/")}
        bad = [n for n in files if not is_intact(version, n, manifest=manifest, thoroughly=True)]
        for name in filter(held, bad):
            raise damaged(version / name)
        records = Records(version / record.name)
        found = {records.number_of(doc_id) for doc_id in removed} - {None}
        gone = tuple(sorted({*record.removed, *(n for n in found if n is not None)}))
        one = _Held(version / record.name, replace(record, removed=gone), files)
        if len(gone) < record.documents:
            (broken if bad else whole).append(one)
    return whole, broken


def _documents(one: _Held) -> Iterator[Document]:
    return iter(Documents([Records(one.folder)], [one.record.removed]))


def _known_ids(kept: Sequence[_Held]) -> Documents:
    return Documents([Records(one.folder) for one in kept], [one.record.removed for one in kept])


def _distinct(documents: Iterable[Document], held: Documents | None = None) -> Iterator[Document]:
    """The documents; raises DuplicateDocument where two have one id."""
    known: dict[str, str] = {}
    for document in documents:
        other = known.get(document.doc_id)
        if other is None and held and (same := held.find(document.doc_id)):
            other = _named(same)
        if other is not None:
            raise DuplicateDocument(
                f"{other} and {_named(document)} are both called {document.doc_id!r}; give one of "
                "them another id: load_document(path, doc_id=...)"
            )
        known[document.doc_id] = _named(document)
        yield document


def _named(document: Document) -> str:
    return document.source or repr(document.title)


def _is_made_alike(old: Manifest, making: Making) -> bool:
    embedder = making.embedder or load_embedder()
    late = late_embedder_for(embedder)
    made = (old.model, old.late_model_sha256, old.dictionary_sha256, old.options)
    info = (embedder.info, late.info.sha256, _dictionary_sha256(), making.options)
    return made == info


@cache
def _dictionary_sha256() -> str:
    return hashlib.sha256(dictionary_path().read_bytes()).hexdigest()
