"""The words by which an index cuts its queries: jieba's, with their frequencies, on disk."""

from __future__ import annotations

import json
from collections.abc import ItemsView, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from .arrays import read_arrays, write_arrays
from .strings import Strings, plain_integers, read_strings, write_strings
from .text import Segmenter

_NAME = "words"
_META = "words.json"
# So many words are read into a dictionary within milliseconds, and looked up there faster.
_IN_MEMORY = 50_000


class WordTable(Mapping[str, int]):
    """Frequencies of words, read when a word with the same first character is first asked for.

    Cutting a text asks for hundreds of words, by far most with first characters known already; a
    search in the file took 3 ms a query.
    """

    def __init__(self, words: Strings, frequencies: np.ndarray) -> None:
        """Take the words in order and their frequencies."""
        self._words = words
        self._frequencies = plain_integers(frequencies)
        self._known: dict[str, dict[str, int]] = {}

    def __getitem__(self, word: str) -> int:
        return self._like(word)[word]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._like(word)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words.texts())

    def __len__(self) -> int:
        return len(self._words)

    def items(self) -> ItemsView[str, int]:
        """Every word with its frequency, read at once."""
        return dict(zip(self._words.texts(), self._frequencies, strict=True)).items()

    def _like(self, word: str) -> dict[str, int]:
        """The words that begin with the same character, and their frequencies."""
        first = word[:1]
        if first not in self._known:
            numbers = self._words.beginning(first)
            self._known[first] = {each: self._frequencies[i] for each, i in numbers.items()}
        return self._known[first]


class WordTables(Mapping[str, int]):
    """The words of several tables."""

    def __init__(self, tables: Sequence[WordTable]) -> None:
        """Take tables that agree where they share words; the largest is asked first."""
        self._tables = sorted(tables, key=len, reverse=True)

    def __getitem__(self, word: str) -> int:
        for table in self._tables:
            if word in table:
                return table[word]
        raise KeyError(word)

    def __contains__(self, word: object) -> bool:
        return any(word in table for table in self._tables)

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self.items()))

    def __len__(self) -> int:
        return len(self._tables[0]) if len(self._tables) == 1 else len(self.items())

    def items(self) -> ItemsView[str, int]:
        """Every word with its frequency, read at once."""
        return dict(chain.from_iterable(table.items() for table in self._tables)).items()


def write_words(segmenter: Segmenter, folder: Path) -> None:
    """Write the words of a segmenter and their frequencies."""
    rows = sorted((w.encode("utf-8"), f) for w, f in segmenter.frequencies.items())
    write_strings([word for word, _ in rows], folder, name=_NAME)
    frequencies = np.array([frequency for _, frequency in rows], dtype=np.int64)
    write_arrays({"frequencies": frequencies}, folder, prefix=_NAME)
    meta = {"kind": segmenter.kind, "total": segmenter.total}
    (folder / _META).write_text(json.dumps(meta), encoding="utf-8")


def read_words(folders: Sequence[Path]) -> Segmenter:
    """The segmenter of segments; raises ValueError where their files are none."""
    tables = [_table(folder) for folder in folders]
    meta = json.loads((folders[-1] / _META).read_text(encoding="utf-8"))
    frequencies: Mapping[str, int] = WordTables(tables)
    if sum(map(len, tables)) <= _IN_MEMORY:
        frequencies = {word: count for table in tables for word, count in table.items()}
    return Segmenter(frequencies, meta["total"], kind=meta["kind"])


def _table(folder: Path) -> WordTable:
    arrays = read_arrays(["frequencies"], folder, prefix=_NAME)
    return WordTable(read_strings(folder, name=_NAME), arrays["frequencies"])
