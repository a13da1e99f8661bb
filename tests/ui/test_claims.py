import pytest

from rag import CheckedClaim, Difference, Language, Review, Support, Verdict
from rag.difference import Kind
from tests.doubles import PAYLOAD, FakeAssistant
from ui.claims import (
    disagreements,
    marked,
    other_reasons,
    render_check_failure,
    render_review,
    support_place,
)
from ui.strings import LANGUAGES

_FIGURE = Difference(Kind.FIGURE, "64.2亿美元", "46.2亿美元")


def _review(text: str = "PM2.5年均浓度为39微克/立方米") -> Review:
    return FakeAssistant().review(text)


def test_each_sentence_stands_beside_its_source_with_its_verdict_in_sign_and_word() -> None:
    html = render_review(_review(), Language.ZH)
    assert html.count('<li class="claim ') == 2
    assert "✓ 原文支持</p>" in html
    assert "✗ 与原文不符</p>" in html
    assert '<blockquote lang="zh" dir="auto"><p>PM2.5年均浓度为39微克/立方米</p>' in html
    assert "一、总报告 › (三)依法全面履行政府职能 › 4.加强生态文明建设,打造美丽朝阳" in html


def test_disagreeing_figures_are_marked_in_place_and_set_side_by_side() -> None:
    html = render_review(_review(), Language.ZH)
    assert "全年实际利用外资<mark>64.2亿美元</mark>" in html
    assert "全年实际利用外资<mark>46.2亿美元</mark>" in html
    assert (
        '<p class="pair-kind">数字不符</p><dl><div><dt>答案说</dt><dd>64.2亿美元</dd></div>'
        "<div><dt>原文说</dt><dd>46.2亿美元</dd></div></dl>"
    ) in html


def test_a_reason_is_not_said_again_where_the_figures_stand_side_by_side() -> None:
    wrong = _review().claims[1]
    assert disagreements(wrong) == (_FIGURE,)
    assert other_reasons(wrong) == ("依据中没有「数」",)


def test_the_summary_counts_each_verdict() -> None:
    html = render_review(_review(), Language.EN)
    assert "Sentences: 2" in html
    assert '<span class="tally supported">✓ Supported <b>1</b></span>' in html
    assert "not_found" not in html


def test_a_source_is_read_in_context_at_its_span() -> None:
    support = _review().claims[0].support
    assert support
    html = render_review(_review(), Language.ZH)
    assert (
        f'data-act="read" data-doc="chaoyang-2020" data-start="{support.source_start}" '
        f'data-end="{support.source_end}">在原文中阅读</button>'
    ) in html


def test_a_source_of_the_text_itself_is_named_by_its_number_and_leads_nowhere() -> None:
    support = Support(2, None, None, (), None, 10, 17, "审结450件。")
    claim = CheckedClaim(0, 6, "审结450件", (2,), Verdict.SUPPORTED, support, ())
    html = render_review(Review("审结450件", (claim,)), Language.ZH)
    assert support_place(support, Language.ZH) == "所附来源2"
    assert '<span class="cites">[2]</span>' in html
    assert 'data-act="read"' not in html


def test_without_a_source_the_reason_stands_alone() -> None:
    reasons = ("依据中没有相近的内容",)
    claim = CheckedClaim(0, 4, "机器人。", (), Verdict.NOT_FOUND, None, reasons)
    html = render_review(Review("机器人。", (claim,)), Language.ZH)
    assert '<ul class="reasons"><li dir="auto">依据中没有相近的内容</li></ul>' in html
    assert "blockquote" not in html


def test_a_refusal_holds_nothing_to_check() -> None:
    html = render_review(Review("没有", (), ("a refusal claims nothing",)), Language.ZH)
    assert html == '<p class="check-note">这是一份拒答，没有需要核查的句子。</p>'


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_pasted_becomes_markup(language: Language) -> None:
    html = render_review(_review(PAYLOAD), language) + render_check_failure(PAYLOAD, language)
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img src=x" in html


@pytest.mark.parametrize(
    ("words", "parts", "html"),
    [
        ("甲a乙", ["a"], "甲<mark>a</mark>乙"),
        ("甲a乙a", ["a", "a"], "甲<mark>a</mark>乙a"),
        ("甲abc乙", ["abc", "bc"], "甲<mark>abc</mark>乙"),
        ("甲<乙", ["<", "丙", ""], "甲<mark>&lt;</mark>乙"),
        ("甲", [], "甲"),
    ],
)
def test_words_are_marked_once_each(words: str, parts: list[str], html: str) -> None:
    assert marked(words, parts) == html
