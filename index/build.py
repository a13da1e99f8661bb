"""Making an index, or the next version of one: documents -> segments -> one published version.

What an index holds already is kept as it is, file by file; new documents become a segment of their
own, which is merged with small ones before it, so that a library that grows a file at a time has
few segments. A segment with a damaged view is made anew from its documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from corpus import Document, GlossaryEntry

from .embed import load_embedder
from .errors import DuplicateDocument, IndexMissing, NothingToIndex
from .glossary import write_glossary
from .holdings import Documents, Passages
from .kept import Kept, documents_in, merge, segments_of, shared_out
from .lexical import LexicalView
from .opened import holds, late_embedder_for
from .phrases import build_phrases, write_phrases
from .postings import read_postings
from .protocols import Embedder
from .records import Records
from .segment import Recipe, finish
from .store import (
    FORMAT,
    current_version,
    hash_files,
    publish,
    read_manifest,
    sizes_of,
)
from .text import Segmenter, dictionary_sha256
from .types import Entry, IndexOptions, Manifest, SegmentRecord
from .words import read_words
from .workers import write_parts
from .writing import adopt, new_version


@dataclass(frozen=True, slots=True)
class Making:
    """What an index is made with; `embedder` defaults to the bundled model.

    The terms of the glossary are kept whole when text is cut into words.
    """

    embedder: Embedder | None = None
    glossary: tuple[GlossaryEntry, ...] = ()
    options: IndexOptions = field(default_factory=IndexOptions)


def build_index(
    documents: Iterable[Document],
    index_dir: Path,
    *,
    embedder: Embedder | None = None,
    glossary: Iterable[GlossaryEntry] = (),
    options: IndexOptions | None = None,
) -> Manifest:
    """Index documents and make the result, these documents alone, the index of `index_dir`.

    They are not signed, so that `near_copies` leaves them aside.
    Raises NothingToIndex when there is no passage, DuplicateDocument, IndexBusy, IndexNotWritable,
    ModelError.
    """
    making = Making(embedder, tuple(glossary), options or IndexOptions())
    with new_version(index_dir) as folder:
        manifest = _made(folder, _distinct(map(Entry, documents)), making=making)
        publish(folder, manifest, index_dir=index_dir)
    return manifest


def update_index(
    entries: Iterable[Entry],
    index_dir: Path,
    *,
    making: Making,
    removed: Collection[str] = (),
    compact: bool = False,
) -> Manifest:
    """Add documents to an index and take out those `removed`, by id, which may be among the added.

    `removed` may grow while the entries are read: an id has to be there before its entry comes.
    What the index holds stays as it is, unless it was made otherwise or `compact` merges all of it.
    Raises the errors of `build_index`; IndexDamaged, IndexMismatch.
    """
    with new_version(index_dir) as folder:
        try:
            previous = current_version(index_dir)
        except IndexMissing:
            whole: list[Kept] = []
            broken: list[Kept] = []
        else:
            old = read_manifest(previous)
            whole, broken = segments_of(previous, old)
            if not _is_made_alike(old, making):
                whole, broken = [], [*whole, *broken]
        again = (e for one in broken for e in one.entries() if e.document.doc_id not in removed)
        added = _distinct(chain(entries, again), documents_in(whole), removed=removed)
        manifest = _made(folder, added, making=making, held=_Held(whole, removed, compact))
        publish(folder, manifest, index_dir=index_dir)
    return manifest


@dataclass(frozen=True, slots=True)
class _Held:
    """What goes on from the version before."""

    segments: Sequence[Kept] = ()
    removed: Collection[str] = ()
    compact: bool = False


def _made(
    folder: Path, entries: Iterable[Entry], *, making: Making, held: _Held | None = None
) -> Manifest:
    """Write all files of a version but its manifest."""
    recipe = replace(recipe_of(making), signs=held is not None)
    held = held or _Held()
    parts = write_parts(entries, folder, recipe=recipe)
    kept = [one.without(held.removed) for one in held.segments]
    staying, merged = shared_out(kept, bool(parts), compact=held.compact)
    for one in staying:
        adopt(one.folder, folder / one.record.name)
    records = [one.record for one in staying]
    if merged or parts:
        name = f"s-{1 + max((int(one.record.name[2:]) for one in kept), default=0):04}"
        merge(merged, parts, target=folder / name)
        records.append(finish(folder / name, recipe.segmenter, terms=recipe.terms))
    if not records:
        raise NothingToIndex(
            f"nothing to index in {folder.parent}: give a file that holds paragraphs"
        )
    _write_glossary(folder, records, making=making, recipe=recipe)
    files = {name: sha256 for one in staying for name, sha256 in one.files.items()}
    return _manifest(folder, records, making=making, recipe=recipe, files=files)


def recipe_of(making: Making) -> Recipe:
    """The model and the words that passages are made into rows with."""
    embedder = making.embedder or load_embedder()
    terms = tuple(entry.term for entry in making.glossary)
    segmenter = Segmenter.full(terms, kind=making.options.tokens)
    return Recipe(embedder, late_embedder_for(embedder), segmenter, making.options, terms)


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
        dictionary_sha256=dictionary_sha256(),
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


def _distinct(
    entries: Iterable[Entry], held: Documents | None = None, *, removed: Collection[str] = ()
) -> Iterator[Entry]:
    """The entries; raises DuplicateDocument where two have one id."""
    known: dict[str, str] = {}
    for entry in entries:
        document = entry.document
        other = known.get(document.doc_id)
        if other is None and held and document.doc_id not in removed:
            same = held.find(document.doc_id)
            other = _named(same) if same else None
        if other is not None:
            raise DuplicateDocument(
                f"{other} and {_named(document)} are both called {document.doc_id!r}; give one of "
                "them another id: load_document(path, doc_id=...)"
            )
        known[document.doc_id] = _named(document)
        yield entry


def _named(document: Document) -> str:
    return document.source or repr(document.title)


def _is_made_alike(old: Manifest, making: Making) -> bool:
    embedder = making.embedder or load_embedder()
    late = late_embedder_for(embedder)
    made = (old.model, old.late_model_sha256, old.dictionary_sha256, old.options)
    info = (embedder.info, late.info.sha256, dictionary_sha256(), making.options)
    return made == info
