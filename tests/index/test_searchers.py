"""What holds for every Searcher."""

import numpy as np
import pytest

from corpus import sentence_spans
from index import Index, Searcher

_UNKNOWN = "ξένος 😀 ‽"
_QUERIES = (
    "复议调解率",
    "How clean is the air?",
    "朝陽區 2020年 9.3%",
    "",
    "。！？",
    "\ud800",
    _UNKNOWN,
)


def _scores(searcher: Searcher, query: str) -> np.ndarray:
    return searcher.scan(query).of(np.arange(106))


@pytest.fixture(params=["dense", "lexical", "late"])
def searcher(request: pytest.FixtureRequest, shipped_index: Index) -> Searcher:
    return getattr(shipped_index, request.param)


@pytest.mark.parametrize("query", [*_QUERIES, "复议" * 5000])
def test_every_passage_has_a_finite_score(searcher: Searcher, query: str) -> None:
    scores = _scores(searcher, query)
    assert (scores.shape, scores.dtype) == ((106,), np.float32)
    assert np.all(np.isfinite(scores))


def test_a_sentence_finds_a_passage_that_holds_it(searcher: Searcher, shipped_index: Index) -> None:
    for passage in shipped_index.passages:
        start, end = max(sentence_spans(passage.text), key=lambda span: span[1] - span[0])
        best = int(np.argmax(_scores(searcher, passage.text[start:end])))
        assert passage.text[start:end] in shipped_index.passages[best].text


@pytest.mark.parametrize("query", _QUERIES)
def test_the_same_query_has_the_same_scores_byte_for_byte(searcher: Searcher, query: str) -> None:
    assert _scores(searcher, query).tobytes() == _scores(searcher, query).tobytes()


@pytest.mark.parametrize("query", ["", " \n", "。！？", "的 了", "what is it", _UNKNOWN])
def test_a_query_with_nothing_in_common_scores_nothing(shipped_index: Index, query: str) -> None:
    assert _scores(shipped_index.lexical, query).tolist() == [0.0] * 106
    assert _scores(shipped_index.late, query).tolist() == [0.0] * 106
    assert shipped_index.late.score_texts(query, ["复议", ""]).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("query", ["", " \n"])
def test_no_query_is_near_no_passage(shipped_index: Index, query: str) -> None:
    assert _scores(shipped_index.dense, query).tolist() == [0.0] * 106


@pytest.mark.parametrize(
    "query",
    [
        "朝陽區行政復議案件調解率",  # Traditional
        "朝阳区行政复议案件调解率　",  # a full-width blank
    ],
)
def test_scripts_and_widths_make_no_difference(searcher: Searcher, query: str) -> None:
    plain = _scores(searcher, "朝阳区行政复议案件调解率")
    np.testing.assert_allclose(_scores(searcher, query), plain, atol=1e-5)


@pytest.mark.parametrize("query", _QUERIES)
def test_the_best_are_those_with_the_highest_scores(searcher: Searcher, query: str) -> None:
    scores = _scores(searcher, query)
    order = np.argsort(-scores, kind="stable")
    assert searcher.scan(query).best(7).tolist() == order[:7].tolist()
    within = np.arange(106) >= 50
    inside = [number for number in order if within[number]]
    assert searcher.scan(query).best(7, within).tolist() == inside[:7]
    assert len(searcher.scan(query).best(200)) == 106
