"""The bytes of a file on disk: bounded in size, and of one moment or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import (
    ChangedSourceError,
    MissingSourceError,
    OversizedSourceError,
    UnreadableSourceError,
)
from .names import shown

# A document is read whole; 100 million characters are a library of their own. Pictures and fonts
# make up most of a large PDF or Word file.
MAX_BYTES = 256 * 1024**2
_BLOCK = 1024**2


def read_bytes(path: Path) -> bytes:
    """The content of a file as it stood at one moment."""
    with _opened(path) as file:
        return file.read(MAX_BYTES + 1)


def fingerprint(path: Path) -> tuple[str, int]:
    """The sha256 of a file and its size, without holding it in memory."""
    digest, size = hashlib.sha256(), 0
    with _opened(path) as file:
        while size <= MAX_BYTES and (block := file.read(_BLOCK)):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """An ordinary file of a size that can be read; an error if it has changed in the meantime."""
    try:
        # Opening a pipe would wait for someone to write into it.
        _require_ordinary(path, os.stat(path))
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            yield file
            after = os.stat(path)
    except FileNotFoundError:
        raise MissingSourceError(f"{shown(path)} does not exist: check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSourceError(
            f"{shown(path)} cannot be read ({reason}): check its permissions (ls -l) and the path"
        ) from error
    if _state(before) != _state(after):
        raise ChangedSourceError(
            f"{shown(path)} changed while it was read: run the command again when it is complete"
        )


def _require_ordinary(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableSourceError(f"{shown(path)} is a folder: name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableSourceError(f"{shown(path)} is no ordinary file: name a file with text")
    if status.st_size > MAX_BYTES:
        raise OversizedSourceError(
            f"{shown(path)} has {status.st_size:,} bytes, more than the {MAX_BYTES:,} that are "
            "read: part it into smaller files"
        )


def _state(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
