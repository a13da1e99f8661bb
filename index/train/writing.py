"""Files that are there whole or not at all, and a full disk said in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError

from ..errors import TrainingError


@contextmanager
def room_for(path: Path) -> Iterator[None]:
    """Raise TrainingError where writing fails."""
    try:
        yield
    except (OSError, SafetensorError) as error:
        raise TrainingError(
            f"cannot write {path} ({error}); make room and run the same command again"
        ) from error


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name to write to, whose file takes the place of `path` when all went well.

    Raises TrainingError where writing fails.
    """
    partial = path.with_name(f"{path.name}.partial")
    with room_for(path):
        yield partial
        partial.replace(path)
