"""The losses and their gradients with respect to the token table.

Pooled: in-batch InfoNCE both ways (van den Oord et al. 2018) on normalised means. Late: the same
over the scores of late interaction (Khattab and Zaharia 2020), in small blocks of the batch.
A text's mean is a sparse matrix times the table, so the gradient of the rows is its transpose
times the gradient of the means. Nothing is gathered a row per token, as the embedding bag behind
the trainer of sentence-transformers does with its sparse gradients: at 256 dimensions a step of
1,024 pairs takes 36 ms on two cores. That is why this is plain torch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse
import torch
from torch import Tensor
from torch.nn import functional

from .batches import Batch
from .ragged import Numbers, Ragged

# Cosines are multiplied by this before the softmax.
_SCALE = 20.0


@dataclass(frozen=True, slots=True)
class Gradient:
    """The loss of a batch and its gradient: row i belongs to row `rows[i]` of the table."""

    loss: float
    rows: Tensor
    values: Tensor


def pooled_gradient(table: Tensor, batch: Batch) -> Gradient:
    """Loss and gradient of the normalised means of both sides."""
    rows, (left, right) = _used(len(table), (batch.left, batch.right))
    vectors = table.index_select(0, rows)
    means = [_times(matrix, vectors).requires_grad_() for matrix in (left, right)]
    units = [functional.normalize(mean, dim=1) for mean in means]
    loss = contrast(units[0] @ units[1].T * _SCALE, batch.keys)
    loss.backward()
    values = sum(
        _times(matrix.T.tocsr(), mean.grad)
        for matrix, mean in zip((left, right), means, strict=True)
    )
    return Gradient(loss.item(), rows, values)


def contrast(scores: Tensor, keys: Numbers) -> Tensor:
    """Cross-entropy of the diagonal, both ways; equal keys off the diagonal do not compete."""
    same = torch.from_numpy(keys[:, None] == keys[None, :])
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, -1e4)
    target = torch.arange(len(scores))
    return (
        functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
    ) / 2


def late_gradient(table: Tensor, batch: Batch, *, size: int, floor: float) -> Gradient:
    """Loss and gradient of late interaction among the first `size` pairs."""
    first = np.arange(size)
    left, right = batch.left.take(first), batch.right.take(first)
    number = np.unique(np.concatenate([left.ids, right.ids]))
    rows = torch.from_numpy(number.astype(np.int64))
    vectors = table.index_select(0, rows).requires_grad_()
    units = functional.normalize(vectors, dim=1)
    asked = torch.from_numpy(np.searchsorted(number, left.ids))
    held = torch.from_numpy(np.searchsorted(number, right.ids))
    cosines = functional.relu(units[asked] @ units[held].T - floor)
    owners = torch.from_numpy(right.owners())
    best = torch.zeros(len(asked), size).scatter_reduce(
        1, owners.expand(len(asked), -1), cosines, "amax", include_self=True
    )
    weights = vectors.norm(dim=1)[asked]
    askers = torch.from_numpy(left.owners())
    total = torch.zeros(size).index_add(0, askers, weights).clamp_min(1e-6)
    scores = torch.zeros(size, size).index_add(0, askers, best * weights[:, None]) / total[:, None]
    loss = contrast(scores * _SCALE, batch.keys[:size])
    loss.backward()
    return Gradient(loss.item(), rows, vectors.grad)


def _used(
    size: int, sides: tuple[Ragged, Ragged]
) -> tuple[Tensor, tuple[scipy.sparse.csr_matrix, ...]]:
    """The rows of the table that a batch uses, and each side as averages over them."""
    flags = np.zeros(size, dtype=bool)
    for side in sides:
        flags[side.ids] = True
    rows = np.flatnonzero(flags)
    position = np.zeros(size, dtype=np.int32)
    position[rows] = np.arange(len(rows), dtype=np.int32)
    return torch.from_numpy(rows), tuple(
        _average(side, position, width=len(rows)) for side in sides
    )


def _average(side: Ragged, position: np.ndarray, *, width: int) -> scipy.sparse.csr_matrix:
    lengths = np.maximum(side.lengths, 1)
    weights = np.repeat((1 / lengths).astype(np.float32), side.lengths)
    return scipy.sparse.csr_matrix(
        (weights, position[side.ids], side.starts), shape=(len(side), width)
    )


def _times(matrix: scipy.sparse.csr_matrix, dense: Tensor) -> Tensor:
    sparse = torch.sparse_csr_tensor(
        torch.from_numpy(matrix.indptr.astype(np.int32)),
        torch.from_numpy(matrix.indices.astype(np.int32)),
        torch.from_numpy(matrix.data),
        size=matrix.shape,
        check_invariants=False,
    )
    return sparse @ dense
