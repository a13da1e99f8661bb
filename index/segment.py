"""A segment: documents with their three views in one folder, which never changes once it is made.

records.db                       documents, sections, passages
tokens.bin, postings-*.npy       the lexical view
windows.npy, dense.faiss or      the dense view: few rows, exact;
rows-*.npy, codes.faiss          many rows, in bytes with codes
late-*.npy                       the late view
words.*                          the words by which text was cut
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from corpus import Passage, split

from .dense import (
    DenseSegment,
    embed_windows,
    read_dense,
    read_windows,
    recall_of,
    segment_of,
    write_dense,
)
from .embed import StaticEmbedder
from .late import build_late, merge_late, read_late, write_late
from .likeness import signature_of
from .postings import Postings, build_postings, merge_postings, read_postings, write_postings
from .protocols import Embedder
from .records import Records, RecordsWriter
from .rows import EXACT_ROWS, is_packed, read_rows, write_codes
from .store import RECORDS_FILE
from .text import Segmenter
from .types import Entry, IndexOptions, LateArrays, Mask, SegmentRecord, Table, Vectors
from .windows import passage_windows
from .words import write_words

_BLOCK = 20_000
# A segment of so few passages keeps the words that occur in it, a larger one the dictionary.
OWN_WORDS = 5_000
_COPY = """
INSERT INTO documents SELECT k.new, doc_id, title, issuer, as_of, sha256, source, state,
    d.first + k.shift, passages, origin, licence, signature, blocks, text
    FROM part.documents d JOIN kept k ON k.old = d.number ORDER BY d.number;
INSERT INTO sections SELECT k.new, ordinal, path, start, body, "end", page, page_exact
    FROM part.sections s JOIN kept k ON k.old = s.document ORDER BY k.new, ordinal;
INSERT INTO passages SELECT p.number + k.shift, k.new, section, paragraph, kind, start, "end",
    lead, checksum, text
    FROM part.passages p JOIN kept k ON k.old = p.document ORDER BY p.number;
DELETE FROM kept;
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What passages are made into a segment with; `terms` are words of the user's own.

    With `signs` documents are signed, to be compared with others.
    """

    embedder: Embedder
    late: StaticEmbedder
    segmenter: Segmenter
    options: IndexOptions
    terms: tuple[str, ...] = ()
    signs: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment whose files are open; arrays are mapped and read when used."""

    records: Records
    postings: Postings
    late: LateArrays
    dense: DenseSegment


def write_part(
    entries: Sequence[Entry], folder: Path, *, recipe: Recipe, pack: bool = False
) -> int:
    """Write documents as a segment without words and codes; return how many passages it has."""
    options = recipe.options
    writer = RecordsWriter(folder)
    passages: list[Passage] = []
    for entry in entries:
        own = split(entry.document, options.split)
        signature = signature_of(entry.document.text) if recipe.signs else b""
        writer.add(entry, own, signature=signature)
        passages += own
    writer.close()
    segmenter = recipe.segmenter
    write_postings(build_postings(segmenter.tokens(p.index_text()) for p in passages), folder)
    write_late(build_late(passages, recipe.late), folder)
    windows = passage_windows(passages, options.windows)
    vectors, table = embed_windows(
        passages, windows, embedder=recipe.embedder, weight=options.section_weight
    )
    write_dense([vectors], table, folder=folder, pack=pack)
    return len(passages)


def merge_parts(
    parts: Sequence[Path], folder: Path, *, removed: Sequence[Collection[int]] = ()
) -> None:
    """Write several segments as one, in order, without the documents removed from each."""
    gone = removed or [()] * len(parts)
    kept = [_kept(part, numbers) for part, numbers in zip(parts, gone, strict=True)]
    _merge_records(parts, folder, removed=gone)
    write_postings(merge_postings([read_postings(part) for part in parts], kept), folder)
    write_late(merge_late([read_late(part) for part in parts], kept), folder)
    tables = [read_windows(part) for part in parts]
    chosen = [keep[table[:, 0]] for table, keep in zip(tables, kept, strict=True)]
    rows = (
        block for part, mask in zip(parts, chosen, strict=True) for block in _blocks(part, mask)
    )
    count = sum(int(mask.sum()) for mask in chosen)
    write_dense(rows, _renumbered(tables, kept), folder=folder, pack=count > EXACT_ROWS)


def finish(folder: Path, segmenter: Segmenter, *, terms: Iterable[str] = ()) -> SegmentRecord:
    """Add words and codes to a written segment; `terms` are words to keep beside its own."""
    records = Records(folder)
    if records.passages <= OWN_WORDS:
        texts = (passage.index_text() for passage in records.all_passages())
        segmenter = segmenter.restricted_to(chain(texts, terms))
    write_words(segmenter, folder)
    windows = read_windows(folder)
    recall = 1.0
    if is_packed(folder):
        recall = recall_of(segment_of(write_codes(folder), windows))
    return SegmentRecord(folder.name, records.documents, records.passages, len(windows), recall)


def open_segment(folder: Path) -> Segment:
    """Open the files of a finished segment."""
    return Segment(Records(folder), read_postings(folder), read_late(folder), read_dense(folder))


def _kept(part: Path, removed: Collection[int]) -> Mask:
    """Which passages of a part stay."""
    records = Records(part)
    kept = np.ones(records.passages, dtype=bool)
    for number in removed:
        kept[slice(*records.span(number))] = False
    return kept


def _merge_records(
    parts: Sequence[Path], folder: Path, *, removed: Sequence[Collection[int]]
) -> None:
    RecordsWriter(folder).close()
    with closing(sqlite3.connect(folder / RECORDS_FILE)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.execute("CREATE TEMP TABLE kept (old INTEGER PRIMARY KEY, new, shift)")
        documents = passages = 0
        for part, gone in zip(parts, removed, strict=True):
            connection.execute("ATTACH ? AS part", (str(part / RECORDS_FILE),))
            spans = connection.execute(
                "SELECT number, first, passages FROM part.documents ORDER BY number"
            ).fetchall()
            rows = []
            for number, first, count in spans:
                if number not in gone:
                    rows.append((number, documents, passages - first))
                    documents, passages = documents + 1, passages + count
            connection.executemany("INSERT INTO kept VALUES (?, ?, ?)", rows)
            connection.executescript(_COPY)
            connection.commit()
            connection.execute("DETACH part")


def _renumbered(tables: Sequence[Table], kept: Sequence[Mask]) -> Table:
    """The windows of the passages kept, numbered on."""
    merged, base = [], 0
    for table, keep in zip(tables, kept, strict=True):
        numbers = (np.cumsum(keep) - 1 + base).astype(np.int32)
        chosen = np.array(table[keep[table[:, 0]]])
        chosen[:, 0] = numbers[chosen[:, 0]]
        merged.append(chosen)
        base += int(keep.sum())
    return np.concatenate(merged)


def _blocks(part: Path, mask: Mask) -> Iterator[Vectors]:
    rows = read_rows(part, searched=False)
    places = np.flatnonzero(mask)
    for at in range(0, len(places), _BLOCK):
        yield rows.vectors(places[at : at + _BLOCK])
