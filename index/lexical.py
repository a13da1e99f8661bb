"""The lexical view: BM25 (Robertson and Zaragoza 2009, in Lucene's variant).

idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)); a passage's score is the sum over the query's tokens
of idf x tf / (tf + k1 (1 - b + b length / mean length)). A segment keeps how often each token
stands in each passage; N, df and the mean length are summed over all segments when a query is
weighed, so segments need not know of each other. Passages that were removed count among them until
the segments are merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain

import numpy as np

from .postings import Postings
from .scan import Full
from .text import Segmenter, fold, pairs
from .types import IndexOptions, Numbers, Scores

_TITLE = "《"


def rarity(df: Scores, passages: int) -> Scores:
    """The idf of tokens that stand in `df` of so many passages each."""
    idf: Scores = np.log1p((passages - df + 0.5) / (df + 0.5)).astype(np.float32)
    return idf


class LexicalView:
    """BM25 score of each passage; 0 where it shares no token with the query."""

    def __init__(
        self, segments: Sequence[Postings], segmenter: Segmenter, options: IndexOptions
    ) -> None:
        """Take the segments in order, and the segmenter that cut their passages."""
        self._segments = segments
        self._options = options
        self.segmenter = segmenter
        self._bases = np.cumsum([0, *(len(segment.lengths) for segment in segments)])
        self._norms = self._length_norms()

    def scan(self, query: str, *, also: str = "", weight: float = 0.0) -> Full:
        """Score every passage for the query, plus `weight` times its score for `also`."""
        scores = self.score_tokens(self.segmenter.tokens(query))
        if also:
            scores = scores + weight * self.score_tokens(self.segmenter.tokens(also))
        return Full(scores)

    def score_tokens(self, tokens: Iterable[str]) -> Scores:
        """Score every passage for tokens that are already cut; repeats count once."""
        # Sorted, so that the sum and its rounding do not depend on the order of the words.
        wanted = sorted(set(tokens))
        scores = np.zeros(int(self._bases[-1]), dtype=np.float32)
        for token, idf in zip(wanted, self.idf(wanted), strict=True):
            for segment, base in zip(self._segments, self._bases, strict=False):
                rows, counts = segment.of(token)
                numbers = base + rows
                weights = idf * counts
                weights /= counts + self._norms.take(numbers)
                # No passage comes twice, and this takes half as long as `scores[numbers] +=`.
                np.add.at(scores, numbers, weights)
        return scores

    def knows(self, token: str) -> bool:
        """Whether a passage has a token; pairs of characters are tokens unless the options say."""
        return self._passages_with(token) > 0

    def idf(self, tokens: Sequence[str]) -> Scores:
        """Rarity of each token, from near 0 (in every passage) to ln(1 + (N + 0.5) / 0.5)."""
        df = np.array([self._passages_with(token) for token in tokens], dtype=np.float32)
        return rarity(df, int(self._bases[-1]))

    def holding(self, text: str) -> Numbers | None:
        """The passages that hold every pair of characters of a text, folded.

        Only they can hold the text itself. None where that cannot be told: the text has no pair of
        Chinese characters, or pairs were not indexed.
        """
        wanted = pairs(fold(text))
        if not wanted or not self.segmenter.counts_pairs:
            return None
        return np.concatenate(
            [
                base + reduce(np.intersect1d, [segment.of(pair)[0] for pair in wanted])
                for segment, base in zip(self._segments, self._bases, strict=False)
            ]
        )

    def titles(self) -> tuple[str, ...]:
        """Every 《title》 that the passages name, without its marks, in order."""
        named = chain.from_iterable(each.tokens.beginning(_TITLE) for each in self._segments)
        return tuple(sorted({name.strip("《》") for name in named}))

    def _passages_with(self, token: str) -> int:
        return sum(len(segment.of(token)[0]) for segment in self._segments)

    def _length_norms(self) -> Scores:
        k1, b = self._options.k1, self._options.b
        lengths = np.concatenate([segment.lengths for segment in self._segments])
        mean = max(float(lengths.mean()) if len(lengths) else 0.0, 1e-9)
        norms: Scores = (k1 * (1 - b + b * lengths / mean)).astype(np.float32)
        return norms
