"""CSV and TSV files in any encoding: a table, row by row."""

from __future__ import annotations

import csv
import io

from ..errors import BrokenSourceError
from ..source import text_of
from .rows import row_pieces
from .types import Extract

# In order of preference where none is more frequent.
_DELIMITERS = ",\t;|，"


def read(data: bytes, name: str) -> Extract:
    """The rows of a file whose cells are parted by the mark most frequent in its first line."""
    text = text_of(data, name)
    first = next(line for line in text.splitlines() if line.strip())
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return Extract(tuple(row_pieces(rows)))
    except csv.Error as error:
        raise BrokenSourceError(
            f"{name} is no table ({error}): check its quotation marks"
        ) from error
