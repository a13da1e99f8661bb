from math import log
from pathlib import Path

import numpy as np
import pytest

from index import Index, StaticEmbedder, load_embedder
from index.late import LateView, _products, build_late, merge_late, read_late, write_late
from index.types import LateArrays
from tests.factories import make_passages

# Rows: 税 (2, 0), 费 (0, 1), 款 (0.6, 0.8), 人 (0.28, 0.96); 。 and the line end are unknown.
_TEXTS = ("款。费。", "税人。", "人。")
# Each of 税 and 费 is in one passage of three, so their rarity is the same.
_RARITY = log(1 + 3 / 2) - log(2)


@pytest.fixture(scope="module")
def embedder(tiny_model: Path) -> StaticEmbedder:
    return load_embedder(str(tiny_model))


def _all(view: LateView, query: str) -> np.ndarray:
    return view.score(query, np.arange(view.passages))


@pytest.fixture(scope="module")
def view(embedder: StaticEmbedder) -> LateView:
    return LateView(embedder, [build_late(make_passages(*_TEXTS), embedder)])


def test_scores_follow_the_definition(view: LateView) -> None:
    # 税 is twice as long as 费, so they weigh 2/3 and 1/3. The first passage as a whole has 0.6 and
    # 1 for them, its sentences 0.6 and 0.8 or 0 and 1; the others are one sentence each.
    whole, best = 2 / 3 * 0.6 + 1 / 3 * 1, 2 / 3 * 0.6 + 1 / 3 * 0.8
    expected = [(whole + best) / 2, 2 / 3 * 1 + 1 / 3 * 0.96, 1 / 3 * 0.96]
    assert _all(view, "税费") == pytest.approx(expected, abs=1e-6)


def test_a_word_is_known_that_is_one_token(view: LateView) -> None:
    assert [view.knows(word) for word in ("税", "税费", "")] == [True, False, False]


def test_cosines_below_the_floor_count_for_nothing(view: LateView) -> None:
    # 0.28 for 人 is below it, 0.6 for 款 is not.
    assert _all(view, "税") == pytest.approx([0.6, 1, 0], abs=1e-6)


def test_common_tokens_weigh_less_but_something(view: LateView) -> None:
    # 人 is in two passages of three: log(1 + 3 / 3) - log 2 is 0, so it weighs the least, 0.1.
    share = 0.1 / (0.1 + 2 * _RARITY)
    assert _all(view, "税人")[2] == pytest.approx(share, abs=1e-6)


def test_tokens_that_the_corpus_lacks_weigh_the_most(embedder: StaticEmbedder) -> None:
    view = LateView(embedder, [build_late(make_passages("人。", "费。", "费。"), embedder)])
    # 款, in no passage: log(1 + 3 / 1) - log 2; 费 in two: 0.1. Both have length 1.
    rare = log(4) - log(2)
    expected = (rare * 0.8 + 0.1 * 1) / (rare + 0.1)
    assert _all(view, "款费")[1] == pytest.approx(expected, abs=1e-6)


def test_weights_sum_to_one(view: LateView, shipped_index: Index) -> None:
    assert view.score_texts("税费款人", ["税费款人"]) == pytest.approx([1], abs=1e-6)
    sentence = shipped_index.passages[40].text
    assert shipped_index.late.score_texts(sentence, [sentence]) == pytest.approx([1], abs=1e-5)


def test_repeated_tokens_count_once(view: LateView) -> None:
    assert view.query_rows("费税费税") == [2, 1]
    assert _all(view, "税税税费").tobytes() == _all(view, "税费").tobytes()


def test_a_query_of_unknown_tokens_scores_nothing(view: LateView) -> None:
    for query in ("", "。！？", "空气", "😀"):
        assert view.query_rows(query) == []
        assert _all(view, query).tolist() == [0, 0, 0]
        assert view.score_texts(query, ["税", ""]).tolist() == [0, 0]


def test_unknown_tokens_resemble_nothing(embedder: StaticEmbedder, view: LateView) -> None:
    # Their row is parallel to that of 税.
    assert view.score_texts("税", ["空气", "", "税"]).tolist() == [0, 0, 1]
    unknown = LateView(embedder, [build_late(make_passages("空气。", "费。"), embedder)])
    assert _all(unknown, "税").tolist() == [0, 0]


