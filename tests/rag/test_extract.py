from types import SimpleNamespace

import numpy as np
import pytest

from rag.extract import ExtractOptions, Extractor
from tests.rag.made import hit

# No weight but the late view's; its scores are given by hand.
_LATE_ONLY = {"dense": 0.0, "lexical": 0.0, "passage": 0.0, "kind": 0.0}
_THREE = "甲乃其一。乙乃其二。丙乃其三。"


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


def _ranked(late: dict[str, float], *texts: str, query: str = "问", **options: float) -> list:
    hits = [hit(text, rank=rank) for rank, text in enumerate(texts, 1)]
    extractor = Extractor(_index(late), ExtractOptions(**(_LATE_ONLY | options)))
    return [(found.hit.rank, found.text) for found in extractor.candidates(query, hits)]


def test_every_sentence_is_a_candidate_the_best_first() -> None:
    assert _ranked({"甲": 0.1, "乙": 0.9, "丙": 0.8}, _THREE) == [
        (1, "乙乃其二。"),
        (1, "丙乃其三。"),
        (1, "甲乃其一。"),
    ]


def test_a_candidate_tells_how_strong_it_is_and_where_it_stands() -> None:
    extractor = Extractor(_index({"乙": 0.9}), ExtractOptions(**_LATE_ONLY))
    best, *_ = extractor.candidates("乙", [hit(_THREE)])
    assert (best.start, best.end) == (5, 10)
    assert best.parts.late == pytest.approx(0.9)
    # 0.4 of the late view, and 0.2 of the lexical one for the only token.
    assert best.strength == pytest.approx(0.4 * 0.9 + 0.2)


def test_a_short_sentence_is_read_under_its_heading() -> None:
    short, long = "丙某。", f"丁{'某' * 20}。"
    assert _ranked({"概况": 0.9, "丁": 0.5}, long, short) == [(2, short), (1, long)]


def test_views_add_up() -> None:
    late = {"甲": 0.5, "乙": 0.5}
    best, *_ = _ranked(late, "甲某。", "乙某5件。", kind=1.0, query="多少")
    assert best == (2, "乙某5件。")
    best, *_ = _ranked(late, "甲某5人。", "乙某5件。", kind=1.0, query="多少件")
    assert best == (2, "乙某5件。")
    hits = [hit("甲某。", rank=1, score=2.0), hit("乙某。", rank=2, score=1.0)]
    weights = ExtractOptions(**(_LATE_ONLY | {"passage": 1.0}))
    assert Extractor(_index(late), weights).candidates("问", hits)[0].text == "甲某。"


def test_only_the_leading_passages_are_read() -> None:
    assert _ranked({"乙": 0.9}, "甲某。", "乙某。", passages=1) == [(1, "甲某。")]


def test_nothing_comes_of_nothing() -> None:
    assert _ranked({}) == []


def test_a_question_without_tokens_covers_nothing() -> None:
    extractor = Extractor(_index({}), ExtractOptions(**_LATE_ONLY))
    best, *_ = extractor.candidates("", [hit(_THREE)])
    assert best.strength == 0.0


def test_closeness_adds_the_cosine_and_late_interaction() -> None:
    extractor = Extractor(_index({"甲": 0.25}), ExtractOptions())
    assert extractor.closeness("问", ["甲", "乙"]).tolist() == [0.25, 0.0]
