import numpy as np
import pytest

from index.train.ragged import Ragged
from index.train.start import first_table

# Tokens 0 and 1 are rare, 2 to 6 are of one rarity, 7 is in every other place.
_TEXTS = Ragged.of([[*[i for i in range(2, 7) for _ in range(20)], *[7] * 100]])


def test_the_length_of_a_row_grows_with_rarity() -> None:
    table = first_table(_TEXTS, 8, dimension=8192, seed=1).numpy()
    rarity = np.log(208 / np.array([1, 1, 21, 21, 21, 21, 21, 101]))
    expected = np.clip(rarity / np.log(208 / 21), 0.15, 1.2)
    assert np.linalg.norm(table, axis=1) == pytest.approx(expected, rel=0.03)
    assert expected[[0, 2]] == pytest.approx([1.2, 1])


def test_rows_point_anywhere() -> None:
    table = first_table(_TEXTS, 8, dimension=8192, seed=1).numpy()
    units = table / np.linalg.norm(table, axis=1, keepdims=True)
    assert units @ units.T == pytest.approx(np.eye(8), abs=0.05)


def test_the_seed_makes_the_table() -> None:
    first, same, other = (first_table(_TEXTS, 8, dimension=4, seed=s).numpy() for s in (1, 1, 2))
    assert first.tobytes() == same.tobytes() != other.tobytes()
