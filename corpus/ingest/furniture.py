"""Running heads, running feet and page numbers: found by their coming again, and taken away."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .print import PrintLine

# Heads and feet take a line or two, set apart from the text.
_DEPTH = 2
_APART = 1.2
# A line that comes on fewer pages may be text, unless there are only two; heads change with the
# chapter and the side.
_LEAST = 3
# What stands as close to the text as its own lines must come on this share of the pages.
_CLOSE_SHARE = 0.3
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|第\s*\d+\s*[页頁].{0,12}|page\s*\d+.{0,12}",
    re.IGNORECASE,
)
# In points: where a line stands on the page, told apart.
_GRAIN = 4
_Place = tuple[str, int]


def without_furniture(pages: Sequence[Sequence[PrintLine]]) -> list[PrintLine]:
    """The lines of all pages in order, less those of the outermost that come again and again."""
    # Two annexes of a page each count on as heads do.
    key = _key if len(pages) >= _LEAST else _same
    counts = Counter(each for page in pages for each in {key(line) for line, _ in _outer(page)})
    least = min(_LEAST, max(2, len(pages)))
    close = max(_LEAST, _CLOSE_SHARE * len(pages))
    kept: list[PrintLine] = []
    for page in pages:
        dropped = {
            line
            for line, apart in _outer(page)
            if line.row is None
            and (counts[key(line)] >= (least if apart else close) or (apart and _is_number(line)))
        }
        kept += [line for line in page if line not in dropped]
    return kept


def _outer(page: Sequence[PrintLine]) -> list[tuple[PrintLine, bool]]:
    """The lines at the head and the foot of a page, and whether they are apart from the text."""
    rows = sorted(page, key=lambda line: -line.y)
    gaps = [one.y - two.y for one, two in pairwise(rows) if one.y > two.y]
    usual = statistics.median(gaps) if gaps else 0.0
    found: dict[PrintLine, bool] = {}
    for side in (rows, rows[::-1]):
        apart = False
        inner = list(pairwise(side))[:_DEPTH]
        for line, following in inner[::-1]:
            apart = apart or abs(line.y - following.y) > _APART * usual
            found[line] = found.get(line, False) or apart
    return list(found.items()) if len(rows) > 1 else [(line, True) for line in rows]


def _key(line: PrintLine) -> _Place:
    """A line with its numbers made alike, and the height at which it stands."""
    return _NUMBER.sub("#", line.text), round(line.y / _GRAIN)


def _same(line: PrintLine) -> _Place:
    return line.text, round(line.y / _GRAIN)


def _is_number(line: PrintLine) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None
