"""How good a token table is on texts that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import scipy.sparse
from tokenizers import Tokenizer
from torch import Tensor

from .data import Rewording, TrainingData
from .encode import encoded
from .ragged import Numbers, Ragged

# Every so many rewordings, and paragraphs of the questions, are held out.
_EVERY = 12


def held_out(data: TrainingData) -> tuple[TrainingData, TrainingData]:
    """What is trained on, and the rewordings and questions that are kept from it."""
    contexts = {row["context"]: None for row in data.qa}
    kept_back = set(list(contexts)[::_EVERY])
    others = replace(
        data,
        rewordings=tuple(row for i, row in enumerate(data.rewordings) if i % _EVERY),
        qa=tuple(row for row in data.qa if row["context"] not in kept_back),
    )
    held = TrainingData(
        passages=(),
        pairs=(),
        everyday=(),
        rewordings=data.rewordings[::_EVERY],
        qa=tuple(row for row in data.qa if row["context"] in kept_back),
    )
    return others, held


class HeldOut:
    """Everyday questions to official passages, as ranks among all held-out passages."""

    def __init__(self, rows: Sequence[Rewording], tokenizer: Tokenizer) -> None:
        self._passages = encoded(tokenizer, [row.passage for row in rows])
        self._sides = {
            name: _questions([getattr(row, name) for row in rows], tokenizer)
            for name in ("zh", "en")
        }

    def figures(self, table: Tensor) -> str:
        """R@1 and R@5 in both languages, as a line."""
        rows = table.numpy()
        passages = pooled(rows, self._passages)
        parts = []
        for name, (questions, right) in self._sides.items():
            ranks = ranks_of(pooled(rows, questions) @ passages.T, right)
            parts.append(f"{name} R@1 {np.mean(ranks < 1):.3f} R@5 {np.mean(ranks < 5):.3f}")
        return f"held-out rewordings ({len(self._passages)} passages): {', '.join(parts)}"


def _questions(asked: Sequence[Sequence[str]], tokenizer: Tokenizer) -> tuple[Ragged, Numbers]:
    """The questions of all passages, and the number of the passage that each asks about."""
    texts = encoded(tokenizer, [text for questions in asked for text in questions])
    return texts, np.repeat(np.arange(len(asked)), [len(questions) for questions in asked])


def pooled(table: np.ndarray, texts: Ragged) -> np.ndarray:
    """Normalised means of the texts' rows."""
    ones = np.ones(len(texts.ids), dtype=np.float32)
    sums = (
        scipy.sparse.csr_matrix((ones, texts.ids, texts.starts), (len(texts), len(table))) @ table
    )
    means: np.ndarray = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return means


def ranks_of(scores: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How many others score higher than the right one, by row."""
    ranks: np.ndarray = (scores > scores[np.arange(len(right)), right][:, None]).sum(axis=1)
    return ranks
