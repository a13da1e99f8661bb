from math import exp, log

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from index.train.batches import Batch
from index.train.objective import Gradient, contrast, late_gradient, pooled_gradient
from index.train.ragged import Ragged

pytestmark = pytest.mark.filterwarnings("ignore:Sparse CSR tensor support is in beta")

_LEFT, _RIGHT = [[1, 2], [3, 3, 1], [5]], [[2], [4, 1, 1], [5, 2]]
_KEYS = np.array([0, 1, 0])
_SIZE, _FLOOR = 7, 0.1


@pytest.fixture
def table() -> Tensor:
    return torch.randn(_SIZE, 4, generator=torch.Generator().manual_seed(3))


@pytest.fixture
def batch() -> Batch:
    return Batch(Ragged.of(_LEFT), Ragged.of(_RIGHT), _KEYS)


def _in_full(gradient: Gradient, like: Tensor) -> Tensor:
    return torch.zeros_like(like).index_add(0, gradient.rows, gradient.values)


def _pooled_loss(table: Tensor) -> Tensor:
    left, right = (
        functional.normalize(torch.stack([table[row].mean(0) for row in rows]), dim=1)
        for rows in (_LEFT, _RIGHT)
    )
    return contrast(left @ right.T * 20, _KEYS)


def _late_score(asked: Tensor, held: Tensor) -> Tensor:
    """Cosines less the floor, the best for each token, weighed by the length of its vector."""
    cosines = functional.normalize(asked, dim=1) @ functional.normalize(held, dim=1).T
    best = functional.relu(cosines - _FLOOR).max(dim=1).values
    weights = asked.norm(dim=1)
    return (best * weights).sum() / weights.sum()


def _late_loss(table: Tensor) -> Tensor:
    scores = [[_late_score(table[a], table[b]) for b in _RIGHT] for a in _LEFT]
    return contrast(torch.stack([torch.stack(row) for row in scores]) * 20, _KEYS)


def test_the_loss_is_the_cross_entropy_of_the_diagonal_both_ways() -> None:
    by_row = (log(exp(2) + exp(1)) - 2) + (log(exp(0) + exp(3)) - 3)
    by_column = (log(exp(2) + exp(0)) - 2) + (log(exp(1) + exp(3)) - 3)
    loss = contrast(torch.tensor([[2.0, 1.0], [0.0, 3.0]]), np.array([0, 1]))
    assert loss.item() == pytest.approx((by_row / 2 + by_column / 2) / 2, abs=1e-6)


def test_equal_keys_do_not_compete() -> None:
    scores = torch.tensor([[1.0, 9.0, 0.0], [9.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    # Rows 0 and 1 are left with themselves and the third.
    pair, third = log(exp(1) + 1) - 1, log(exp(1) + 2) - 1
    loss = contrast(scores, np.array([4, 4, 5]))
    assert loss.item() == pytest.approx((2 * pair + third) / 3, abs=1e-6)
    assert contrast(scores[:2, :2], np.array([4, 4])).item() == 0


def test_the_pooled_gradient_is_that_of_the_dense_computation(table: Tensor, batch: Batch) -> None:
    dense = table.clone().requires_grad_()
    loss = _pooled_loss(dense)
    loss.backward()
    found = pooled_gradient(table, batch)
    assert found.loss == pytest.approx(loss.item(), abs=1e-5)
    torch.testing.assert_close(_in_full(found, table), dense.grad, atol=1e-5, rtol=1e-5)


def test_the_late_gradient_is_that_of_the_dense_computation(table: Tensor, batch: Batch) -> None:
    dense = table.clone().requires_grad_()
    loss = _late_loss(dense)
    loss.backward()
    found = late_gradient(table, batch, size=3, floor=_FLOOR)
    assert found.loss == pytest.approx(loss.item(), abs=1e-5)
    torch.testing.assert_close(_in_full(found, table), dense.grad, atol=1e-5, rtol=1e-5)


def test_the_late_loss_is_of_the_first_pairs_alone(table: Tensor, batch: Batch) -> None:
    first = Batch(Ragged.of(_LEFT[:2]), Ragged.of(_RIGHT[:2]), _KEYS[:2])
    part, alone = (late_gradient(table, one, size=2, floor=_FLOOR) for one in (batch, first))
    assert (part.loss, part.rows.tolist()) == (alone.loss, [1, 2, 3, 4])
    assert part.values.tolist() == alone.values.tolist()


def test_only_rows_of_the_batch_have_a_gradient(table: Tensor, batch: Batch) -> None:
    for found in (pooled_gradient(table, batch), late_gradient(table, batch, size=3, floor=0.1)):
        assert found.rows.tolist() == [1, 2, 3, 4, 5]
        assert found.values.shape == (5, 4)


def test_a_text_that_lost_all_of_its_words_does_no_harm(table: Tensor) -> None:
    batch = Batch(Ragged.of([[1], [2]]), Ragged.of([[], [3]]), np.array([0, 1]))
    for found in (pooled_gradient(table, batch), late_gradient(table, batch, size=2, floor=0.1)):
        assert np.isfinite(found.loss)
        assert found.values.isfinite().all()
