"""The index on disk: plain files in a folder of their own, found through one small pointer.

    DIR/CURRENT                  the name of the folder in use
    DIR/v-0123456789ab/manifest.json   what the index was made with; a sha256 for every other file
    DIR/v-0123456789ab/documents/…     each text, byte for byte, numbered as in documents.json
    DIR/v-0123456789ab/…               passages, FAISS rows, BM25 matrix, late-interaction arrays

A new index is written beside the old one, synced, and only then pointed to with `os.replace`: a
reader sees the old index or the new one, whole. The folder before the current one is kept for
readers that are still opening it. A folder's name is taken from its manifest's sha256, so the
manifest vouches for the files and the name for the manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from .errors import IndexDamaged, IndexMismatch, IndexMissing, IndexNotWritable
from .manifest import manifest_bytes, parse_manifest
from .types import Manifest

FORMAT = 2
"""Raised whenever files of an older index can no longer be read."""

_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
# The folder is left as it is: what else it holds may be worth having.
_ANEW = "index its files in another folder: baipishu build FILE --index NEW_DIR"
_PARTIAL = "partial-"
# No build takes a day: a folder this old was left by one that was killed.
_ABANDONED_S = 86_400
_VERSION = re.compile(r"v-[0-9a-f]{12}")
# What an index holds of its sources; everything else can be made from it again.
_HELD = ("documents", "documents.json")


@contextmanager
def new_version(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder to write into; it is removed again unless `publish` took it.

    Raises IndexNotWritable where nothing can be written.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=index_dir))
    except OSError as error:
        raise not_writable(index_dir, error) from error
    try:
        yield folder
    except OSError as error:
        raise not_writable(index_dir, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, manifest: Manifest, *, index_dir: Path) -> None:
    """Make a written folder the current index, atomically, and drop all but the one before it."""
    payload = manifest_bytes(manifest)
    (folder / _MANIFEST).write_bytes(payload)
    for path in [*folder.rglob("*"), folder]:
        _sync(path)
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
    return name.partition("/")[0] in _HELD


def verify_files(
    folder: Path, manifest: Manifest, *, only: Callable[[str], bool] | None = None
) -> None:
    """Hash the files against the manifest; raises IndexDamaged naming the first that differs."""
    for name, expected in manifest.files.items():
        if only is not None and not only(name):
            continue
        try:
            actual = sha256_of(folder / name)
        except OSError as error:
            raise damaged(folder / name) from error
        if actual != expected:
            raise damaged(folder / name)


def hash_files(folder: Path) -> dict[str, str]:
    """Names, relative and sorted, and sha256 of every file of a version."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in paths}


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def rebuild_hint(folder: Path) -> str:
    """The command that makes the index of a version anew."""
    return f"build it again: baipishu build --index {folder.parent}"


def damaged(path: Path) -> IndexDamaged:
    """The error for a file that is truncated, changed or gone."""
    in_documents = path.parent.name in _HELD
    lost = in_documents or path.name in (_MANIFEST, *_HELD)
    folder = path.parent.parent if in_documents else path.parent
    return IndexDamaged(f"{path} is damaged or gone; {_ANEW if lost else rebuild_hint(folder)}")


def not_writable(index_dir: Path, error: OSError) -> IndexNotWritable:
    """The error for a folder that cannot be written."""
    return IndexNotWritable(
        f"cannot write the index to {index_dir} ({error.strerror or error}); choose another folder "
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
        verify_files(folder, read_manifest(folder))
        return True
    return False


def _superfluous(index_dir: Path, *, kept: set[str | None]) -> Iterator[Path]:
    """Versions that no reader needs, and what killed builds have left."""
    yield from (path for path in index_dir.glob("v-*") if path.name not in kept)
    for path in index_dir.glob(f"{_PARTIAL}*"):
        with suppress(OSError):
            if time() - path.stat().st_mtime > _ABANDONED_S:
                yield path


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
    pointer = index_dir / f"{_PARTIAL}{name}"
    pointer.write_text(name + "\n", encoding="utf-8")
    _sync(pointer)
    try:
        os.replace(pointer, index_dir / _CURRENT)
    finally:
        pointer.unlink(missing_ok=True)
    _sync(index_dir)


def _sync(path: Path) -> None:
    # Windows cannot open a folder to sync it; there the rename alone has to do.
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
