"""The late view: late interaction on static token vectors (Khattab and Zaharia 2020, ColBERT).

score(q, p) = sum over query tokens of w(t) x max over tokens u of p of cos(t, u), divided by the
sum of w; cosines below a floor count as 0. w(t) is the length of the token's vector (how much the
model found it to matter) times its rarity in the corpus. It is taken over the whole passage and
over its best sentence, and the two are averaged: one asks whether everything is there, the other
whether it stands together. Static vectors need no transformer, so it is cheap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus import Passage, sentence_spans

from .arrays import read_arrays, write_arrays
from .embed import StaticEmbedder
from .scan import Full, Partial
from .text import fold, is_stop_word
from .types import LateArrays, Mask, Numbers, Scores, Vectors, joined
from .vectors import unit_rows

# In an index of more passages the late view scores what the other two find, and nothing else.
SEARCHED = 5_000
_NONE = np.zeros(0, dtype=np.int64)
# Unrelated words of the bundled model have cosines up to about 0.3: noise, not kinship.
_FLOOR = 0.3
# OpenBLAS computes products of at most this many multiplications on the calling thread.
_ON_ONE_THREAD = 262_144
# With fewer rows at a time, for a query of over a hundred tokens, the second thread pays.
_FEWEST_ROWS = 10
# log(1 + N / (1 + df)) is at least this, so that a word in every passage still counts a little.
_MIN_RARITY = 0.1


class LateView:
    """Weighted share of the query's tokens that a passage answers, from 0 to 1."""

    def __init__(self, embedder: StaticEmbedder, segments: Sequence[LateArrays]) -> None:
        """Take the model whose table the arrays point into, and the segments in order."""
        self.embedder = embedder
        self._segments = segments
        self._bases = np.cumsum([0, *(len(segment.passages) for segment in segments)])
        self._rarity = _rarities(segments, len(embedder.table))

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return int(self._bases[-1])

    def scan(self, query: str) -> Full | Partial:
        """Score passages: the mean of each one's own score and its best sentence's.

        In an index too large to score every passage it only scores those that others found.
        """
        if self._bases[-1] > SEARCHED:
            return Partial(lambda count, within: _NONE, partial(self.score, query))
        return Full(self.score(query, np.arange(self._bases[-1])))

    def score(self, query: str, numbers: Numbers) -> Scores:
        """The scores of passages by number."""
        rows = self.query_rows(query)
        if not rows or not len(numbers):
            return np.zeros(len(numbers), dtype=np.float32)
        cut = self._cut(numbers)
        vocabulary, tokens = self._vocabulary(cut.tokens)
        cosines, weights = self._cosines(rows, vocabulary)
        best = np.maximum.reduceat(cosines[:, tokens], cut.sentences, axis=1)
        sentences = weights @ best
        whole = weights @ np.maximum.reduceat(best, cut.passages, axis=1)
        scores = (whole + np.maximum.reduceat(sentences, cut.passages)) / 2
        return scores.astype(np.float32)

    def score_texts(self, query: str, texts: Sequence[str]) -> Scores:
        """Score texts that need not be in the index, each as a whole, from 0 to 1."""
        rows = self.query_rows(query)
        if not rows or not texts:
            return np.zeros(len(texts), dtype=np.float32)
        cosines, weights, starts = self._against(rows, texts)
        scores: Scores = weights @ np.maximum.reduceat(cosines, starts, axis=1)
        return scores

    def met(self, query: str, texts: Sequence[str]) -> tuple[Scores, Scores]:
        """The weights of the query's tokens, summing to 1, and how well each text meets each.

        The second has a row a text and a column a token: the token's best cosine there.
        """
        rows = self.query_rows(query)
        if not rows or not texts:
            return np.zeros(0, np.float32), np.zeros((len(texts), 0), np.float32)
        cosines, weights, starts = self._against(rows, texts)
        return weights, np.maximum.reduceat(cosines, starts, axis=1).T

    def knows(self, word: str) -> bool:
        """Whether a word, folded, is one token of the model."""
        return self.embedder.tokenizer.token_to_id(word) is not None

    def query_rows(self, query: str) -> list[int]:
        """The distinct rows of the model's table that a query stands for, grammar left out."""
        return list(dict.fromkeys(content_rows(self.embedder, fold(query))))

    def _against(
        self, rows: list[int], texts: Sequence[str]
    ) -> tuple[Vectors, Scores, npt.NDArray[np.int64]]:
        """Cosines of query tokens with the tokens of texts, weights, and where each text starts."""
        ids = [row or [self.embedder.unknown_row] for row in self.embedder.token_ids(texts)]
        flat = np.array([i for row in ids for i in row], dtype=np.int32)
        cosines, weights = self._cosines(rows, _units(flat, self.embedder))
        return cosines, weights, np.cumsum([0, *map(len, ids)])[:-1]

    def _cosines(self, rows: list[int], vectors: Vectors) -> tuple[Vectors, Scores]:
        """Cosines of query tokens with unit vectors, and the tokens' weights, summing to 1."""
        raw = self.embedder.table.rows(rows)
        cosines = _products(unit_rows(raw), vectors)
        cosines[cosines < _FLOOR] = 0.0
        weights: Scores = np.linalg.norm(raw, axis=1) * self._rarity[rows]
        return cosines, weights / max(float(weights.sum()), 1e-9)

    def _cut(self, numbers: Numbers) -> LateArrays:
        """The tokens of these passages alone; all of a single segment as they are."""
        if len(self._segments) == 1 and len(numbers) == self._bases[-1]:
            return self._segments[0]
        homes = np.searchsorted(self._bases, numbers, side="right") - 1
        turns = np.flatnonzero(np.diff(homes, prepend=-1))
        parts = [
            self._segments[home].of(some - self._bases[home])
            for home, some in zip(homes[turns], np.split(numbers, turns[1:]), strict=True)
        ]
        return parts[0] if len(parts) == 1 else joined(parts)

    def _vocabulary(self, tokens: npt.NDArray[np.int32]) -> tuple[Vectors, npt.NDArray[np.intp]]:
        """Unit vectors of the distinct tokens, and which of them each token is."""
        vectors, place = self._known if self._bases[-1] <= SEARCHED else self._distinct(tokens)
        return vectors, place[tokens]

    def _distinct(self, tokens: npt.NDArray[np.int32]) -> tuple[Vectors, npt.NDArray[np.intp]]:
        """Unit vectors of the distinct tokens, and the place of each row of the table among them.

        Counted rather than sorted: the table has a few times as many rows as there are tokens.
        """
        there = np.zeros(len(self.embedder.table), dtype=bool)
        there[tokens] = True
        return _units(np.flatnonzero(there), self.embedder), np.cumsum(there) - 1

    @cached_property
    def _known(self) -> tuple[Vectors, npt.NDArray[np.intp]]:
        """Unit vectors of all tokens of a small index, and the place of each row among them."""
        return self._distinct(np.concatenate([segment.tokens for segment in self._segments]))


