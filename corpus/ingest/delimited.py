"""CSV and TSV files in any encoding: a table, row by row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from ..errors import BrokenSourceError
from ..source import text_of
from .rows import row_pieces
from .types import Extract

# In order of preference where none is more frequent.
_DELIMITERS = ",\t;|，"
# Above the table may stand a title, within a cell a sentence.
_LINES = 20


def read(data: bytes, name: str) -> Extract:
    """The rows of a file whose cells are parted by the mark that most lines have as often."""
    text = text_of(data, name)
    first = list(islice((line for line in text.splitlines() if line.strip()), _LINES))
    delimiter = max(_DELIMITERS, key=lambda mark: _evenness(mark, first))
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return Extract(tuple(row_pieces(rows)))
    except csv.Error as error:
        raise BrokenSourceError(
            f"{name} is no table ({error}): check its quotation marks"
        ) from error


def _evenness(mark: str, lines: Sequence[str]) -> tuple[int, int]:
    """How many lines have the mark equally often, and how often that is."""
    counts = Counter(line.count(mark) for line in lines)
    del counts[0]
    return max(((number, count) for count, number in counts.items()), default=(0, 0))
