"""`baipishu build`: which files go into an index, and bringing it up to date with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import CorpusError, Skipped, Source, load_document, walk
from index import (
    DocumentRecord,
    Entry,
    IndexMissing,
    Making,
    Manifest,
    NothingToIndex,
    load_embedder,
    near_copies,
    read_contents,
    update_index,
)
from rag import Settings, glossary_of

from .errors import NothingRead, NothingToBuild
from .types import BuildReport

Tick = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be built: files or folders to add, a model of its own, what happens to the rest.

    `prune` drops documents whose file is gone; `compact` merges all that the index holds. Of a
    `shard`, (2, 8), only the second eighth of the files is read; what is loaded is published
    when all files were read or `finalize` asks for it.
    """

    paths: Sequence[Path] = ()
    model: str | None = None
    prune: bool = False
    compact: bool = False
    shard: tuple[int, int] | None = None
    finalize: bool = False


def build(
    wanted: Wanted, index_dir: Path, *, settings: Settings, tick: Tick = lambda done, total: None
) -> BuildReport:
    """Add the files of `paths` to an index, read again those it holds that changed, publish it.

    A recorded file that is gone stays as it was indexed, or is dropped with `prune`. A file that
    cannot be read is named in the report and left as it was. The index keeps its model unless one
    is named. `tick` is told how many bytes of how many have been read.
    """
    try:
        old, documents = read_contents(index_dir)
        held, recorded_model = list(documents.records()), old.model.name
    except IndexMissing:
        old, held, recorded_model = None, [], settings.model
    if not wanted.paths and not held:
        raise NothingToBuild(
            f"nothing to put into {index_dir}; name a file: baipishu build FILE --index {index_dir}"
        )
    sources = Sources(held, prune=wanted.prune)
    # An index may lie in a folder that it is made of; its own files are no sources.
    found = list(walk([*sources.recorded(), *wanted.paths], exclude=[index_dir]))
    making = making_of(wanted, settings, recorded=recorded_model)
    entries = sources.entries(found, tick=tick)
    try:
        manifest = update_index(
            entries, index_dir, making=making, removed=sources.removed, compact=wanted.compact
        )
    except NothingToIndex:
        if sources.skipped:
            raise NothingRead("; ".join(sources.skipped.values())) from None
        raise
    report = sources.report(manifest)
    return replace(report, near=near_copies(index_dir, {*report.added, *report.updated}))


def making_of(wanted: Wanted, settings: Settings, *, recorded: str) -> Making:
    """How documents are indexed: by the model named, else by the one that the index has."""
    chosen = recorded if settings.model == Settings().model else settings.model
    embedder = load_embedder(wanted.model or chosen, device=settings.device)
    return Making(embedder, glossary_of(settings), settings.index)


class Sources:
    """Reads what is new or has changed, and keeps account of all files."""

    def __init__(self, held: Sequence[DocumentRecord], *, prune: bool) -> None:
        self.removed: set[str] = set()
        self._held = {record.source: record for record in held if record.source}
        self._ids = {record.doc_id for record in held}
        self._texts = {record.sha256: record.doc_id for record in held}
        self._prune = prune
        self._added: list[str] = []
        self._updated: list[str] = []
        self._pruned: list[str] = []
        self._unchanged = 0
        self._duplicates: dict[str, str] = {}
        self.skipped: dict[str, str] = {}

    def recorded(self) -> list[Path]:
        """The files that the index was made of and that are there; the others are dropped or kept.

        A document that never was a file has none.
        """
        there = [Path(source) for source in self._held if Path(source).is_file()]
        if self._prune:
            gone = self._held.keys() - set(map(str, there))
            self._pruned = sorted(self._held[source].doc_id for source in gone)
            self.removed.update(self._pruned)
        return there

    def entries(self, found: Sequence[Source | Skipped], *, tick: Tick) -> Iterator[Entry]:
        """The documents of files that are new or have changed, one at a time."""
        total = sum(one.size for one in found if isinstance(one, Source))
        done = 0
        for one in found:
            entry = self._entry(one)
            done += one.size if isinstance(one, Source) else 0
            tick(done, total)
            if entry is not None:
                yield entry

    def _entry(self, found: Source | Skipped) -> Entry | None:
        if isinstance(found, Skipped):
            self.skipped[str(found.path)] = found.reason
            return None
        record = self._held.get(str(found.path))
        state = found.sha256 + found.note_sha256
        if record and record.state == state:
            self._unchanged += 1
            return None
        try:
            return self._read(found, record, state=state)
        except CorpusError as error:
            self.skipped[str(found.path)] = str(error)
            return None

    def _read(self, found: Source, record: DocumentRecord | None, *, state: str) -> Entry | None:
        # Of a file that has changed since it was hashed the state would not be that of its text.
        document = load_document(found)
        own = record.doc_id if record else None
        same = self._texts.get(document.sha256)
        if same is not None and same != own:
            self._duplicates[str(found.path)] = same
            return None
        if document.doc_id != own and document.doc_id in self._ids:
            # Two files of one name: the first keeps its id, the other's ends in its path's digest.
            digest = hashlib.sha256(document.source.encode()).hexdigest()[:6]
            document = replace(document, doc_id=f"{document.doc_id}-{digest}")
        if own is not None:
            self.removed.add(own)
        (self._updated if record else self._added).append(document.doc_id)
        self._ids.add(document.doc_id)
        self._texts[document.sha256] = document.doc_id
        return Entry(document, state)

    def report(self, manifest: Manifest) -> BuildReport:
        """What became of the files."""
        return BuildReport(
            manifest=manifest,
            added=tuple(self._added),
            updated=tuple(self._updated),
            pruned=tuple(self._pruned),
            unchanged=self._unchanged,
            duplicates=self._duplicates,
            skipped=self.skipped,
        )
