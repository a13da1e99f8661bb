"""The lexical view: BM25 (Robertson and Zaragoza 2009, in Lucene's variant).

idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)); a passage's score is the sum over the query's tokens
of idf x tf / (tf + k1 (1 - b + b length / mean length)). bm25s weighs every token of every passage
when the index is built; a query then only adds up columns of that matrix, which numpy does alone,
so that asking need not wait for bm25s and scipy to be imported.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from corpus import Passage

from .text import Segmenter
from .types import IndexOptions, Matrix, Scores

_ARRAYS_FILE = "bm25-{}.npy"
_VOCABULARY_FILE = "bm25-vocabulary.json"


class LexicalView:
    """BM25 score of each passage; 0 where it shares no token with the query."""

    def __init__(self, matrix: Matrix, segmenter: Segmenter) -> None:
        """Take the weights and the segmenter that cut the passages."""
        self._matrix = matrix
        self._column = {token: number for number, token in enumerate(matrix.vocabulary)}
        self.segmenter = segmenter

    def score(self, query: str) -> Scores:
        """Score every passage; a token that the query repeats counts once."""
        return self.score_tokens(self.segmenter.tokens(query))

    def score_tokens(self, tokens: Iterable[str]) -> Scores:
        """Score every passage for tokens that are already cut."""
        scores = np.zeros(self._matrix.passages, dtype=np.float32)
        # Sorted, so that the sum and its rounding do not depend on the order of the words.
        for token in sorted(set(tokens) & self._column.keys()):
            column = self._slice(token)
            scores[self._matrix.rows[column]] += self._matrix.weights[column]
        return scores

    def idf(self, tokens: Sequence[str]) -> Scores:
        """Rarity of each token, from near 0 (in every passage) to ln(1 + (N + 0.5) / 0.5)."""
        df = np.array([self._passages_with(token) for token in tokens], dtype=np.float32)
        rarity: Scores = np.log1p((self._matrix.passages - df + 0.5) / (df + 0.5))
        return rarity

    def _passages_with(self, token: str) -> int:
        column = self._slice(token) if token in self._column else slice(0, 0)
        return int(column.stop - column.start)

    def _slice(self, token: str) -> slice:
        number = self._column[token]
        return slice(int(self._matrix.starts[number]), int(self._matrix.starts[number + 1]))


def build_lexical(
    passages: Sequence[Passage], *, segmenter: Segmenter, options: IndexOptions
) -> Matrix:
    """Weigh the tokens of every passage with its heading path."""
    tokens = [segmenter.tokens(passage.index_text()) for passage in passages]
    vocabulary = tuple(sorted({token for row in tokens for token in row}))
    if not vocabulary:
        return _no_tokens(len(passages))
    import bm25s

    # It logs its progress at debug level whatever the level of the program is.
    logging.getLogger("bm25s").setLevel(logging.WARNING)

    number = {token: i for i, token in enumerate(vocabulary)}
    bm25 = bm25s.BM25(k1=options.k1, b=options.b, method="lucene", dtype="float32")
    ids = [[number[token] for token in row] for row in tokens]
    bm25.index((ids, number), create_empty_token=False, show_progress=False)
    return Matrix(
        vocabulary=vocabulary,
        weights=bm25.scores["data"],
        rows=bm25.scores["indices"],
        starts=bm25.scores["indptr"],
        passages=len(passages),
    )


def _no_tokens(passages: int) -> Matrix:
    """The matrix of passages that hold punctuation only; their mean length is no divisor."""
    none = np.zeros(0, dtype=np.int32)
    return Matrix((), none.astype(np.float32), none, np.zeros(1, dtype=np.int64), passages)


def write_lexical(matrix: Matrix, folder: Path) -> None:
    """Write the matrix as plain arrays and its vocabulary as JSON."""
    for name in ("weights", "rows", "starts"):
        np.save(folder / _ARRAYS_FILE.format(name), getattr(matrix, name), allow_pickle=False)
    words = json.dumps(matrix.vocabulary, ensure_ascii=False, separators=(",", ":"))
    (folder / _VOCABULARY_FILE).write_text(words, encoding="utf-8")


def read_lexical(folder: Path, passages: int) -> Matrix:
    """Read what `write_lexical` wrote."""
    return Matrix(
        vocabulary=tuple(json.loads((folder / _VOCABULARY_FILE).read_text(encoding="utf-8"))),
        weights=np.load(folder / _ARRAYS_FILE.format("weights"), allow_pickle=False),
        rows=np.load(folder / _ARRAYS_FILE.format("rows"), allow_pickle=False),
        starts=np.load(folder / _ARRAYS_FILE.format("starts"), allow_pickle=False),
        passages=passages,
    )
