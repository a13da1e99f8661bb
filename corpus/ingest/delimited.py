"""CSV and TSV files in any encoding: a table, row by row."""

from __future__ import annotations

import csv
import io
import statistics
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
    """The rows of a file whose cells are parted by the mark most frequent in its usual line."""
    text = text_of(data, name)
    first = list(islice((line for line in text.splitlines() if line.strip()), _LINES))
    usual = {
        mark: statistics.median_high(line.count(mark) for line in first) for mark in _DELIMITERS
    }
    try:
        rows = csv.reader(
            io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=usual.__getitem__)
        )
        return Extract(tuple(row_pieces(rows)))
    except csv.Error as error:
        raise BrokenSourceError(
            f"{name} is no table ({error}): check its quotation marks"
        ) from error
