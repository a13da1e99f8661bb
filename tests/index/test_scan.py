import numpy as np
import pytest

from index.scan import Full, best_of


@pytest.mark.parametrize(
    "size",
    [
        0,
        7,
        # More than are sorted at once.
        100,
        # More than one row of groups, the last of them incomplete.
        5_003,
    ],
)
@pytest.mark.parametrize(
    "values",
    [
        # All differ; many are equal; nearly all are equal; all are.
        100_000,
        30,
        2,
        1,
    ],
)
def test_the_best_are_those_of_a_stable_sort(size: int, values: int) -> None:
    drawn = np.random.default_rng(size).integers(0, values, size)
    scores = np.where(drawn == values - 1, drawn, drawn // 2 * 2).astype(np.float32)
    expected = sorted(range(size), key=lambda place: (-scores[place], place))[:10]
    assert best_of(scores, 10).tolist() == expected


def test_the_best_in_one_group_are_all_found() -> None:
    scores = np.zeros(4_000, dtype=np.float32)
    scores[320 * np.arange(1, 12)] = np.arange(1, 12)
    assert best_of(scores, 10).tolist() == [320 * place for place in range(11, 1, -1)]


def test_the_best_within_a_mask_have_their_own_numbers() -> None:
    within = np.array([True, False, True, True])
    scan = Full(np.array([1, 9, 3, 3], dtype=np.float32))
    assert scan.best(2, within).tolist() == [2, 3]
    assert scan.of(np.array([1, 0])).tolist() == [9, 1]
