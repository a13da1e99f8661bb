import numpy as np
import pytest

from index.train.batches import (
    Passages,
    heading_stream,
    mixed,
    neighbour_stream,
    pair_stream,
    span_stream,
)
from index.train.encode import Pairs
from index.train.lexicon import Lexicon, Replacements
from index.train.ragged import Ragged
from tests.index.train.test_ragged import lists

_TOKENS = 800
# Passage p has the tokens 100 p, 100 p + 1, …; the last is too short to be asked about.
_LENGTHS = (40, 30, 20, 5)
_COUNT = 200


def _ways(choices: dict[int, int]) -> Replacements:
    """Every token of the choices may become one other."""
    options = [[list(choices).index(i)] if i in choices else [] for i in range(_TOKENS)]
    return Replacements(Ragged.of(options), Ragged.of([[other] for other in choices.values()]))


NOTHING = Lexicon(_ways({}), _ways({}), _ways({}))
# Translations lie above, so that they are told from what was there.
TRANSLATED = Lexicon(_ways({i: 400 + i for i in range(400)}), _ways({}), _ways({}))


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(1)


@pytest.fixture
def passages() -> Passages:
    texts = Ragged.of([range(100 * i, 100 * i + n) for i, n in enumerate(_LENGTHS)])
    return Passages(texts, Ragged.of([[7], [7], [8], [8]]), np.array([0, 0, 1, 1]))


def test_pairs_come_with_what_belongs_to_them(random: np.random.Generator) -> None:
    pairs = Pairs(Ragged.of([[1, 2], [3], [4, 5]]), np.array([0, 1]), np.array([1, 2]))
    batch = pair_stream(pairs, NOTHING, reword=0, translate=0)(_COUNT, random)
    drawn = zip(lists(batch.left), lists(batch.right), batch.keys.tolist(), strict=True)
    assert {str(row) for row in drawn} == {"([1, 2], [3], 1)", "([3], [4, 5], 2)"}


@pytest.mark.parametrize(("share", "least", "most"), [(0, 0, 0), (0.5, 70, 130), (1, 200, 200)])
def test_so_many_left_sides_are_translated(
    random: np.random.Generator, share: float, least: int, most: int
) -> None:
    pairs = Pairs(Ragged.of([[1, 2], [3]]), np.array([0]), np.array([1]))
    batch = pair_stream(pairs, TRANSLATED, reword=0, translate=share)(_COUNT, random)
    rows = lists(batch.left)
    assert least <= rows.count([401, 402]) <= most
    assert rows.count([401, 402]) + rows.count([1, 2]) == _COUNT
    assert lists(batch.right) == [[3]] * _COUNT


def test_some_words_of_a_reworded_side_become_kindred_ones(random: np.random.Generator) -> None:
    pairs = Pairs(Ragged.of([[1, 2], [3]]), np.array([0]), np.array([1]))
    lexicon = Lexicon(_ways({}), _ways({1: 9}), _ways({2: 8}))
    rows = lists(pair_stream(pairs, lexicon, reword=1, translate=0)(_COUNT, random).left)
    # Three in five words, and one in five other forms, which need no rewording.
    assert 90 <= sum(row[0] == 9 for row in rows) <= 150
    assert 20 <= sum(row[1] == 8 for row in rows) <= 60


def test_a_stretch_asks_for_its_passage(passages: Passages, random: np.random.Generator) -> None:
    batch = span_stream(passages, NOTHING, reword=0, translate=0)(_COUNT, random)
    whole = 0
    for left, right, key in zip(lists(batch.left), lists(batch.right), batch.keys, strict=True):
        assert key in (0, 1, 2)
        assert {*left, *right} <= set(range(100 * key, 100 * key + _LENGTHS[key]))
        assert 1 <= len(left) <= _LENGTHS[key] // 2
        assert left == sorted(left)
        # The stretch is there as a whole or not at all, and with it every thinned word of it.
        assert set(left) <= set(right) or not set(left) & set(right)
        whole += set(left) <= set(right)
    assert 70 <= whole <= 130


def test_a_heading_is_no_negative_of_its_document(
    passages: Passages, random: np.random.Generator
) -> None:
    batch = heading_stream(passages, NOTHING, reword=0, translate=0)(_COUNT, random)
    for left, right, key in zip(lists(batch.left), lists(batch.right), batch.keys, strict=True):
        assert left == [7 + key]
        assert right[0] // 200 == key


def test_a_passage_asks_for_the_next_one_of_its_document(
    passages: Passages, random: np.random.Generator
) -> None:
    batch = neighbour_stream(passages)(_COUNT, random)
    pairs = zip(lists(batch.left), lists(batch.right), batch.keys, strict=True)
    assert {(left[0] // 100, right[0] // 100, key) for left, right, key in pairs} == {
        (0, 1, 1),
        (2, 3, 3),
    }


def test_long_texts_are_cut(random: np.random.Generator) -> None:
    pairs = Pairs(Ragged.of([[1], list(range(2, 302))]), np.array([0]), np.array([1]))
    draw = pair_stream(pairs, NOTHING, reword=0, translate=0)
    for row in lists(draw(50, random).right):
        assert 40 <= len(row) < 120
        assert row == list(range(row[0], row[0] + len(row)))


def test_of_what_the_data_lack_there_is_no_stream(passages: Passages) -> None:
    none = np.array([], dtype=np.int64)
    short = Passages(Ragged.of([[1]]), Ragged.of([[2]]), np.array([0]))
    assert pair_stream(Pairs(Ragged.of([]), none, none), NOTHING, reword=0, translate=0) is None
    assert span_stream(short, NOTHING, reword=0, translate=0) is None
    assert neighbour_stream(short) is None


def test_batches_are_of_one_stream_each_by_its_share(
    passages: Passages, random: np.random.Generator
) -> None:
    one = neighbour_stream(passages)
    draw = mixed({"often": (one, 0.6), "rarely": (one, 0.2), "never": (one, 0.0)})
    names = [draw(2, random)[0] for _ in range(_COUNT)]
    assert (names.count("never"), 120 < names.count("often") < 180) == (0, True)


def test_one_seed_gives_one_batch(passages: Passages) -> None:
    draw = span_stream(passages, TRANSLATED, reword=0.2, translate=0.4)
    first, second, other = (draw(9, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert lists(first.left) == lists(second.left) != lists(other.left)
    assert lists(first.right) == lists(second.right)
