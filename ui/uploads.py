"""Documents that readers of the page add: kept in the user's data folder, put into an index of it.

A file's name and bytes are a stranger's. It is read before it comes near the index, and the index
changes whole or not at all; the shipped report's own index is never touched.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

from corpus import load_document, require_supported, shipped_report
from index import Entry, IndexDamaged, IndexMismatch, update_index
from rag import Assistant, Settings, Titled

from .building import Wanted, build, making_of
from .data import data_folder
from .errors import NothingRead
from .held import Held

_LOG = logging.getLogger(__name__)

LARGEST_UPLOAD = 64 * 1024**2
"""In bytes; a scan with pictures is larger, and is not read anyway."""

Stage = Literal["reading", "indexing"]

# What a path is made of, and what some file system does not take.
_UNFIT = frozenset('<>:"/\\|?*')
# In characters, of three bytes or four; names have room for 255 bytes.
_LONGEST_STEM, _LONGEST_SUFFIX = 50, 10
# Such a file would describe others instead of being a document.
_NOTE = "source"


@dataclass(frozen=True, slots=True)
class Added:
    """What a file became; `is_new` is False where its text was here before."""

    document: Titled
    is_new: bool


class Uploads:
    """Adds files to an index, one at a time, and has the page answer from the result."""

    def __init__(self, held: Held, folder: Path, *, index_dir: Path) -> None:
        """Take what is served, where files are kept, and the index that they go into."""
        self.held = held
        self._folder = folder
        self._index_dir = index_dir
        self._one_at_a_time = Lock()

    @contextmanager
    def place(self, name: str) -> Iterator[Path]:
        """A path to write a file of this name to, which is gone afterwards."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="incoming-", dir=self._folder) as room:
            yield Path(room) / safe_name(name)

    def add(self, file: Path) -> Iterator[Stage | Added]:
        """Say what is being done with a file, and in the end what it became.

        Raises CorpusError where it cannot be read, else the errors of `build`; the index is then
        as it was.
        """
        yield "reading"
        require_supported(file)
        load_document(file)
        yield "indexing"
        with self._one_at_a_time:
            yield self._indexed(file)

    def _indexed(self, file: Path) -> Added:
        """Keep the file by its content, so that nobody replaces another's of the same name."""
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:16]
        kept = self._folder / "files" / digest / file.name
        is_new = not kept.exists()
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, kept)
        try:
            return self._built(kept)
        except BaseException:
            if is_new:
                shutil.rmtree(kept.parent)
            raise

    def _built(self, kept: Path) -> Added:
        settings = self.held.now.settings
        if not (self._index_dir / "CURRENT").exists():
            _begin(self._index_dir, settings)
        report = build(Wanted([kept]), self._index_dir, settings=settings)
        name = str(kept.resolve())
        if name in report.skipped:
            raise NothingRead(report.skipped[name])
        assistant = Assistant.open(self._index_dir, settings)
        self.held.exchange(assistant)
        same = report.duplicates.get(name)
        doc_id = same or next(r.doc_id for r in assistant.documents.records() if r.source == name)
        (entry,) = assistant.catalogue.named([doc_id])
        return Added(entry, is_new=doc_id in report.added)


def safe_name(name: str) -> str:
    """A file name that leads nowhere else, from whatever a browser sent as one."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = "".join(map(_fit, last)).rpartition(".")
    stem, suffix = (stem, suffix) if dot else (suffix, "")
    stem = stem.strip(" .~$")[:_LONGEST_STEM] or "document"
    if stem.casefold() == _NOTE:
        stem = f"{stem}-1"
    return f"{stem}.{suffix[:_LONGEST_SUFFIX].lower()}" if suffix else stem


def _fit(character: str) -> str:
    # Category C: control characters, marks that turn the direction round, half of a pair.
    unfit = character in _UNFIT or unicodedata.category(character).startswith("C")
    return "_" if unfit else character


def folder_for(index: Path | None) -> Path:
    """Where what readers add to an index is kept; None is the shipped report's."""
    name = "report" if index is None else hashlib.sha256(str(index.resolve()).encode()).hexdigest()
    return data_folder() / "uploads" / name[:16]


def open_uploads(index: Path | None, settings: Settings) -> Uploads:
    """Open what readers may add to, with what they have added before.

    Without an index that is one of its own, which begins with the shipped report. Raises the errors
    of `Assistant.open`.
    """
    folder = folder_for(index)
    index_dir = index or folder / "index"
    assistant = (
        Assistant.open(index, settings) if index else _own(folder, index_dir, settings=settings)
    )
    return Uploads(Held(assistant), folder, index_dir=index_dir)


def _own(folder: Path, index_dir: Path, *, settings: Settings) -> Assistant:
    """The report with what was added to it, made anew from the files where the index is unfit."""
    if not (index_dir / "CURRENT").exists():
        return Assistant.open(None, settings)
    try:
        return Assistant.open(index_dir, settings)
    except (IndexDamaged, IndexMismatch) as error:
        _LOG.warning("%s; making the index of the documents added anew …", error)
    shutil.rmtree(index_dir)
    _begin(index_dir, settings)
    build(Wanted([folder / "files"]), index_dir, settings=settings)
    return Assistant.open(index_dir, settings)


def _begin(index_dir: Path, settings: Settings) -> None:
    """An index of the shipped report alone."""
    making = making_of(Wanted(), settings, recorded=settings.model)
    update_index([Entry(shipped_report())], index_dir, making=making)
