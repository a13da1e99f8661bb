"""The views of an engine: it searches and filters, and scores the passages that others found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from ..embed import StaticEmbedder
from ..late import LateView
from ..lexical import rarity
from ..protocols import Embedder
from ..scan import Partial
from ..text import Segmenter, fold
from ..types import LateArrays, Mask, Numbers, Role, Scores
from .engine import MOST, Engine
from .records import EngineRecords
from .rows import term_number
from .statistics import Statistics

# Scored in one call; a filter that names more is long.
_SCORED = 1_000
_NO_NUMBERS = np.zeros(0, dtype=np.int64)


Search = Callable[[int, str], list[tuple[int, float]]]
"""Numbers and scores of at most so many passages, of those that a filter names."""


class _Found:
    """What the engine finds, by the numbers that passages have here."""

    def __init__(self, records: EngineRecords, search: Search) -> None:
        self._records = records
        self._search = search
        self._known: dict[int, float] = {}

    def best(self, count: int, within: Mask | None) -> Numbers:
        """The best passages of those within, best first."""
        count = min(count, self._records.passages if within is None else int(within.sum()))
        if not count:
            return _NO_NUMBERS
        found = self._search(count, self._records.within(within))
        self._known.update(found)
        places = self._records.places([number for number, _ in found])
        return places[places >= 0]

    def scores(self, numbers: Numbers) -> Scores:
        """The scores of passages, 0 where they have nothing in common with what is searched."""
        keys = self._records.keys(numbers)
        unknown = [key for key in keys if key not in self._known]
        for at in range(0, len(unknown), _SCORED):
            some = unknown[at : at + _SCORED]
            self._known.update(self._search(len(some), f"passage in {some}"))
        return np.array([self._known.get(key, 0.0) for key in keys], dtype=np.float32)


class EngineDense:
    """Cosine of the query with the best window of each passage, from -1 to 1."""

    def __init__(self, engine: Engine, records: EngineRecords, *, embedder: Embedder) -> None:
        """Take the model that the windows were embedded with."""
        self._engine = engine
        self._records = records
        self._embedder = embedder

    def scan(self, query: str) -> Partial:
        """Search for the passages with the best windows."""
        vector = self._embedder.embed([query], Role.QUERY)[0]
        found = _Found(
            self._records,
            lambda count, where: self._engine.by_windows(vector, count, where=where),
        )
        return Partial(found.best, found.scores)


class EngineLexical:
    """BM25: the engine has the weights of terms in passages, the query their rarity."""

    def __init__(
        self,
        engine: Engine,
        records: EngineRecords,
        *,
        statistics: Statistics,
        segmenter: Segmenter,
    ) -> None:
        """Take the statistics, and the segmenter that cut the passages."""
        self._engine = engine
        self._records = records
        self.segmenter = segmenter
        self._statistics = statistics

    def scan(self, query: str, *, also: str = "", weight: float = 0.0) -> Partial:
        """Search for the query's tokens, and for those of `also` with `weight`."""
        vector: dict[int, float] = {}
        for text, share in ((query, 1.0), (also, weight)):
            tokens = sorted(set(self.segmenter.tokens(text)))
            for token, idf in zip(tokens, self.idf(tokens), strict=True):
                number = term_number(token)
                vector[number] = vector.get(number, 0.0) + share * float(idf)
        vector = {number: value for number, value in vector.items() if value > 0}
        found = _Found(
            self._records,
            lambda count, where: (
                self._engine.by_terms(vector, count, where=where) if vector else []
            ),
        )
        return Partial(
            lambda count, within: self._padded(found, count, within=within), found.scores
        )

    def knows(self, token: str) -> bool:
        """Whether a passage has a token."""
        return self._passages_with(token) > 0

    def idf(self, tokens: Sequence[str]) -> Scores:
        """Rarity of each token, from near 0 (in every passage) to ln(1 + (N + 0.5) / 0.5)."""
        df = np.array([self._passages_with(token) for token in tokens], dtype=np.float32)
        return rarity(df, self._records.passages)

    def holding(self, text: str) -> Numbers:
        """Passages that hold a text, folded; one is enough to know that it is held."""
        literal = fold(text).replace("\\", "\\\\").replace('"', '\\"')
        literal = literal.replace("%", "\\\\%").replace("_", "\\\\_")
        found = self._engine.rows(
            "passages", f'folded like "%{literal}%"', fields=["passage"], limit=_SCORED
        )
        places = self._records.places([row["passage"] for row in found])
        return np.sort(places[places >= 0])

    def titles(self) -> tuple[str, ...]:
        """Every 《title》 that the passages name, without its marks, in order."""
        return self._statistics.titles

    def _passages_with(self, token: str) -> int:
        terms, number = self._statistics.terms, term_number(token)
        place = int(np.searchsorted(terms, np.uint32(number)))
        there = place < len(terms) and int(terms[place]) == number
        return int(self._statistics.df[place]) if there else 0

    def _padded(self, found: _Found, count: int, *, within: Mask | None) -> Numbers:
        """Where fewer passages have anything in common than are wanted, the first others, too.

        So it is where every passage is scored: views are compared over as many passages.
        """
        best = found.best(count, within)
        if len(best) >= count or self._records.passages > MOST:
            return best
        inside = np.arange(self._records.passages)
        others = np.setdiff1d(inside if within is None else inside[within], best)
        return np.concatenate([best, others[: count - len(best)]])


class EngineLate(LateView):
    """Late interaction over tokens that the engine has, of the passages that others found."""

    def __init__(
        self, embedder: StaticEmbedder, records: EngineRecords, *, held: npt.NDArray[np.int32]
    ) -> None:
        """Take the model, and in how many passages each of its tokens stands."""
        nothing = np.zeros(0, dtype=np.int64)
        # Their number is all that is known of the passages here; `_cut` gets their tokens.
        passages = np.zeros(records.passages, dtype=np.int64)
        super().__init__(embedder, [LateArrays(nothing.astype(np.int32), nothing, passages, held)])
        self._records = records

    def _cut(self, numbers: Numbers) -> LateArrays:
        return self._records.late([int(number) for number in numbers])
