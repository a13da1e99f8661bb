import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index, fold, in_dictionary, is_stop_word
from index.text import Segmenter
from tests.corpus.documents import texts
from tests.index.conftest import GLOSSARY

# OpenCC's table takes it in two steps to the form that it has no more to say about.
_TWO_STEPS = "薴苧"
_WRITTEN = st.one_of(
    texts,
    st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=12),
    st.text(max_size=20),
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＰＭ２．５", "pm2.5"),
        ("朝陽區審結行政復議案件", "朝阳区审结行政复议案件"),
        ("28. 76亿元", "28.76亿元"),
        ("１２. ５％", "12.5%"),
        ("28. 76億元", "28.76亿元"),
        ("1. 2020年工作", "1. 2020年工作"),  # a list number, not a broken decimal
        ("a\ud800b", "a?b"),
        ("a\0b", "a\0b"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(_WRITTEN.filter(lambda text: not set(text) & set(_TWO_STEPS)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("新增1,234件", "1,234"),
        ("下降9.3%", "9.3%"),
        ("下降９．３％", "9.3%"),
        ("投入28. 76亿元", "28.76"),
        ("截至2020-06-01", "2020-06-01"),
        ("截至2020/6/1", "2020/6/1"),
        ("每日15:30", "15:30"),
        ("自2020年7月1日起", "2020年7月1日"),
        ("二〇二〇年7月1日前", "7月1日"),
        ("《优化营商环境条例》施行", "《优化营商环境条例》"),
        ("《優化營商環境條例》施行", "《优化营商环境条例》"),
        ("《PM2.5 管理办法》", "《pm2.5 管理办法》"),
        ("state-owned firms", "state-owned"),
        ("放管服改革", "放管服改革"),
    ],
)
def test_figures_dates_names_and_terms_are_whole_tokens(
    segmenter: Segmenter, text: str, whole: str
) -> None:
    assert whole in segmenter.tokens(text)


def test_tokens_of_a_sentence(segmenter: Segmenter) -> None:
    # Figures, then the words of each stretch of Chinese, then its pairs of characters.
    assert segmenter.tokens("审结450件, the PM") == [
        "450", "pm", "审结", "审结", "件",
    ]  # fmt: skip
    assert segmenter.tokens("行政复议") == [
        "行政", "复议", "行政复议", "行政", "政复", "复议",
    ]  # fmt: skip


def test_a_figure_is_no_part_of_another(segmenter: Segmenter) -> None:
    assert set(segmenter.tokens("5件")) & set(segmenter.tokens("15件 5.2件 50件")) == {"件"}


def test_words_of_grammar_leave_nothing(segmenter: Segmenter) -> None:
    assert segmenter.tokens("What is it that they would do?") == []
    assert segmenter.tokens("的") == []
    assert segmenter.tokens("！？…\ud800😀") == []


@pytest.mark.parametrize("token", ["the", "多少", "。", "▁", ""])
def test_a_stop_word(token: str) -> None:
    assert is_stop_word(token)


@pytest.mark.parametrize(
    ("word", "common"),
    [("审计", True), ("官司", True), ("论正", False), ("法绿", False), ("", False)],
)
def test_a_common_word_is_in_the_dictionary(word: str, common: bool) -> None:
    assert in_dictionary(word) is common


@pytest.mark.parametrize("token", ["咋", "那会儿", "大伙儿", "要不要"])
def test_so_are_the_words_of_grammar_that_people_speak(token: str) -> None:
    assert is_stop_word(token)


@pytest.mark.parametrize("token", ["tax", "税", "450", "the tax"])
def test_no_stop_word(token: str) -> None:
    assert not is_stop_word(token)


@pytest.mark.parametrize(
    ("kind", "tokens"),
    [
        ("words", ["450", "行政", "复议", "行政复议"]),
        ("pairs", ["450", "行政", "政复", "复议"]),
        ("spaces", ["行政复议450"]),
    ],
)
def test_kinds_of_tokens(segmenter: Segmenter, kind: str, tokens: list[str]) -> None:
    other = Segmenter(segmenter.frequencies, segmenter.total, kind=kind)
    assert other.tokens("行政复议450") == tokens


def test_the_words_of_an_index_cut_its_texts_like_the_whole_dictionary(
    shipped_index: Index, segmenter: Segmenter
) -> None:
    whole = Segmenter.full(entry.term for entry in shipped_index.glossary)
    kept = shipped_index.lexical.segmenter
    assert len(kept.frequencies) * 20 < len(segmenter.frequencies)
    for passage in shipped_index.passages:
        assert kept.tokens(passage.index_text()) == whole.tokens(passage.index_text())


@given(st.lists(_WRITTEN, max_size=3))
def test_restricted_to_any_texts_the_cut_stays(segmenter: Segmenter, written: list[str]) -> None:
    kept = segmenter.restricted_to(written)
    for text in written:
        assert kept.tokens(text) == segmenter.tokens(text)


def test_no_cache_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    Segmenter.full([entry.term for entry in GLOSSARY]).restricted_to(["审结案件"]).tokens("审结")
    assert list(tmp_path.iterdir()) == []


def test_a_traditional_term_is_kept_whole(segmenter: Segmenter) -> None:
    assert "无讼朝阳" not in segmenter.tokens("无讼朝阳平台")
    assert "无讼朝阳" in Segmenter.full(["無訟朝陽"]).tokens("无讼朝阳平台")
