"""Adam on the rows of a table that a batch touches (Kingma and Ba 2015, lazily)."""

from __future__ import annotations

import torch
from torch import Tensor

from .objective import Gradient

_BETA1, _BETA2, _EPSILON = 0.9, 0.98, 1e-8


class RowAdam:
    """Keeps a mean of the gradient per entry and one of its square per row.

    Rows that a batch does not touch stay as they are. One square per row (as in row-wise AdaGrad)
    halves the memory that is moved and keeps the direction of the gradient.
    """

    def __init__(self, table: Tensor) -> None:
        self.table = table
        self.mean = torch.zeros_like(table)
        self.square = torch.zeros(len(table))
        self.steps = torch.zeros(len(table))

    def step(self, gradient: Gradient, rate: float) -> None:
        """Move the touched rows by `rate` along the gradient."""
        rows, values = gradient.rows, gradient.values
        mean = self.mean.index_select(0, rows).lerp_(values, 1 - _BETA1)
        square = self.square[rows].lerp_(values.square().mean(dim=1), 1 - _BETA2)
        steps = self.steps[rows] + 1
        self.mean[rows], self.square[rows], self.steps[rows] = mean, square, steps
        correction = (1 - _BETA2**steps).sqrt() / (1 - _BETA1**steps)
        scale = rate * correction / (square.sqrt() + _EPSILON)
        self.table.index_add_(0, rows, mean * -scale[:, None])
