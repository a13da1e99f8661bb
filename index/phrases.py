"""Phrases: the ways of saying a glossary term, as vectors made when the index is made.

Only terms that the documents use are kept: no other could be found by them. A phrase is like a
question where a few of its words in a row, grammar left out, mean nearly what the phrase means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus import GlossaryEntry

from .arrays import read_arrays, write_arrays
from .embed import StaticEmbedder
from .late import content_rows
from .text import fold, is_stop_word
from .types import PhraseArrays, Scores, Vectors
from .vectors import unit_rows

# Most phrases have two or three words.
_RUN_LENGTHS = (2, 3)
_CLAUSE = re.compile(r"[^,，。、？?！!；;:：“”《》]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


class PhraseView:
    """How like the stretches of a query are to the phrases of each glossary entry."""

    def __init__(self, embedder: StaticEmbedder, arrays: PhraseArrays) -> None:
        """Take the model that made the vectors."""
        self._embedder = embedder
        self._arrays = arrays

    def likeness(self, query: str, *, least: float = -1.0) -> tuple[tuple[int, float], ...]:
        """Numbers of glossary entries, each with the best cosine of a phrase of its, best first.

        Phrases of the query's own script are compared, with two or three words in a row; cosines
        below `least` are left out.
        """
        folded = fold(query)
        vectors, entries = self._chinese if _HAN.search(folded) else self._english
        runs = self._runs(folded)
        if not runs or not len(entries):
            return ()
        means = unit_rows(np.stack([self._embedder.table.rows(run).sum(axis=0) for run in runs]))
        cosines: Scores = (vectors @ means.T).max(axis=1)
        best: dict[int, float] = {}
        like = np.flatnonzero(cosines >= least)
        for number in like[np.lexsort((entries[like], -cosines[like]))]:
            best.setdefault(int(entries[number]), float(cosines[number]))
        return tuple(best.items())

    @cached_property
    def _chinese(self) -> tuple[Vectors, np.ndarray]:
        return self._part(~self._arrays.english)

    @cached_property
    def _english(self) -> tuple[Vectors, np.ndarray]:
        return self._part(self._arrays.english)

    def _part(self, flags: np.ndarray) -> tuple[Vectors, np.ndarray]:
        return self._arrays.vectors[flags].astype(np.float32), self._arrays.entries[flags]

    def _runs(self, folded: str) -> list[list[int]]:
        clauses = (content_rows(self._embedder, text) for text in _CLAUSE.findall(folded))
        return [
            rows[first : first + length]
            for rows in clauses
            for length in _RUN_LENGTHS
            for first in range(len(rows) - length + 1)
        ]


def build_phrases(
    glossary: Sequence[GlossaryEntry], holds: Callable[[str], bool], *, embedder: StaticEmbedder
) -> PhraseArrays:
    """Embed the phrases of the entries whose term stands in the documents, as `holds` tells.

    Entries with a word of grammar among their phrases are left out: a question says 多少 of
    whatever it asks about, not of 数量.
    """
    found = [
        (number, phrase, english)
        for number, entry in enumerate(glossary)
        if not any(map(is_stop_word, entry.everyday)) and holds(entry.term)
        for english, phrases in ((False, entry.everyday), (True, entry.english))
        for phrase in phrases
    ]
    return PhraseArrays(
        vectors=embedder.embed([phrase for _, phrase, _ in found]).astype(np.float16),
        entries=np.array([number for number, _, _ in found], dtype=np.int32),
        english=np.array([english for _, _, english in found], dtype=bool),
    )


def write_phrases(arrays: PhraseArrays, folder: Path) -> None:
    """Write the arrays as plain files."""
    names = PhraseArrays.__dataclass_fields__
    write_arrays({name: getattr(arrays, name) for name in names}, folder, prefix="phrases")


def read_phrases(folder: Path) -> PhraseArrays:
    """Read what `write_phrases` wrote."""
    return PhraseArrays(**read_arrays(PhraseArrays.__dataclass_fields__, folder, prefix="phrases"))
