"""Paths to the files that can be documents, one at a time, with what has to be left out and why.

Nothing is opened but to be hashed, and the notes on files: reading is left to load.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .errors import CorpusError, MissingSourceError
from .files import fingerprint
from .ingest import require_supported
from .names import shown
from .note import is_note, read_note
from .types import Skipped, Source

_UNREADABLE = "{} cannot be read ({}): check its permissions (ls -ld) and the path"


def walk(paths: Iterable[Path], *, exclude: Iterable[Path] = ()) -> Iterator[Source | Skipped]:
    """The files that `paths` name, folders searched through, sorted within a folder, each once.

    Links are followed, each folder is entered once. Hidden files and the notes that describe
    others are passed over, as is what lies in `exclude`. MissingSourceError for a path that is
    not there comes before the first file.
    """
    roots = [Path(path) for path in paths]
    for root in roots:
        if not os.path.lexists(root):
            raise MissingSourceError(f"{shown(root)} does not exist: check the path")
    seen = {Path(os.path.realpath(path)) for path in exclude}
    for root in roots:
        for path in _files(root, seen):
            yield path if isinstance(path, Skipped) else _source(path)


def _files(root: Path, seen: set[Path]) -> Iterator[Path | Skipped]:
    """The files of a folder and those below it; a file stands for itself."""
    # Unlike Path.resolve this takes a link that leads to itself.
    path = Path(os.path.realpath(root))
    if path in seen:
        return
    seen.add(path)
    if not os.path.isdir(path):
        yield path
        return
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        yield Skipped(path, _UNREADABLE.format(shown(path), error.strerror))
        return
    for name in names:
        if not name.startswith((".", "~$")) and not is_note(path / name):
            yield from _files(path / name, seen)


def _source(path: Path) -> Source | Skipped:
    try:
        require_supported(path)
        digest, size = fingerprint(path)
        note = read_note(path).digest()
    except CorpusError as error:
        return Skipped(path, str(error))
    return Source(path, digest, size, note)