def test_texts_score_as_a_passage_of_one_sentence_does(view: LateView) -> None:
    for query in ("税费", "款", "人税"):
        assert view.score_texts(query, _TEXTS)[1:] == pytest.approx(_all(view, query)[1:])
    assert view.score_texts("税费", _TEXTS)[0] == pytest.approx(2 / 3 * 0.6 + 1 / 3, abs=1e-6)
    assert view.score_texts("税费", []).tolist() == []


def test_a_sentence_is_read_under_its_own_heading(embedder: StaticEmbedder) -> None:
    passages = make_passages("费。", path=("款", "税"))
    view = LateView(embedder, [build_late(passages, embedder)])
    assert _all(view, "税") == pytest.approx([1])
    assert _all(view, "款") == pytest.approx([0.8])


@pytest.mark.parametrize("tokens", [1, 4, 40])
@pytest.mark.parametrize("limit", [200, 1000, 262_144])
def test_products_in_parts_are_those_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, tokens: int, limit: int
) -> None:
    monkeypatch.setattr("index.late._ON_ONE_THREAD", limit)
    left = np.arange(tokens * 5, dtype=np.float32).reshape(-1, 5)
    right = np.arange(61 * 5, dtype=np.float32).reshape(-1, 5)
    assert _products(left, right).tolist() == (left @ right.T).tolist()


@pytest.mark.parametrize("limit", [5000, 0])
def test_segments_score_as_one(embedder: StaticEmbedder, monkeypatch, limit: int) -> None:
    # With the limit at 0 only passages that are asked about are scored.
    whole = LateView(embedder, [build_late(make_passages(*_TEXTS), embedder)])
    expected = _all(whole, "税费")
    monkeypatch.setattr("index.late.SEARCHED", limit)
    parts = [build_late(make_passages(*texts), embedder) for texts in (_TEXTS[:2], _TEXTS[2:])]
    scan = LateView(embedder, parts).scan("税费")
    assert scan.of(np.array([2, 0])) == pytest.approx([expected[2], expected[0]], abs=1e-6)
    assert len(scan.best(2)) == (2 if limit else 0)


def test_a_merge_leaves_passages_out(embedder: StaticEmbedder) -> None:
    parts = [build_late(make_passages(*texts), embedder) for texts in (_TEXTS[:2], _TEXTS[2:])]
    merged = merge_late(parts, [np.array([False, True]), np.array([True])])
    again = build_late(make_passages(*_TEXTS[1:]), embedder)
    for name in LateArrays.__dataclass_fields__:
        assert getattr(merged, name).tolist() == getattr(again, name).tolist()


def test_arrays_of_two_passages(embedder: StaticEmbedder) -> None:
    arrays = build_late(make_passages("款款。费。", "税人。"), embedder)
    # Rows 0 unknown, 1 税, 2 费, 3 款, 4 人, each once a sentence.
    assert arrays.tokens.tolist() == [0, 3, 0, 2, 0, 1, 4]
    assert (arrays.sentences.tolist(), arrays.passages.tolist()) == ([0, 2, 4], [0, 2])
    assert arrays.held.tolist() == [[0, 1, 2, 3, 4], [2, 1, 1, 1, 1]]


def test_arrays_are_written_and_read(embedder: StaticEmbedder, tmp_path: Path) -> None:
    arrays = build_late(make_passages(*_TEXTS), embedder)
    write_late(arrays, tmp_path)
    again = read_late(tmp_path)
    for name in LateArrays.__dataclass_fields__:
        old, new = getattr(arrays, name), getattr(again, name)
        assert (old.tolist(), old.dtype) == (new.tolist(), new.dtype)


def test_each_word_is_told_how_well_a_text_meets_it(view: LateView) -> None:
    weights, met = view.met("税费", ["款", "税", ""])
    assert weights == pytest.approx([2 / 3, 1 / 3], abs=1e-6)
    assert met == pytest.approx(np.array([[0.6, 0.8], [1, 0], [0, 0]]), abs=1e-6)
    assert [part.shape for part in view.met("。", ["款"])] == [(0,), (1, 0)]
