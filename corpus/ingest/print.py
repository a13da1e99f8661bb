"""What stands on a printed page: runs of characters, and the lines that they make up.

Lengths are points, y grows upwards from the foot of the page, as in the file itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """The column that a line stands in."""

    FULL = "full"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row of a table, and where the edges of its columns stand."""

    cells: tuple[str, ...]
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one baseline with no wide gap between them, or a row of a ruled table."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class PrintLine:
    """The runs of one line, from left to right; more than one where there are wide gaps."""

    runs: tuple[Run, ...]
    page: int
    column: Column = Column.FULL

    @property
    def row(self) -> Row | None:
        """The row of a ruled table that the line is."""
        return self.runs[0].row

    @property
    def text(self) -> str:
        """The line as running text."""
        return " ".join(run.text for run in self.runs)

    @property
    def x0(self) -> float:
        """The left end."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return self.runs[-1].x1

    @property
    def y(self) -> float:
        """The baseline."""
        return self.runs[0].y

    @property
    def size(self) -> float:
        """The size of the longest run's font."""
        return max(self.runs, key=lambda run: len(run.text)).size
