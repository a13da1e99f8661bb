from math import log
from pathlib import Path

import bm25s
import numpy as np
import pytest

from index import Index, IndexOptions
from index.lexical import LexicalView, build_lexical, read_lexical, write_lexical
from index.text import Segmenter
from index.types import Matrix
from tests.factories import make_passages

# Two, four and two tokens; the mean length is 8/3.
_TEXTS = ("tax 5", "tax tax fee 15", "fee 2")
_OPTIONS = IndexOptions()


def _matrix(texts: tuple[str, ...], segmenter: Segmenter) -> Matrix:
    return build_lexical(make_passages(*texts), segmenter=segmenter, options=_OPTIONS)


@pytest.fixture(scope="module")
def view(segmenter: Segmenter) -> LexicalView:
    return LexicalView(_matrix(_TEXTS, segmenter), segmenter)


def _bm25(tf: int, df: int, length: int) -> float:
    idf = log(1 + (3 - df + 0.5) / (df + 0.5))
    return idf * tf / (tf + 1.2 * (1 - 0.75 + 0.75 * length / (8 / 3)))


def test_scores_follow_the_formula(view: LexicalView) -> None:
    # idf = ln 1.6 = 0.470004, over 1.975 for the first and times 2 / 3.65 for the second.
    assert view.score("tax") == pytest.approx([0.237977, 0.257536, 0], abs=1e-6)
    assert view.score("tax") == pytest.approx([_bm25(1, 2, 2), _bm25(2, 2, 4), 0])
    fee = [0, _bm25(1, 2, 4), _bm25(1, 2, 2)]
    assert view.score("fee 2") == pytest.approx(np.add(fee, [0, 0, _bm25(1, 1, 2)]))


def test_the_heading_path_is_searched_too(segmenter: Segmenter) -> None:
    passages = make_passages("fee", path=("Taxes", "duty"))
    matrix = build_lexical(passages, segmenter=segmenter, options=_OPTIONS)
    assert matrix.vocabulary == ("duty", "fee", "taxes")


def test_a_repeated_token_counts_once(view: LexicalView) -> None:
    assert view.score("tax tax TAX").tobytes() == view.score("tax").tobytes()


def test_the_order_of_the_words_makes_no_difference(view: LexicalView) -> None:
    assert view.score("2 fee tax").tobytes() == view.score("tax 2 fee").tobytes()


def test_a_figure_does_not_match_its_part(view: LexicalView) -> None:
    assert view.score("5") == pytest.approx([_bm25(1, 1, 2), 0, 0])
    assert view.score("15") == pytest.approx([0, _bm25(1, 1, 4), 0])


@pytest.mark.parametrize("query", ["unknown", "", "the of and", "5.2", "税"])
def test_unknown_tokens_score_nothing(view: LexicalView, query: str) -> None:
    assert view.score(query).tolist() == [0, 0, 0]


@pytest.mark.parametrize("texts", [("。！？", "…"), ("the of and",)])
def test_an_index_without_tokens_scores_nothing(
    segmenter: Segmenter, texts: tuple[str, ...], tmp_path: Path
) -> None:
    matrix = _matrix(texts, segmenter)
    write_lexical(matrix, tmp_path)
    view = LexicalView(read_lexical(tmp_path, len(texts)), segmenter)
    assert (matrix.vocabulary, view.score("税 tax 5").tolist()) == ((), [0] * len(texts))


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
    view = LexicalView(_matrix((text, "税"), segmenter), segmenter)
    scores = view.score(query)
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
        np.testing.assert_allclose(shipped_index.lexical.score(query), expected, atol=1e-5)


def test_a_matrix_is_written_and_read(segmenter: Segmenter, tmp_path: Path) -> None:
    matrix = _matrix(_TEXTS, segmenter)
    write_lexical(matrix, tmp_path)
    again = read_lexical(tmp_path, 3)
    assert (again.vocabulary, again.passages) == (("15", "2", "5", "fee", "tax"), 3)
    for name in ("weights", "rows", "starts"):
        old, new = getattr(matrix, name), getattr(again, name)
        assert (old.tolist(), old.dtype) == (new.tolist(), new.dtype)
    assert (again.rows.dtype, again.starts.dtype) == (np.int32, np.int64)
