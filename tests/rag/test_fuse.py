import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.fuse import reciprocal_ranks, sight, standardised_sum

_SCORES = st.lists(st.integers(-50, 50), min_size=1, max_size=12)


def _floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_the_standardised_sum_by_hand() -> None:
    # Mean 2 and deviation sqrt(2/3); mean 10 and deviation 10 sqrt(2).
    views = {"dense": _floats(1, 2, 3), "late": _floats(0, 0, 30)}
    fused = standardised_sum(views, {"dense": 1.0, "late": 0.5})
    root = 2**0.5
    by_hand = [-(1.5**0.5) - 0.25 * root, -0.25 * root, 1.5**0.5 + 0.5 * root]
    np.testing.assert_allclose(fused, by_hand, rtol=1e-6)


def test_reciprocal_ranks_by_hand_equal_scores_sharing_the_better_rank() -> None:
    views = {"dense": _floats(0.9, 0.5, 0.5, 0.1), "late": _floats(1, 2, 3, 4)}
    fused = reciprocal_ranks(views, {"dense": 1.0, "late": 2.0})
    by_hand = [1 / 61 + 2 / 64, 1 / 62 + 2 / 63, 1 / 62 + 2 / 62, 1 / 64 + 2 / 61]
    np.testing.assert_allclose(fused, by_hand, rtol=1e-6)


@pytest.mark.parametrize("fuse", [standardised_sum, reciprocal_ranks])
@given(scores=_SCORES, order=st.randoms(use_true_random=False))
def test_the_order_of_the_passages_does_not_matter(fuse, scores, order) -> None:
    shuffled = list(range(len(scores)))
    order.shuffle(shuffled)
    views = {"dense": _floats(*scores), "late": _floats(*range(len(scores)))}
    weights = {"dense": 1.0, "late": 0.3}
    moved = {name: view[shuffled] for name, view in views.items()}
    np.testing.assert_allclose(
        fuse(moved, weights), fuse(views, weights)[shuffled], rtol=1e-4, atol=1e-5
    )


@given(value=st.floats(-1e3, 1e3, width=32), size=st.integers(1, 300))
def test_a_view_that_scores_everything_alike_adds_nothing(value: float, size: int) -> None:
    flat = np.full(size, value, dtype=np.float32)
    assert standardised_sum({"dense": flat}, {"dense": 1.0}).tolist() == [0.0] * size


def test_fusing_nothing_gives_nothing() -> None:
    assert standardised_sum({"dense": _floats()}, {"dense": 1.0}).tolist() == []


@pytest.mark.parametrize(
    ("best", "rarity", "seen"),
    [(0.0, 10.0, 0.0), (1.0, 8.0, 0.5), (2.5, 10.0, 1.0), (9.0, 10.0, 1.0), (1.0, 0.0, 0.0)],
)
def test_sight_grows_to_one_at_a_quarter_of_the_rarity(best, rarity, seen) -> None:
    assert sight(best, rarity) == seen