def content_rows(embedder: StaticEmbedder, folded: str) -> list[int]:
    """The rows that a folded text stands for, in order, grammar and unknown words left out."""
    encoding = embedder.tokenizer.encode(folded, add_special_tokens=False)
    pairs = zip(encoding.ids, encoding.tokens, strict=True)
    unknown = embedder.unknown_row
    return [row for row, token in pairs if row != unknown and not is_stop_word(token)]


def build_late(passages: Sequence[Passage], embedder: StaticEmbedder) -> LateArrays:
    """Tokenize every sentence, headed by its section's own heading."""
    sentences: list[str] = []
    firsts: list[int] = []
    for passage in passages:
        firsts.append(len(sentences))
        heading = passage.section.path[-1] if passage.section.path else ""
        spans = sentence_spans(passage.text)
        sentences += [f"{heading}\n{passage.text[start:end]}" for start, end in spans]
    ids = [sorted(set(row)) or [embedder.unknown_row] for row in embedder.token_ids(sentences)]
    arrays = LateArrays(
        tokens=np.array([i for row in ids for i in row], dtype=np.int32),
        sentences=np.cumsum([0, *map(len, ids)])[:-1].astype(np.int64),
        passages=np.array(firsts, dtype=np.int64),
        held=np.zeros((2, 0), dtype=np.int32),
    )
    return replace(arrays, held=_held(arrays))


def merge_late(parts: Sequence[LateArrays], kept: Sequence[Mask]) -> LateArrays:
    """The arrays of several segments as one, of the passages kept."""
    chosen = [
        part if keep.all() else part.of(np.flatnonzero(keep))
        for part, keep in zip(parts, kept, strict=True)
    ]
    arrays = joined(chosen)
    return replace(arrays, held=_held(arrays))


def write_late(arrays: LateArrays, folder: Path) -> None:
    """Write the arrays as plain files."""
    names = LateArrays.__dataclass_fields__
    write_arrays({name: getattr(arrays, name) for name in names}, folder, prefix="late")


def read_late(folder: Path) -> LateArrays:
    """Map what `write_late` wrote."""
    return LateArrays(**read_arrays(LateArrays.__dataclass_fields__, folder, prefix="late"))


def _units(rows: npt.NDArray[np.integer], embedder: StaticEmbedder) -> Vectors:
    """Unit vectors of rows of the table; unknown tokens resemble nothing, so theirs are zero."""
    vectors = unit_rows(embedder.table.rows(rows))
    vectors[rows == embedder.unknown_row] = 0.0
    return vectors


def _products(left: Vectors, right: Vectors) -> Vectors:
    """The product left @ right.T, a few rows of `right` at a time.

    As a whole it takes 0.3 ms and waking a second thread for it up to 8 ms on a busy machine.
    """
    step = _ON_ONE_THREAD // left.size
    if step < _FEWEST_ROWS:
        return left @ right.T
    parts = [left @ right[i : i + step].T for i in range(0, len(right), step)]
    return np.concatenate(parts, axis=1)


def _held(arrays: LateArrays) -> npt.NDArray[np.int32]:
    """The distinct tokens, and in how many passages each stands."""
    starts = arrays.sentences[arrays.passages]
    owners = np.repeat(
        np.arange(len(starts), dtype=np.int64), np.diff(starts, append=len(arrays.tokens))
    )
    # Each pair of passage and token once, as one number: a table has fewer rows than 2 ** 32.
    pairs = np.unique((owners << 32) | arrays.tokens)
    rows, counts = np.unique((pairs & 0xFFFFFFFF).astype(np.int32), return_counts=True)
    return np.stack([rows, counts.astype(np.int32)])


def _rarities(segments: Sequence[LateArrays], rows: int) -> Scores:
    """Rarity in the corpus of each row of the table."""
    df = np.zeros(rows, dtype=np.int64)
    for segment in segments:
        df[segment.held[0]] += segment.held[1]
    passages = sum(len(segment.passages) for segment in segments)
    rarity = np.log1p(passages / (1 + df)) - np.log(2.0)
    clipped: Scores = np.maximum(rarity, _MIN_RARITY).astype(np.float32)
    return clipped
