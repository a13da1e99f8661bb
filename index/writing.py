"""Writing a new version of an index: one build at a time; one that failed leaves nothing behind.

One that was interrupted leaves the parts that it had finished, for the next to go on with.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import IndexBusy
from .store import PARTIAL, not_writable

_LOCK = ".lock"
_FINISHED = "unfinished"
# A build of the shipped report takes less: whoever asks meanwhile had better wait for it.
_WAIT_S = 20


@contextmanager
def new_version(index_dir: Path) -> Iterator[Path]:
    """Give an empty folder to write into; it is removed again unless `publish` took it.

    Raises IndexBusy while another build writes there, IndexNotWritable where nothing can be
    written. What a killed build has left is removed first, but for its finished parts: those are
    removed in the end, whether they were of use or not.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(index_dir):
            for path in index_dir.glob(f"{PARTIAL}*"):
                _remove(path)
            folder = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=index_dir))
            try:
                yield folder
            except KeyboardInterrupt:
                _keep_finished(parts_of(folder))
                raise
            except Exception:
                _remove(parts_of(folder))
                raise
            else:
                _remove(parts_of(folder))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise not_writable(index_dir, error) from error
    finally:
        _leave_nothing(index_dir)


def parts_of(folder: Path) -> Path:
    """Where the finished parts of a version lie while it is written."""
    return folder.with_name(_FINISHED)


@contextmanager
def _locked(index_dir: Path) -> Iterator[None]:
    # Imported here, for a question takes no lock.
    from filelock import FileLock, Timeout

    lock = FileLock(index_dir / _LOCK, timeout=_WAIT_S)
    try:
        lock.acquire()
    except Timeout:
        raise IndexBusy(
            f"another build is writing to {index_dir}; wait for it to end, then run this again"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _keep_finished(parts: Path) -> None:
    """Remove the parts that were in hand, and the folder if there are no others."""
    for path in parts.glob(f"{PARTIAL}*"):
        _remove(path)
    with suppress(OSError):
        parts.rmdir()


def _leave_nothing(index_dir: Path) -> None:
    """Remove the folder of an index that never came to be, if there is nothing else in it."""
    with suppress(OSError):
        if {path.name for path in index_dir.iterdir()} == {_LOCK}:
            (index_dir / _LOCK).unlink()
            index_dir.rmdir()


def adopt(old: Path, new: Path) -> None:
    """Put a segment of an earlier version into a new one: links where the disk has them."""
    shutil.copytree(old, new, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
