"""The contents list: where it stands, what it names, and the first pages that it gives.

Entries may have dotted leaders and a page number, run over two lines, or (in laws) be the bare
headings; such a list ends where its first entry comes again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from .headings import read_mark
from .lines import Line, is_short_open

_TITLES = frozenset({"目录", "目次", "目錄", "contents", "tableofcontents"})
# Front matter is short; "目录" further down is the name of a catalogue.
_REACH = 100
# An entry that runs over more lines than this is prose.
_ENTRY_LINES = 3
_ENTRY_LENGTH = 150
_PAGE = re.compile(r"(?<!\d)(\d{1,4})[\s)）—-]*$")
_LEADERS = ".．。·•…⋯_"
_BEFORE_PAGE = _LEADERS + " \t\u3000(（—-"


class Entry(NamedTuple):
    """A line of the contents list, by the key that its heading has as well."""

    key: str
    page: int | None


class Contents(NamedTuple):
    """The lines `first` to `last` (exclusive) of a source and what they list."""

    first: int
    last: int
    entries: tuple[Entry, ...]


def find_contents(lines: Sequence[Line]) -> Contents | None:
    """The contents list of a document, its title line included, or None."""
    for first, line in enumerate(lines[:_REACH]):
        if not is_contents_title(line.text):
            continue
        last, entries = _paged(lines, first + 1)
        if not entries:
            last, entries = _bare(lines, first + 1)
        if entries:
            return Contents(first, last, tuple(entries))
    return None


def is_contents_title(text: str) -> bool:
    """Whether a line is the heading of a contents list."""
    return len(text) <= _ENTRY_LENGTH and "".join(text.split()).lower() in _TITLES


def key_of(heading: str) -> str:
    """A heading without white space, punctuation and width, as lists and bodies differ in them."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(char for char in folded if char.isalnum())


def pages_of(paths: Sequence[tuple[str, ...]], entries: Sequence[Entry]) -> list[int | None]:
    """The page of each section: that of the nearest heading of its path that the list names.

    Headings are aligned with the entries in order, for the same heading may come many times.
    """
    known = {entry.key for entry in entries}
    keys = [key_of(path[-1]) if path else "" for path in paths]
    places = [place for place, key in enumerate(keys) if key in known]
    matcher = SequenceMatcher(
        None, [keys[place] for place in places], [entry.key for entry in entries], autojunk=False
    )
    named: dict[int, int | None] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            named[places[block.a + step]] = entries[block.b + step].page
    return _inherited(paths, named)


def _inherited(paths: Sequence[tuple[str, ...]], named: dict[int, int | None]) -> list[int | None]:
    pages: list[int | None] = []
    above: list[int | None] = []
    for place, path in enumerate(paths):
        del above[max(len(path) - 1, 0) :]
        inherited = above[-1] if above else None
        page = named.get(place) or inherited
        above.extend([inherited] * (len(path) - 1 - len(above)))
        if path:
            above.append(page)
        pages.append(page)
    return pages


def _paged(lines: Sequence[Line], first: int) -> tuple[int, list[Entry]]:
    """Entries with page numbers, from line `first` on, and where they end."""
    entries: list[Entry] = []
    pending: list[str] = []
    last = first
    for place in range(first, len(lines)):
        text = lines[place].text
        if len(text) > _ENTRY_LENGTH or len(pending) >= _ENTRY_LINES or text[-1] in "。；;":
            break
        if pending and read_mark(text):
            entries.append(Entry(key_of("".join(pending)), None))
            pending = []
        name, page = _page_at_end(text)
        if page is None:
            pending.append(text)
            continue
        entries.append(Entry(key_of("".join((*pending, name))), page))
        pending, last = [], place + 1
    return last, _to_last_page(entries)


def _page_at_end(text: str) -> tuple[str, int | None]:
    """An entry without its leaders and page; a number counts only after leaders or space."""
    match = _PAGE.search(text)
    if not match:
        return text, None
    name = text[: match.start()].rstrip(_BEFORE_PAGE)
    gap = text[len(name) : match.start()]
    led = any(char.isspace() for char in gap) or sum(char in _LEADERS for char in gap) > 1
    return (name, int(match[1])) if led else (text, None)


def _to_last_page(entries: list[Entry]) -> list[Entry]:
    while entries and entries[-1].page is None:
        entries.pop()
    return entries


def _bare(lines: Sequence[Line], first: int) -> tuple[int, list[Entry]]:
    """Entries without pages: short lines up to the one where the first entry comes again."""
    if first >= len(lines):
        return first, []
    opening = key_of(lines[first].text)
    entries: list[Entry] = []
    for place in range(first, len(lines)):
        if entries and key_of(lines[place].text) == opening:
            return place, entries
        if not is_short_open(lines[place].text):
            break
        entries.append(Entry(key_of(lines[place].text), None))
    return first, []
