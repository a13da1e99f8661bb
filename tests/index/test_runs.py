import numpy as np
import pytest

from index.runs import places_of


@pytest.mark.parametrize(
    ("runs", "places", "begin"),
    [
        ([0], [0, 1], [0]),
        # The last one goes to the end of the array.
        ([2], [3, 4, 5], [0]),
        ([2, 0, 1], [3, 4, 5, 0, 1, 2], [0, 3, 5]),
        ([], [], []),
    ],
)
def test_the_places_of_runs_follow_one_another(
    runs: list[int], places: list[int], begin: list[int]
) -> None:
    found = places_of(np.array([0, 2, 3]), np.array(runs, dtype=np.int64), size=6)
    assert [part.tolist() for part in found] == [places, begin]


def test_no_runs_have_no_places() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert [part.tolist() for part in places_of(nothing, nothing, size=0)] == [[], []]
