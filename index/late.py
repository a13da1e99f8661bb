"""The late view: late interaction on static token vectors (Khattab and Zaharia 2020, ColBERT).

score(q, p) = sum over query tokens of w(t) x max over tokens u of p of cos(t, u), divided by the
sum of w; cosines below a floor count as 0. w(t) is the length of the token's vector (how much the
model found it to matter) times its rarity in the corpus. It is taken over the whole passage and
over its best sentence, and the two are averaged: one asks whether everything is there, the other
whether it stands together. Static vectors need no transformer, so it is cheap.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus import Passage, sentence_spans

from .embed import StaticEmbedder
from .text import fold, is_stop_word
from .types import LateArrays, Scores, Vectors
from .vectors import unit_rows

_FILE = "late-{}.npy"

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

    def __init__(self, embedder: StaticEmbedder, arrays: LateArrays) -> None:
        """Take the model whose table the arrays point into."""
        self.embedder = embedder
        self._arrays = arrays
        self._position = {int(row): i for i, row in enumerate(arrays.vocabulary)}
        self._vectors = _units(arrays.vocabulary, embedder)
        self._rarity = _rarities(arrays)

    def score(self, query: str) -> Scores:
        """Score every passage: the mean of its own score and its best sentence's."""
        rows = self.query_rows(query)
        if not rows:
            return np.zeros(len(self._arrays.passages), dtype=np.float32)
        cosines, weights = self._cosines(rows, self._vectors)
        best = np.maximum.reduceat(cosines[:, self._arrays.tokens], self._arrays.sentences, axis=1)
        sentences = weights @ best
        whole = weights @ np.maximum.reduceat(best, self._arrays.passages, axis=1)
        scores = (whole + np.maximum.reduceat(sentences, self._arrays.passages)) / 2
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
        known = [self._position.get(row, -1) for row in rows]
        weights: Scores = np.linalg.norm(raw, axis=1) * self._rarity[known]
        return cosines, weights / max(float(weights.sum()), 1e-9)


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
    vocabulary, tokens = np.unique([i for row in ids for i in row], return_inverse=True)
    return LateArrays(
        tokens=tokens.astype(np.int32),
        sentences=np.cumsum([0, *map(len, ids)])[:-1].astype(np.int32),
        passages=np.array(firsts, dtype=np.int32),
        vocabulary=vocabulary.astype(np.int32),
    )


def write_late(arrays: LateArrays, folder: Path) -> None:
    """Write the arrays as plain files."""
    for name in LateArrays.__dataclass_fields__:
        np.save(folder / _FILE.format(name), getattr(arrays, name), allow_pickle=False)


def read_late(folder: Path) -> LateArrays:
    """Read what `write_late` wrote."""
    names = LateArrays.__dataclass_fields__
    return LateArrays(
        **{name: np.load(folder / _FILE.format(name), allow_pickle=False) for name in names}
    )


def _units(rows: npt.NDArray[np.int32], embedder: StaticEmbedder) -> Vectors:
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


def _rarities(arrays: LateArrays) -> Scores:
    """Rarity of each token of the corpus; the last entry is for tokens that it lacks."""
    starts = arrays.sentences[arrays.passages]
    owners = np.searchsorted(starts, np.arange(len(arrays.tokens)), side="right")
    pairs = np.unique(np.stack([arrays.tokens, owners]), axis=1)
    df = np.append(np.bincount(pairs[0], minlength=len(arrays.vocabulary)), 0)
    rarity = np.log1p(len(arrays.passages) / (1 + df)) - np.log(2.0)
    clipped: Scores = np.maximum(rarity, _MIN_RARITY).astype(np.float32)
    return clipped
