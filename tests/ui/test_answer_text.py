import re
from dataclasses import replace

from rag import Language
from tests.doubles import FakeAssistant
from ui.answer_text import answer_text, is_verbatim

_BUTTON = re.compile(r"<sup><button[^>]*data-marker=\"(\d+)\"[^>]*>(.*?)</button></sup>")


def _shown(html: str) -> str:
    """The text with each button as <n>, quotes between guillemets."""
    html = html.replace('<span class="line-end">\n</span>', "\n")
    html = _BUTTON.sub(r"⟦\1 \2⟧", html)
    html = re.sub(r'<span class="quoted"[^>]*>(.*?)</span>', r"«\1»", html, flags=re.S)
    assert "<" not in html
    return html


def test_markers_become_buttons_and_quotes_are_set_off() -> None:
    answer = FakeAssistant().ask("PM2.5是多少")
    assert _shown(answer_text(answer, "t1", language=Language.ZH)) == (
        "«PM2.5年均浓度为39微克/立方米,下降9.3%;» ⟦1 [1]⟧\n«优良天达到280天,同比增加48天» ⟦2 [2]⟧"
    )


def test_a_button_says_where_it_leads() -> None:
    html = answer_text(FakeAssistant().ask("PM2.5是多少"), "t1", language=Language.EN)
    assert 'data-act="cite" data-turn="t1" data-marker="1"' in html
    assert 'aria-label="Source 1: 一、总报告 › ' in html
    assert " · from p. 14, para. 1" in html


def test_a_number_without_a_citation_stays_text() -> None:
    answer = FakeAssistant().ask("PM2.5是多少")
    html = answer_text(
        replace(answer, answer=answer.answer + " [3] [0] [x]"), "t", language=Language.ZH
    )
    assert [found[0] for found in _BUTTON.findall(html)] == ["1", "2"]
    assert html.endswith(" [3] [0] [x]")


def test_a_number_inside_a_quote_is_the_sources_own() -> None:
    answer = FakeAssistant().ask("外资")
    quoted = replace(
        answer,
        answer="见附表[1]。 [1]",
        citations=(replace(answer.citations[0], quote="见附表[1]。", answer_spans=((0, 7),)),),
    )
    assert _shown(answer_text(quoted, "t", language=Language.ZH)) == "«见附表[1]。» ⟦1 [1]⟧"


def test_the_frame_is_not_taken_for_a_quote() -> None:
    html = answer_text(FakeAssistant().ask("How many reviews?"), "t", language=Language.EN)
    assert html.startswith('The report says (quoted in the original Chinese):<span class="line-end')
    assert 'class="quoted" lang="zh">全年共审理行政复议案件523件' in html


def test_a_sentence_by_a_model_is_no_chinese_quote() -> None:
    answer = FakeAssistant().ask("外资")
    sentence = "Foreign investment reached USD 4.62 billion."
    citation = replace(answer.citations[0], answer_spans=((0, len(sentence)),))
    written = replace(answer, answer=sentence + " [1]", citations=(citation,))
    assert not is_verbatim(written, citation)
    assert f'<span class="quoted">{sentence}</span> <sup>' in answer_text(
        written, "t", language=Language.EN
    )


def test_one_span_may_have_two_citations() -> None:
    answer = FakeAssistant().ask("PM2.5是多少")
    span = ((0, 2),)
    both = tuple(replace(citation, answer_spans=span) for citation in answer.citations)
    html = answer_text(
        replace(answer, answer="甲乙[1][2]", citations=both), "t", language=Language.ZH
    )
    assert _shown(html) == "«甲乙»⟦1 [1]⟧⟦2 [2]⟧"


def test_spans_beyond_the_text_do_no_harm() -> None:
    answer = FakeAssistant().ask("外资")
    broken = replace(answer.citations[0], answer_spans=((90, 99), (-3, 2)))
    html = answer_text(
        replace(answer, answer="甲乙丙[1]", citations=(broken,)), "t", language=Language.ZH
    )
    assert _shown(html) == "«甲乙»丙⟦1 [1]⟧"


def test_a_figure_that_the_frame_names_again_is_set_off_and_leads_to_its_quote() -> None:
    answer = FakeAssistant().ask("外资")
    citation = replace(
        answer.citations[0], quote="甲780元,乙690元。", answer_spans=((0, 12), (22, 26))
    )
    computed = replace(
        answer, answer="甲780元,乙690元。 [1]\n计算所得：780元 [1]", citations=(citation,)
    )
    assert is_verbatim(computed, citation)
    assert _shown(answer_text(computed, "t", language=Language.ZH)) == (
        "«甲780元,乙690元。» ⟦1 [1]⟧\n计算所得：«780元» ⟦1 [1]⟧"
    )


def test_what_a_model_wrote_does_not_look_like_the_source() -> None:
    answer = replace(FakeAssistant().ask("外资"), answered_by="llm")
    html = answer_text(
        replace(answer, answer=answer.answer + "〔未获原文支持〕"), "t", language=Language.ZH
    )
    assert '<span class="stated" lang="zh">全年实际利用外资' in html
    assert "quoted" not in html
    assert html.endswith("〔未获原文支持〕")
