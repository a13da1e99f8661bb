"""What the reader of a format hands over: pieces in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..note import SourceNote
from ..types import PassageKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, caption or table row; white space in `text` is not kept.

    `level` counts from 1 for headings and is 0 for all else; `page` from 1 where the format has
    pages.
    """

    text: str
    level: int = 0
    kind: PassageKind = PassageKind.TEXT
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """The pieces of a file and what it says of itself."""

    pieces: tuple[Piece, ...]
    note: SourceNote = field(default_factory=SourceNote)
