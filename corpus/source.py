"""Text files on disk: read and decoded, with clear errors."""

from __future__ import annotations

from pathlib import Path

from .decode import decode
from .errors import EmptySourceError
from .files import read_bytes
from .names import shown


def read_text(path: Path) -> str:
    """The text of a file that is not blank."""
    return text_of(read_bytes(path), shown(path))


def text_of(data: bytes, name: str) -> str:
    """The text of a file's bytes, if it is not blank; `name` stands in the messages."""
    text = decode(data, name)
    if not text.strip():
        raise EmptySourceError(f"{name} is empty: name a file with text")
    return text
