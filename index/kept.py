"""What the next version of an index keeps of the one before: segments, as they are or merged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .holdings import Documents
from .records import Records
from .segment import merge_parts
from .store import damaged, held, is_intact
from .types import Entry, Manifest, SegmentRecord

# Segments of so few passages are merged with new ones; it takes seconds.
_SMALL = 5_000
# More segments than this slow a query down.
_MOST_SEGMENTS = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment of the current version, and the sha256 of its files."""

    folder: Path
    record: SegmentRecord
    files: dict[str, str]

    def without(self, doc_ids: Collection[str]) -> Kept:
        """The same without the documents of these ids."""
        records = Records(self.folder)
        found = (records.number_of(doc_id) for doc_id in doc_ids)
        numbers = {number for number in found if number is not None}
        gone = tuple(sorted({*self.record.removed, *numbers}))
        return replace(self, record=replace(self.record, removed=gone))

    def entries(self) -> Iterator[Entry]:
        """Its documents, to be indexed again."""
        records = Records(self.folder)
        for number, record in records.records():
            if number not in self.record.removed:
                yield Entry(records.document(number), record.state)


def segments_of(version: Path, manifest: Manifest) -> tuple[list[Kept], list[Kept]]:
    """The segments of a version that are whole, and those with a damaged view.

    Raises IndexDamaged where documents are damaged: nothing can make those again.
    """
    whole: list[Kept] = []
    broken: list[Kept] = []
    for record in manifest.segments:
        files = {n: s for n, s in manifest.files.items() if n.startswith(f"{record.name}/")}
        bad = [n for n in files if not is_intact(version, n, manifest=manifest, thoroughly=True)]
        for name in filter(held, bad):
            raise damaged(version / name)
        (broken if bad else whole).append(Kept(version / record.name, record, files))
    return whole, broken


def documents_in(segments: Sequence[Kept]) -> Documents:
    """The documents of segments."""
    removed = [one.record.removed for one in segments]
    return Documents([Records(one.folder) for one in segments], removed)


def shared_out(
    kept: Sequence[Kept], adding: bool, *, compact: bool
) -> tuple[list[Kept], list[Kept]]:
    """The segments that stay, and those that are merged with what is new, in order.

    One whose documents are all removed is neither.
    """
    kept = [one for one in kept if len(one.record.removed) < one.record.documents]
    if compact:
        return [], list(kept)
    small = [one for one in kept if one.record.passages <= _SMALL]
    merged = small if adding or any(one.record.removed for one in small) else []
    if len(kept) - len(merged) >= _MOST_SEGMENTS:
        return [], list(kept)
    return [one for one in kept if one not in merged], merged


def merge(merged: Sequence[Kept], parts: Sequence[Path], *, target: Path) -> None:
    """Write segments and new parts as one segment; a single part becomes it."""
    if not merged and len(parts) == 1:
        parts[0].rename(target)
        return
    target.mkdir()
    folders = [*(one.folder for one in merged), *parts]
    gone = [*(one.record.removed for one in merged), *(() for _ in parts)]
    merge_parts(folders, target, removed=gone)
