"""`baipishu build`: which files go into an index, and bringing it up to date with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import CorpusError, load_document, source_files
from index import (
    DocumentRecord,
    Entry,
    IndexMissing,
    Making,
    Manifest,
    NothingToIndex,
    load_embedder,
    read_contents,
    update_index,
)
from rag import Settings, glossary_of

from .errors import NothingRead, NothingToBuild
from .types import BuildReport

Tick = Callable[[int, int], None]

_NOTE = "SOURCE.md"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be built: files or folders to add, a model of its own, what happens to the rest.

    `prune` drops documents whose file is gone; `compact` merges all that the index holds.
    """

    paths: Sequence[Path] = ()
    model: str | None = None
    prune: bool = False
    compact: bool = False


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
    # An index may lie in a folder that it is made of; its own files are no sources.
    added = [p for p in source_files(wanted.paths) if not p.is_relative_to(index_dir.resolve())]
    if not added and not held:
        raise NothingToBuild(
            f"nothing to put into {index_dir}; name a file: baipishu build FILE --index {index_dir}"
        )
    chosen = recorded_model if settings.model == Settings().model else settings.model
    embedder = load_embedder(wanted.model or chosen, device=settings.device)
    making = Making(embedder, glossary_of(settings), settings.index)
    sources = _Sources(held, prune=wanted.prune)
    entries = sources.entries(added, tick=tick)
    try:
        manifest = update_index(
            entries, index_dir, making=making, removed=sources.removed, compact=wanted.compact
        )
    except NothingToIndex:
        if sources.skipped:
            raise NothingRead("; ".join(sources.skipped.values())) from None
        raise
    return sources.report(manifest)


class _Sources:
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

    def entries(self, added: Iterable[Path], *, tick: Tick) -> Iterator[Entry]:
        """The documents of files that are new or have changed, one at a time."""
        files = list(dict.fromkeys([*map(Path, self._held), *added]))
        sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
        done = 0
        for file, size in zip(files, sizes, strict=True):
            entry = self._entry(file, self._held.get(str(file)))
            done += size
            tick(done, sum(sizes))
            if entry is not None:
                yield entry

    def _entry(self, file: Path, record: DocumentRecord | None) -> Entry | None:
        if record and not file.is_file():
            if self._prune:
                self.removed.add(record.doc_id)
                self._pruned.append(record.doc_id)
            return None
        try:
            state = _state(file)
            if record and record.state == state:
                self._unchanged += 1
                return None
            return self._read(file, record, state=state)
        except (CorpusError, OSError) as error:
            self.skipped[str(file)] = str(error)
            return None

    def _read(self, file: Path, record: DocumentRecord | None, *, state: str) -> Entry | None:
        document = load_document(file)
        own = record.doc_id if record else None
        same = self._texts.get(document.sha256)
        if same is not None and same != own:
            self._duplicates[str(file)] = same
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


def _state(file: Path) -> str:
    """The sha256 of a file together with the note beside it, which may give its title and date.

    "" where it cannot be read: whoever loads it will say why.
    """
    try:
        digest = hashlib.sha256(file.read_bytes())
        note = file.parent / _NOTE
        if note.is_file():
            digest.update(note.read_bytes())
    except OSError:
        return ""
    return digest.hexdigest()
