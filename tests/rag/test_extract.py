from types import SimpleNamespace

import numpy as np
import pytest

from rag.extract import ExtractOptions, Extractor
from tests.rag.made import hit

_QUERY = "问"
# No weight but the late view's; its scores are given by hand.
_LATE_ONLY = {"dense": 0.0, "lexical": 0.0, "passage": 0.0, "kind": 0.0}


def _index(late: dict[str, float]) -> SimpleNamespace:
    """An index whose late view scores a text by the words of `late` in it, the first that fits."""

    def score(text: str) -> float:
        return next((value for word, value in late.items() if word in text), 0.0)

    def embed(texts: list[str], role: object = None) -> np.ndarray:
        return np.zeros((len(texts), 1), dtype=np.float32)

    def score_texts(query: str, texts: list[str]) -> np.ndarray:
        return np.array([score(text) for text in texts], dtype=np.float32)

    return SimpleNamespace(
        embedder=SimpleNamespace(embed=embed),
        late=SimpleNamespace(score_texts=score_texts),
        lexical=SimpleNamespace(
            segmenter=SimpleNamespace(tokens=list),
            idf=lambda tokens: np.ones(len(tokens), dtype=np.float32),
        ),
    )


def _quotes(late: dict[str, float], *texts: str, query: str = _QUERY, **options: float) -> list:
    hits = [hit(text, rank=rank) for rank, text in enumerate(texts, 1)]
    extractor = Extractor(_index(late), ExtractOptions(**(_LATE_ONLY | options)))
    return [(quote.hit.rank, quote.text) for quote in extractor.quotes(query, hits)]


_THREE = "甲乃其一。乙乃其二。丙乃其三。"


def test_the_best_sentence_is_quoted_and_those_close_behind_it() -> None:
    # Scores 0.9, 0.8, 0.1: the deviation is 0.356, of the standardised sum 1.
    late = {"甲": 0.1, "乙": 0.9, "丙": 0.8}
    assert _quotes(late, _THREE, margin=0.2) == [(1, "乙乃其二。")]
    assert _quotes(late, _THREE, margin=0.5) == [(1, "乙乃其二。"), (1, "丙乃其三。")]
    assert _quotes(late, _THREE, margin=3.0, max_quotes=1) == [(1, "乙乃其二。")]
    assert len(_quotes(late, _THREE, margin=3.0)) == 3


def test_a_quote_tells_how_strong_it_is_and_where_it_stands() -> None:
    extractor = Extractor(_index({"乙": 0.9}), ExtractOptions(**_LATE_ONLY))
    (quote,) = extractor.quotes("乙", [hit(_THREE)])
    assert (quote.start, quote.end) == (5, 10)
    # 0.4 of the late view, and 0.2 of the lexical one for the only token.
    assert quote.score == pytest.approx(0.4 * 0.9 + 0.2)


def test_views_add_up() -> None:
    late = {"甲": 0.5, "乙": 0.5}
    assert _quotes(late, "甲某。", "乙某5件。", kind=1.0, query="多少") == [(2, "乙某5件。")]
    first = [hit("甲某。", rank=1, score=2.0), hit("乙某。", rank=2, score=1.0)]
    weights = ExtractOptions(**(_LATE_ONLY | {"passage": 1.0}))
    assert [q.text for q in Extractor(_index(late), weights).quotes("问", first)] == ["甲某。"]


def test_a_sentence_that_stands_twice_is_quoted_once() -> None:
    late = {"甲": 0.9, "乙": 0.8}
    assert _quotes(late, "甲某。", "甲某。乙某。", margin=5.0) == [(1, "甲某。"), (2, "乙某。")]


def test_only_the_leading_passages_are_read() -> None:
    assert _quotes({"乙": 0.9}, "甲某。", "乙某。", passages=1) == [(1, "甲某。")]


def test_quotes_share_their_room() -> None:
    late = {"甲": 0.9, "乙": 0.8}
    text = "甲" * 9 + "。" + "乙" * 5 + "," + "丙" * 5 + "。"
    assert _quotes(late, text, margin=5.0, max_chars=21) == [
        (1, "甲" * 9 + "。"),
        (1, "乙" * 5 + ","),
    ]
    assert _quotes(late, text, margin=5.0, max_chars=12) == [(1, "甲" * 9 + "。")]


def test_a_sentence_too_long_is_narrowed_to_the_clauses_around_its_best() -> None:
    clauses = [f"{mark}{'文' * 98}," for mark in "甲乙丙丁"]
    text = "".join(clauses)[:-1] + "。"
    assert len(text) == 400
    late = {"丙": 0.9}
    ((_, quote),) = _quotes(late, text)
    assert quote == clauses[2] + clauses[3][:-1] + "。"
    assert quote in text
    assert _quotes(late, text, max_chars=150) == [(1, clauses[2])]


def test_a_sentence_without_a_clause_that_fits_gives_way_to_the_next() -> None:
    late = {"甲": 0.9, "乙": 0.8}
    assert _quotes(late, "甲" * 300 + "。乙某。", margin=5.0) == [(1, "乙某。")]


def test_nothing_is_quoted_from_nothing() -> None:
    assert _quotes({}) == []


def test_a_question_without_tokens_covers_nothing() -> None:
    extractor = Extractor(_index({}), ExtractOptions(**_LATE_ONLY))
    (quote, *_) = extractor.quotes("", [hit(_THREE)])
    assert quote.score == 0.0
