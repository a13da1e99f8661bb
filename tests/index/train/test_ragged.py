import numpy as np
import pytest

from index.train.ragged import Ragged, bounds, replaced

ROWS = [[1, 2, 3], [], [4]]


def lists(rows: Ragged) -> list[list[int]]:
    return [part.tolist() for part in np.split(rows.ids, rows.starts[1:-1])]


@pytest.fixture
def rows() -> Ragged:
    return Ragged.of(ROWS)


def test_rows_are_kept_as_they_were_given(rows: Ragged) -> None:
    assert (lists(rows), len(rows)) == (ROWS, 3)
    assert (rows.lengths.tolist(), rows.owners().tolist()) == ([3, 0, 1], [0, 0, 0, 2])
    assert (rows.ids.dtype, rows.starts.dtype) == (np.int32, np.int64)
    assert bounds(np.array([3, 0, 1])).tolist() == [0, 3, 3, 4]


def test_rows_are_taken_in_any_order_and_more_than_once(rows: Ragged) -> None:
    assert lists(rows.take(np.array([2, 0, 1, 2]))) == [[4], [1, 2, 3], [], [4]]
    assert len(rows.take(np.array([], dtype=np.int64))) == 0


def test_stretches_are_cut(rows: Ragged) -> None:
    assert lists(rows.cut(np.array([1, 0, 3]), np.array([2, 0, 1]))) == [[2, 3], [], [4]]


def test_only_flagged_entries_stay(rows: Ragged) -> None:
    assert lists(rows.keep(np.array([True, False, True, False]))) == [[1, 3], [], []]


def test_an_entry_gives_way_to_one_of_its_replacements(rows: Ragged) -> None:
    # Entry 1 may become 7 or 8 9, entry 3 may become 7; 2 has no replacement, 4 is not flagged.
    choices = Ragged.of([[7], [8, 9]])
    options = Ragged.of([[], [0, 1], [], [0], [0]])
    flags = np.array([True, True, True, False])
    drawn = [
        lists(replaced(rows, flags, choices=choices, options=options, draw=np.array([d, 5, 5, 5])))
        for d in (4, 5)
    ]
    assert drawn == [[[7, 2, 7], [], [4]], [[8, 9, 2, 7], [], [4]]]


def test_without_a_replacement_rows_stay(rows: Ragged) -> None:
    nothing = Ragged.of([[]] * 5)
    draw = np.arange(4)
    for flags in (np.ones(4, bool), np.zeros(4, bool)):
        kept = replaced(rows, flags, choices=Ragged.of([]), options=nothing, draw=draw)
        assert lists(kept) == ROWS
