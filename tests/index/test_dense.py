from pathlib import Path

import numpy as np
import pytest

from index import Index, Role, WindowKind
from index.dense import (
    DenseSegment,
    DenseView,
    embed_windows,
    read_dense,
    read_windows,
    segment_of,
    write_dense,
)
from index.rows import exact_rows, read_rows
from index.windows import passage_windows
from tests.doubles import WordCountEmbedder
from tests.factories import make_passage, make_passages
from tests.index.conftest import version_of

_EMBEDDER = WordCountEmbedder("税", "费", "章")
_TEXTS = ("税税税费费费费。费。", "税。", "费。无。")
_SENTENCES = [WindowKind.SENTENCE]


def _view(weight: float = 0.0, path: tuple[str, ...] = ("章",)) -> DenseView:
    passages = make_passages(*_TEXTS, path=path)
    windows = passage_windows(passages, _SENTENCES)
    return _view_of(passages, windows, weight=weight)


def _segment(passages, windows, *, weight: float) -> DenseSegment:
    vectors, table = embed_windows(passages, windows, embedder=_EMBEDDER, weight=weight)
    return segment_of(exact_rows(vectors), table)


def _view_of(passages, windows, *, weight: float) -> DenseView:
    return DenseView([_segment(passages, windows, weight=weight)], embedder=_EMBEDDER)


def _scores(view: DenseView, query: str) -> list[float]:
    return view.scan(query).of(np.arange(3)).tolist()


def _window_scores(query: str, weight: float = 0.0, path: tuple[str, ...] = ("章",)) -> list[float]:
    passages = make_passages(*_TEXTS, path=path)
    windows = passage_windows(passages, _SENTENCES)
    vectors = embed_windows(passages, windows, embedder=_EMBEDDER, weight=weight)[0]
    return (vectors @ _EMBEDDER.embed([query], Role.QUERY)[0]).tolist()


def test_a_windows_score_is_its_cosine() -> None:
    # The sentences are (3, 4) / 5, 费, 税, 费 and one without a known word.
    assert _window_scores("税") == pytest.approx([0.6, 0, 1, 0, 0], abs=1e-6)
    assert _window_scores("费") == pytest.approx([0.8, 1, 0, 1, 0], abs=1e-6)


def test_a_passages_score_is_its_best_windows() -> None:
    assert _scores(_view(), "税") == pytest.approx([0.6, 1, 0], abs=1e-6)
    assert _scores(_view(), "费") == pytest.approx([1, 0, 1], abs=1e-6)
    assert _scores(_view(), "无关") == [0, 0, 0]


def test_a_window_leans_towards_its_heading() -> None:
    # 税 + 0.75 章 has the length 1.25; the window without a word is the heading alone.
    assert _window_scores("税", 0.75) == pytest.approx([0.48, 0, 0.8, 0, 0], abs=1e-6)
    assert _window_scores("章", 0.75) == pytest.approx([0.6, 0.6, 0.6, 0.6, 1], abs=1e-6)
    assert _window_scores("税", 0.75, ()) == pytest.approx([0.6, 0, 1, 0, 0], abs=1e-6)


def test_a_window_leans_towards_its_own_heading() -> None:
    passages = [make_passage("税。", path=("费",)), make_passage("税。", path=("无",))]
    windows = passage_windows(passages, _SENTENCES)
    scan = _view_of(passages, windows, weight=0.75).scan("费")
    assert scan.of(np.arange(2)) == pytest.approx([0.6, 0], abs=1e-6)


@pytest.fixture(scope="module")
def segment(shipped_folder: Path) -> DenseSegment:
    return read_dense(version_of(shipped_folder) / "s-0001")


def _brute_force(index: Index, windows: np.ndarray, query: str) -> np.ndarray:
    """The cosine of every window, by numpy from the texts."""
    owners = index.passages.many(windows[:, 0])
    texts = [p.text[a:b] for p, (_, a, b) in zip(owners, windows.tolist(), strict=True)]
    embed = index.embedder.embed
    leaning = embed(texts) + 0.2 * embed([" ".join(p.section.path) for p in owners])
    rows = leaning / np.linalg.norm(leaning, axis=1, keepdims=True)
    return rows @ embed([query], Role.QUERY)[0]


@pytest.mark.parametrize("query", ["复议调解率是多少", "How clean is the air?", "2020"])
@pytest.mark.parametrize("limit", [4096, 0])
def test_scores_equal_brute_force(
    shipped_index: Index, segment: DenseSegment, monkeypatch, query: str, limit: int
) -> None:
    # With the limit at 0 the best are searched for, and others are scored when asked for.
    monkeypatch.setattr("index.dense._ALL", limit)
    scores = _brute_force(shipped_index, segment.windows, query)
    best = np.array([scores[segment.windows[:, 0] == n].max() for n in range(106)])
    scan = DenseView([segment], embedder=shipped_index.embedder).scan(query)
    np.testing.assert_allclose(scan.of(np.arange(106)), best, rtol=0, atol=1e-6)
    assert scan.best(10).tolist() == np.argsort(-best, kind="stable")[:10].tolist()
    within = np.arange(106) % 3 == 0
    inside = np.argsort(np.where(within, -best, 9), kind="stable")[:10]
    assert scan.best(10, within).tolist() == inside.tolist()


def test_two_segments_score_as_one(shipped_index: Index, segment: DenseSegment) -> None:
    one = shipped_index.dense.scan("复议调解率")
    two = DenseView([segment, segment], embedder=shipped_index.embedder).scan("复议调解率")
    numbers = np.array([3, 40, 109, 146])
    assert two.of(numbers).tolist() == pytest.approx(one.of(numbers % 106).tolist(), abs=1e-6)
    assert sorted(two.best(4) % 106) == sorted([*one.best(2), *one.best(2)])


@pytest.mark.parametrize("pack", [False, True])
def test_rows_and_windows_are_written_and_read(tmp_path: Path, pack: bool) -> None:
    folder = tmp_path / "朝阳 区 𠮷"
    folder.mkdir()
    passages = make_passages(*_TEXTS)
    windows = passage_windows(passages, WindowKind)
    vectors, table = embed_windows(passages, windows, embedder=_EMBEDDER, weight=0.2)
    write_dense([vectors[:2], vectors[2:]], table, folder=folder, pack=pack)
    again = read_rows(folder, searched=False)
    # Bytes with a scale keep each value to 1 in 254 of the largest.
    np.testing.assert_allclose(
        again.vectors(np.arange(len(again))), vectors, atol=1 / 254 + 1e-6 if pack else 0
    )
    assert read_windows(folder).tolist() == [[w.passage, w.start, w.end] for w in windows]
