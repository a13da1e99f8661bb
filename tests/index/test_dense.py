from pathlib import Path

import numpy as np
import pytest

from index import Index, Role, WindowKind
from index.dense import DenseView, build_dense, read_dense, write_dense
from index.windows import passage_windows
from tests.doubles import WordCountEmbedder
from tests.factories import make_passage, make_passages

_EMBEDDER = WordCountEmbedder("税", "费", "章")
_TEXTS = ("税税税费费费费。费。", "税。", "费。无。")
_SENTENCES = [WindowKind.SENTENCE]


def _view(weight: float = 0.0, path: tuple[str, ...] = ("章",)) -> DenseView:
    passages = make_passages(*_TEXTS, path=path)
    windows = passage_windows(passages, _SENTENCES)
    return DenseView(
        *build_dense(passages, windows, embedder=_EMBEDDER, weight=weight), embedder=_EMBEDDER
    )


def test_a_windows_score_is_its_cosine() -> None:
    # The sentences are (3, 4) / 5, 费, 税, 费 and one without a known word.
    assert _view().window_scores("税") == pytest.approx([0.6, 0, 1, 0, 0], abs=1e-6)
    assert _view().window_scores("费") == pytest.approx([0.8, 1, 0, 1, 0], abs=1e-6)


def test_a_passages_score_is_its_best_windows() -> None:
    assert _view().score("税") == pytest.approx([0.6, 1, 0], abs=1e-6)
    assert _view().score("费") == pytest.approx([1, 0, 1], abs=1e-6)
    assert _view().score("无关").tolist() == [0, 0, 0]


def test_a_window_leans_towards_its_heading() -> None:
    # 税 + 0.75 章 has the length 1.25; the window without a word is the heading alone.
    assert _view(0.75).window_scores("税") == pytest.approx([0.48, 0, 0.8, 0, 0], abs=1e-6)
    assert _view(0.75).window_scores("章") == pytest.approx([0.6, 0.6, 0.6, 0.6, 1], abs=1e-6)
    assert _view(0.75, path=()).window_scores("税") == pytest.approx([0.6, 0, 1, 0, 0], abs=1e-6)


def test_a_window_leans_towards_its_own_heading() -> None:
    passages = [make_passage("税。", path=("费",)), make_passage("税。", path=("无",))]
    windows = passage_windows(passages, _SENTENCES)
    rows = build_dense(passages, windows, embedder=_EMBEDDER, weight=0.75)
    assert DenseView(*rows, embedder=_EMBEDDER).score("费") == pytest.approx([0.6, 0], abs=1e-6)


def test_scores_equal_brute_force(shipped_index: Index) -> None:
    passages, dense = shipped_index.passages, shipped_index.dense
    owners = [passages[number] for number in dense.windows[:, 0]]
    texts = [p.text[a:b] for p, (_, a, b) in zip(owners, dense.windows.tolist(), strict=True)]
    embed = shipped_index.embedder.embed
    leaning = embed(texts) + 0.2 * embed([" ".join(p.section.path) for p in owners])
    rows = leaning / np.linalg.norm(leaning, axis=1, keepdims=True)
    for query in ("复议调解率是多少", "How clean is the air?", "2020"):
        scores = rows @ embed([query], Role.QUERY)[0]
        np.testing.assert_allclose(dense.window_scores(query), scores, rtol=0, atol=1e-6)
        best = [scores[dense.windows[:, 0] == number].max() for number in range(len(passages))]
        np.testing.assert_allclose(dense.score(query), best, rtol=0, atol=1e-6)


def test_rows_and_windows_are_written_and_read(tmp_path: Path) -> None:
    folder = tmp_path / "朝阳 区 𠮷"
    folder.mkdir()
    passages = make_passages(*_TEXTS)
    windows = passage_windows(passages, WindowKind)
    built = build_dense(passages, windows, embedder=_EMBEDDER, weight=0.2)
    write_dense(*built, folder=folder)
    rows, table = read_dense(folder)
    assert rows.reconstruct_n(0, rows.ntotal).tobytes() == built[0].reconstruct_n().tobytes()
    assert (rows.metric_type, rows.d, table.dtype) == (0, 3, np.int32)
    assert table.tolist() == [[w.passage, w.start, w.end] for w in windows]
