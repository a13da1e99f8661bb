"""Filling an engine: any number of workers load documents side by side, then one publishes.

A document's passages and windows are written first and the document itself last; only then is it
listed. Its earlier text is taken from the list just before, its rows removed just after. A load
that broke off is repeated: the same documents give the same rows. Rows that no document lists any
more are removed when the statistics are published, so that waits until all workers are done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np

from corpus import Document, Passage, split

from ..build import Making, recipe_of
from ..dense import embed_windows
from ..errors import DuplicateDocument, NothingToIndex
from ..late import build_late
from ..segment import Recipe
from ..text import dictionary_sha256
from ..types import DocumentRecord, Entry, Manifest
from ..windows import passage_windows
from . import texts
from .counting import count, statistics_of
from .engine import Engine
from .opened import FORMAT, head_for
from .records import listed_documents, owner
from .rows import (
    PLACE_BITS,
    document_json,
    document_number,
    passage_row,
    weights,
    window_rows,
)
from .statistics import Head, read_head, write_head, write_statistics

# The mean length is taken over so many passages: another would change every weight.
_MEASURED = 1_000
# Documents are embedded together until they have so many passages.
_TOGETHER = 500


def load_entries(
    engine: Engine,
    entries: Iterable[Entry],
    *,
    making: Making,
    removed: Collection[str] = (),
    first: Callable[[], Iterable[Document]],
) -> Manifest:
    """Write documents into an engine, and take those `removed`, by id, out.

    `first` gives the documents that a new index starts with, the same for every worker: lengths
    are measured on them. Returns what was published last. Raises StoreUnavailable,
    IndexMismatch, DuplicateDocument.
    """
    recipe = recipe_of(making)
    engine.create(recipe.embedder.info.dimension)
    head = read_head(engine)
    if head is None:
        head = _new_head(recipe, first())
        write_head(engine, head)
    head_for(engine, recipe)
    held = {record.doc_id: number for number, record in listed_documents(engine).items()}
    # Those of this call too, so that two of one id are told before either is written.
    named = dict(held)
    written = set()
    for batch in _batches(entries, recipe):
        for one in batch:
            _require_own_id(one, held=named, removed=removed)
            named[one.entry.document.doc_id] = one.number
        _write(engine, batch, recipe=recipe, mean=head.mean)
        for one in batch:
            doc_id = one.entry.document.doc_id
            _list(engine, one, old=held.get(doc_id))
            held[doc_id] = one.number
            written.add(doc_id)
    for doc_id in sorted(held.keys() & set(removed) - written):
        _forget(engine, held[doc_id])
    return head.manifest


def publish_entries(engine: Engine, *, making: Making) -> Manifest:
    """Count what is loaded and let readers have it; no worker may be loading.

    Raises StoreUnavailable, IndexMismatch, NothingToIndex, DuplicateDocument.
    """
    recipe = recipe_of(making)
    head = head_for(engine, recipe)
    listed = listed_documents(engine)
    _require_distinct(listed.values())
    counted = count(engine, listed, making=making)
    if not counted.passages:
        raise NothingToIndex(
            f"nothing is loaded at {engine.uri}; load a file that holds paragraphs"
        )
    statistics = statistics_of(counted, recipe, making=making)
    name = write_statistics(engine, statistics)
    manifest = replace(
        head.manifest,
        documents=len(listed),
        passages=counted.passages,
        windows=counted.windows,
    )
    write_head(engine, replace(head, manifest=manifest, statistics=name))
    if head.statistics not in ("", name):
        texts.drop(engine, head.statistics)
    return manifest


@dataclass(frozen=True, slots=True)
class _Ready:
    """A document with its passages and its number."""

    entry: Entry
    passages: tuple[Passage, ...]
    number: int

    def numbers(self) -> list[int]:
        """The numbers of its passages."""
        return [(self.number << PLACE_BITS) | place for place in range(len(self.passages))]


def _new_head(recipe: Recipe, documents: Iterable[Document]) -> Head:
    passages = chain.from_iterable(split(each, recipe.options.split) for each in documents)
    some = islice(passages, _MEASURED)
    lengths = [len(recipe.segmenter.tokens(passage.index_text())) for passage in some]
    manifest = Manifest(
        format=FORMAT,
        model=recipe.embedder.info,
        late_model_sha256=recipe.late.info.sha256,
        dictionary_sha256=dictionary_sha256(),
        options=recipe.options,
        segments=(),
        documents=0,
        passages=0,
        windows=0,
        files={},
        sizes={},
    )
    return Head(manifest, max(float(np.mean(lengths or [1])), 1.0))


def _batches(entries: Iterable[Entry], recipe: Recipe) -> Iterator[list[_Ready]]:
    batch: list[_Ready] = []
    for entry in entries:
        passages = tuple(split(entry.document, recipe.options.split))
        batch.append(_Ready(entry, passages, document_number(entry.document)))
        if sum(len(one.passages) for one in batch) >= _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _require_own_id(one: _Ready, *, held: dict[str, int], removed: Collection[str]) -> None:
    document = one.entry.document
    if held.get(document.doc_id, one.number) != one.number and document.doc_id not in removed:
        raise DuplicateDocument(
            f"{document.source or document.title!r} and a document that is loaded are both called "
            f"{document.doc_id!r}; give one of them another id: load_document(path, doc_id=...)"
        )


def _write(engine: Engine, batch: Sequence[_Ready], *, recipe: Recipe, mean: float) -> None:
    """Write the rows of documents."""
    passages = [passage for one in batch for passage in one.passages]
    numbers = [key for one in batch for key in one.numbers()]
    options = recipe.options
    windows = passage_windows(passages, options.windows)
    vectors, table = embed_windows(
        passages, windows, embedder=recipe.embedder, weight=options.section_weight
    )
    late = build_late(passages, recipe.late)
    rows = []
    for place, (number, passage) in enumerate(zip(numbers, passages, strict=True)):
        terms = weights(recipe.segmenter.tokens(passage.index_text()), options, mean=mean)
        rows.append(passage_row(number, passage, terms=terms, late=late.of(np.array([place]))))
    engine.upsert("windows", window_rows(numbers, vectors=vectors, table=table))
    engine.upsert("passages", rows)


def _list(engine: Engine, one: _Ready, *, old: int | None) -> None:
    """Put a document on the list, in the place of its earlier text."""
    document = one.entry.document
    about = {
        "number": f"{one.number:x}",
        **{name: getattr(document, name) for name in _OF_DOCUMENT},
        "state": one.entry.state,
        "passages": len(one.passages),
    }
    if old not in (None, one.number):
        texts.drop(engine, owner(old))
    texts.put(engine, owner(one.number), text=document_json(document), about=about)
    if old not in (None, one.number):
        engine.remove(old)


_OF_DOCUMENT = [n for n in DocumentRecord.__dataclass_fields__ if n not in ("state", "passages")]


def _forget(engine: Engine, number: int) -> None:
    texts.drop(engine, owner(number))
    engine.remove(number)


def _require_distinct(records: Iterable[DocumentRecord]) -> None:
    sources: dict[str, str] = {}
    for record in records:
        if record.doc_id in sources:
            raise DuplicateDocument(
                f"{sources[record.doc_id]!r} and {record.source!r}, loaded by two workers, are "
                f"both called {record.doc_id!r}; give one another id in its sidecar TOML"
            )
        sources[record.doc_id] = record.source
