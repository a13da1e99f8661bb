from math import log
from pathlib import Path

import bm25s
import numpy as np
import pytest

from index import Index, IndexOptions
from index.lexical import LexicalView
from index.postings import Postings, build_postings, merge_postings, read_postings, write_postings
from index.text import Segmenter

# Two, four and two tokens; the mean length is 8/3.
_TEXTS = ("tax 5", "tax tax fee 15", "fee 2")
_OPTIONS = IndexOptions()


def _postings(texts: tuple[str, ...], segmenter: Segmenter) -> Postings:
    return build_postings(map(segmenter.tokens, texts))


def _view(*segments: Postings, segmenter: Segmenter) -> LexicalView:
    return LexicalView(segments, segmenter, _OPTIONS)


@pytest.fixture(scope="module")
def view(segmenter: Segmenter) -> LexicalView:
    return _view(_postings(_TEXTS, segmenter), segmenter=segmenter)


def _bm25(tf: int, df: int, length: int) -> float:
    idf = log(1 + (3 - df + 0.5) / (df + 0.5))
    return idf * tf / (tf + 1.2 * (1 - 0.75 + 0.75 * length / (8 / 3)))


def test_scores_follow_the_formula(view: LexicalView) -> None:
    # idf = ln 1.6 = 0.470004, over 1.975 for the first and times 2 / 3.65 for the second.
    assert view.scan("tax").scores == pytest.approx([0.237977, 0.257536, 0], abs=1e-6)
    assert view.scan("tax").scores == pytest.approx([_bm25(1, 2, 2), _bm25(2, 2, 4), 0])
    fee = [0, _bm25(1, 2, 4), _bm25(1, 2, 2)]
    assert view.scan("fee 2").scores == pytest.approx(np.add(fee, [0, 0, _bm25(1, 1, 2)]))


def test_it_knows_the_words_and_pairs_of_its_passages(segmenter: Segmenter) -> None:
    view = _view(_postings(("实施纲要",), segmenter), segmenter=segmenter)
    assert [view.knows(token) for token in ("实施", "施纲", "施刚")] == [True, True, False]


def test_a_repeated_token_counts_once(view: LexicalView) -> None:
    assert view.scan("tax tax TAX").scores.tobytes() == view.scan("tax").scores.tobytes()


def test_the_order_of_the_words_makes_no_difference(view: LexicalView) -> None:
    assert view.scan("2 fee tax").scores.tobytes() == view.scan("tax 2 fee").scores.tobytes()


def test_a_figure_does_not_match_its_part(view: LexicalView) -> None:
    assert view.scan("5").scores == pytest.approx([_bm25(1, 1, 2), 0, 0])
    assert view.scan("15").scores == pytest.approx([0, _bm25(1, 1, 4), 0])


@pytest.mark.parametrize("query", ["unknown", "", "the of and", "5.2", "税"])
def test_unknown_tokens_score_nothing(view: LexicalView, query: str) -> None:
    assert view.scan(query).scores.tolist() == [0, 0, 0]


@pytest.mark.parametrize("texts", [("。！？", "…"), ("the of and",)])
def test_an_index_without_tokens_scores_nothing(
    segmenter: Segmenter, texts: tuple[str, ...], tmp_path: Path
) -> None:
    write_postings(_postings(texts, segmenter), tmp_path)
    again = read_postings(tmp_path)
    view = _view(again, segmenter=segmenter)
    assert (len(again.tokens), view.scan("税 tax 5").scores.tolist()) == (0, [0] * len(texts))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("总投入28. 76亿元", "28.76"),
        ("总投入28.76亿元", "２８．７６"),
        ("总投入28.76億元", "28. 76亿"),
        ("优化营商环境", "優化營商環境"),
        ("優化營商環境", "营商"),
        ("PM2.5", "ｐｍ"),
        ("下降9.3%", "９．３％"),
        ("《优化营商环境条例》", "《優化營商環境條例》"),
    ],
)
def test_widths_scripts_and_broken_decimals_match(
    segmenter: Segmenter, text: str, query: str
) -> None:
    view = _view(_postings((text, "税"), segmenter), segmenter=segmenter)
    scores = view.scan(query).scores
    assert scores[0] > 0.2
    assert scores[1] == 0


def test_rarity_of_tokens(view: LexicalView) -> None:
    assert view.idf(["tax", "15", "unknown"]) == pytest.approx([log(1.6), log(8 / 3), log(8)])


def test_scores_agree_with_bm25s(shipped_index: Index) -> None:
    segmenter = shipped_index.lexical.segmenter
    tokens = [segmenter.tokens(passage.index_text()) for passage in shipped_index.passages]
    reference = bm25s.BM25(k1=1.2, b=0.75, method="lucene", dtype="float32")
    reference.index(tokens, show_progress=False)
    for query in ("复议调解率", "2020年PM2.5年均浓度下降了多少", "foreign investment 46.2亿美元"):
        asked = sorted(
            {token for token in segmenter.tokens(query) if token in reference.vocab_dict}
        )
        expected = reference.get_scores(asked)
        np.testing.assert_allclose(shipped_index.lexical.scan(query).scores, expected, atol=1e-5)


def test_postings_are_written_and_read(segmenter: Segmenter, tmp_path: Path) -> None:
    postings = _postings(_TEXTS, segmenter)
    write_postings(postings, tmp_path)
    again = read_postings(tmp_path)
    assert again.tokens.texts() == ["15", "2", "5", "fee", "tax"]
    assert [part.tolist() for part in again.of("tax")] == [[0, 1], [1, 2]]
    assert again.lengths.tolist() == [2, 4, 2]
    assert [len(part) for part in again.of("unknown")] == [0, 0]


def test_segments_score_as_one_with_the_statistics_of_all(segmenter: Segmenter) -> None:
    whole = _view(_postings(_TEXTS, segmenter), segmenter=segmenter)
    parts = [_postings(_TEXTS[:1], segmenter), _postings(_TEXTS[1:], segmenter)]
    both = _view(*parts, segmenter=segmenter)
    for query in ("tax", "fee 2", "unknown"):
        assert both.scan(query).scores.tolist() == whole.scan(query).scores.tolist()
    every = [np.ones(len(part.lengths), dtype=bool) for part in parts]
    merged = merge_postings(parts, every)
    assert merged.tokens.texts() == ["15", "2", "5", "fee", "tax"]
    assert [part.tolist() for part in merged.of("tax")] == [[0, 1], [1, 2]]


def test_a_merge_leaves_passages_out(segmenter: Segmenter) -> None:
    kept = np.array([True, False, True])
    merged = merge_postings([_postings(_TEXTS, segmenter)], [kept])
    assert merged.tokens.texts() == ["2", "5", "fee", "tax"]
    assert [part.tolist() for part in merged.of("fee")] == [[1], [1]]
    assert merged.lengths.tolist() == [2, 2]


def test_further_words_count_by_their_weight(view: LexicalView) -> None:
    both = view.scan("tax", also="fee", weight=0.5).scores
    assert both.tolist() == (view.scan("tax").scores + 0.5 * view.scan("fee").scores).tolist()


def test_passages_that_may_hold_a_text_and_titles(segmenter: Segmenter) -> None:
    texts = ("《街道条例》已经施行。", "街道办事处", "条例与街道")
    view = _view(_postings(texts, segmenter), segmenter=segmenter)
    assert view.holding("街道條例").tolist() == [0]
    assert view.holding("街道").tolist() == [0, 1, 2]
    assert view.holding("海淀").tolist() == []
    assert view.holding("a") is None
    assert view.titles() == ("街道条例",)
