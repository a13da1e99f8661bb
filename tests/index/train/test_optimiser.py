import pytest
import torch

from index.train.objective import Gradient
from index.train.optimiser import RowAdam


def _gradient(row: int, *values: float) -> Gradient:
    return Gradient(0.0, torch.tensor([row]), torch.tensor([values]))


def test_a_first_step_goes_against_the_gradient_as_far_as_the_rate() -> None:
    table = torch.tensor([[1.0, 1.0], [5.0, 5.0]])
    RowAdam(table).step(_gradient(0, 3.0, 4.0), rate=0.1)
    # Mean 0.1 g, square 0.02 (9 + 16) / 2, and both corrections cancel: g / its root mean square.
    size = 12.5**0.5
    assert table[0].tolist() == pytest.approx([1 - 0.1 * 3 / size, 1 - 0.1 * 4 / size], abs=1e-6)
    assert table[1].tolist() == [5, 5]


def test_a_second_step_follows_the_formula() -> None:
    table = torch.zeros(1, 2)
    optimiser = RowAdam(table)
    optimiser.step(_gradient(0, 3.0, 4.0), rate=0.0)
    optimiser.step(_gradient(0, 1.0, -1.0), rate=0.5)
    mean = [0.9 * 0.1 * 3 + 0.1 * 1, 0.9 * 0.1 * 4 - 0.1 * 1]
    square = 0.98 * 0.02 * 12.5 + 0.02 * 1
    correction = (1 - 0.98**2) ** 0.5 / (1 - 0.9**2)
    expected = [-0.5 * correction * value / square**0.5 for value in mean]
    assert table[0].tolist() == pytest.approx(expected, abs=1e-6)


def test_a_row_counts_its_own_steps() -> None:
    table = torch.zeros(2, 2)
    optimiser = RowAdam(table)
    for _ in range(5):
        optimiser.step(_gradient(0, 1.0, 1.0), rate=0.1)
    optimiser.step(_gradient(1, 2.0, 2.0), rate=0.1)
    assert optimiser.steps.tolist() == [5, 1]
    # However large the gradient, a row's first step is as long as the rate.
    assert table[1].tolist() == pytest.approx([-0.1, -0.1], abs=1e-6)
