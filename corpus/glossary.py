"""The glossary of a corpus: official terms, the everyday words and the English for them.

A line is `term<TAB>everyday|everyday<TAB>english|english`; either list may be empty. A first line
with the column names, empty lines and lines that begin with # are skipped.
"""

from __future__ import annotations

from pathlib import Path

from .errors import GlossaryError
from .source import read_text
from .types import GlossaryEntry

_COLUMNS = ("term", "everyday", "english")


def load_glossary(path: str | Path) -> tuple[GlossaryEntry, ...]:
    """The entries of a glossary file in their order; a broken line raises with its number."""
    entries: dict[str, GlossaryEntry] = {}
    for number, line in enumerate(read_text(Path(path)).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if cells == _COLUMNS:
            continue
        entry = _entry(cells, f"{path}:{number}")
        if entry.term in entries:
            raise GlossaryError(f"{path}:{number}: {entry.term} is listed twice: merge the lines")
        entries[entry.term] = entry
    return tuple(entries.values())


def _entry(cells: tuple[str, ...], place: str) -> GlossaryEntry:
    if len(cells) != len(_COLUMNS):
        raise GlossaryError(
            f"{place}: {len(cells)} columns: write term, everyday words and English "
            "with a tab between each"
        )
    term, everyday, english = cells
    if not term or "|" in term:
        raise GlossaryError(f"{place}: the term is {term!r}: write one term in the first column")
    return GlossaryEntry(term, _alternatives(everyday, place), _alternatives(english, place))


def _alternatives(cell: str, place: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in cell.split("|")) if cell else ()
    if not all(words):
        raise GlossaryError(f"{place}: {cell!r} has an empty alternative: remove the spare |")
    return words
