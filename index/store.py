"""The index on disk: plain files in a folder of their own, found through one small pointer.

    DIR/CURRENT                  the name of the folder in use
    DIR/v-0123456789ab/manifest.json   what the index was made with; a sha256 for every other file
    DIR/v-0123456789ab/s-0001/…        a segment: see `segment`
    DIR/v-0123456789ab/…               glossary and its phrases

A new index is written beside the old one, synced, and only then pointed to with `os.replace`: a
reader sees the old index or the new one, whole. Segments that stay are hard links, so a version
costs what is new in it. The folder before the current one is kept for readers that are still
opening it. A folder's name is taken from its manifest's sha256, so the manifest vouches for the
files and the name for the manifest. Small files, and those read whole, are hashed when an index is
opened; of large ones, which are mapped, the size is compared, and what is read of the texts is held
against a checksum of its own (see `records`); a build and `baipishu doctor --verify` hash all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from .errors import IndexDamaged, IndexMismatch, IndexMissing, IndexNotWritable
from .manifest import manifest_bytes, parse_manifest
from .types import Manifest

FORMAT = 4
"""Raised whenever files of an older index can no longer be read."""

_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
# The folder is left as it is: what else it holds may be worth having.
_ANEW = "index its files in another folder: baipishu build FILE --index NEW_DIR"
RECORDS_FILE = "records.db"
"""What holds the texts of a segment; all else can be made again from it."""

PARTIAL = "partial-"
"""How the names of folders and files begin that are not published yet."""

_VERSION = re.compile(r"v-[0-9a-f]{12}")
_SEGMENT = re.compile(r"[sp]-[0-9a-f]+")
# Files up to this size are hashed whenever an index is opened, the shipped report's all.
_SMALL = 1 << 24
# These are read to the end when an index is opened, so that hashing them costs little.
_READ_WHOLE = ".faiss"


def publish(folder: Path, manifest: Manifest, *, index_dir: Path) -> None:
    """Make a written folder the current index, atomically, and drop all but the one before it."""
    payload = manifest_bytes(manifest)
    (folder / _MANIFEST).write_bytes(payload)
    sync_all(folder)
    name = _version_name(payload)
    previous = _current_name(index_dir)
    _put_in_place(folder, index_dir / name)
    if name == previous:
        return
    _point_to(index_dir, name)
    for path in _superfluous(index_dir, kept={name, previous}):
        shutil.rmtree(path, ignore_errors=True)


def current_version(index_dir: Path) -> Path:
    """The folder in use; raises IndexMissing."""
    name = _current_name(index_dir)
    if name is None:
        raise IndexMissing(
            f"there is no index in {index_dir}; make one: baipishu build FILE --index {index_dir}"
        )
    if _VERSION.fullmatch(name) and (index_dir / name).is_dir():
        return index_dir / name
    if _current_name(index_dir) != name:
        # A rebuild has replaced it in the meantime.
        return current_version(index_dir)
    raise IndexDamaged(f"{index_dir / _CURRENT} is damaged, or the folder it names gone; {_ANEW}")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of one version; raises IndexDamaged, or IndexMismatch on a newer format."""
    path = folder / _MANIFEST
    try:
        payload = path.read_bytes()
        raw = json.loads(payload)
        if raw["format"] != FORMAT:
            raise IndexMismatch(
                f"the index in {folder.parent} has format {raw['format']}, this program reads "
                f"format {FORMAT}; {_ANEW}"
            )
        manifest = parse_manifest(raw)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise damaged(path) from error
    if folder.name != _version_name(payload):
        raise damaged(path)
    return manifest


def held(name: str) -> bool:
    """Whether a file of an index holds what its sources said, and so cannot be made again."""
    return name.rpartition("/")[2] == RECORDS_FILE


def verify_files(folder: Path, manifest: Manifest, *, thoroughly: bool = False) -> None:
    """Hold the files against the manifest; raises IndexDamaged naming the first that differs.

    Large files are hashed only where that is done `thoroughly`.
    """
    for name in manifest.files:
        if not is_intact(folder, name, manifest=manifest, thoroughly=thoroughly):
            raise damaged(folder / name)


def is_intact(folder: Path, name: str, *, manifest: Manifest, thoroughly: bool) -> bool:
    """Whether a file is as it was written, by its size and, unless it is large, its sha256."""
    try:
        size = (folder / name).stat().st_size
        if size != manifest.sizes[name]:
            return False
        hashed = thoroughly or size <= _SMALL or name.endswith(_READ_WHOLE)
        return not hashed or sha256_of(folder / name) == manifest.files[name]
    except OSError:
        return False


def hash_files(folder: Path, *, known: Mapping[str, str]) -> dict[str, str]:
    """Names, relative and sorted, and sha256 of every file of a version, where not known."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: known.get(name) or sha256_of(path) for name, path in names.items()}


def sizes_of(folder: Path) -> dict[str, int]:
    """Names, relative and sorted, and bytes of every file of a version."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in paths}


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def rebuild_hint(folder: Path) -> str:
    """The command that makes the index of a version anew."""
    return f"build it again: baipishu build --index {folder.parent}"


def damaged(path: Path) -> IndexDamaged:
    """The error for a file that is truncated, changed or gone."""
    lost = path.name in (_MANIFEST, RECORDS_FILE)
    folder = next(each for each in path.parents if not _SEGMENT.fullmatch(each.name))
    return IndexDamaged(f"{path} is damaged or gone; {_ANEW if lost else rebuild_hint(folder)}")


def not_writable(index_dir: Path, error: OSError | sqlite3.Error) -> IndexNotWritable:
    """The error for a folder that cannot be written."""
    reason = getattr(error, "strerror", None) or error
    return IndexNotWritable(
        f"cannot write the index to {index_dir} ({reason}); choose another folder "
        "with --index DIR, or set BAIPISHU_CACHE_DIR"
    )


def _version_name(payload: bytes) -> str:
    return f"v-{hashlib.sha256(payload).hexdigest()[:12]}"


def _put_in_place(folder: Path, version: Path) -> None:
    try:
        os.replace(folder, version)
    except OSError:
        # The same version may be there already: readers of it shall not notice, unless damaged.
        if not version.is_dir():
            raise
        if not _is_whole(version):
            shutil.rmtree(version)
            os.replace(folder, version)


def _is_whole(folder: Path) -> bool:
    with suppress(IndexDamaged, IndexMismatch):
        verify_files(folder, read_manifest(folder), thoroughly=True)
        return True
    return False


def _superfluous(index_dir: Path, *, kept: set[str | None]) -> Iterator[Path]:
    """Versions that no reader needs."""
    return (path for path in index_dir.glob("v-*") if path.name not in kept)


def _current_name(index_dir: Path) -> str | None:
    """What the pointer says, right or wrong; None where there is none."""
    pointer = index_dir / _CURRENT
    try:
        return pointer.read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        reason = error.strerror or error
        raise IndexDamaged(
            f"{pointer} cannot be read ({reason}); check its permissions (ls -l)"
        ) from error


def _point_to(index_dir: Path, name: str) -> None:
    pointer = index_dir / f"{PARTIAL}{name}"
    pointer.write_text(name + "\n", encoding="utf-8")
    _sync(pointer)
    try:
        os.replace(pointer, index_dir / _CURRENT)
    finally:
        pointer.unlink(missing_ok=True)
    _sync(index_dir)


def sync_all(folder: Path) -> None:
    """Have the disk keep a folder and all that is in it."""
    for path in [*folder.rglob("*"), folder]:
        _sync(path)


def _sync(path: Path) -> None:
    # Windows cannot open a folder to sync it; there the rename alone has to do.
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
