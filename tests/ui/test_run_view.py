import re

import pytest

from rag import Language
from tests.doubles import PAYLOAD, document
from tests.evals.factories import both_splits, right, run_of, unanswerable, wrong
from ui.run_changes import render_changes
from ui.run_failures import place_of, render_failures
from ui.run_view import render_charts, render_figures
from ui.strings import LANGUAGES


def test_headline_figures_stand_with_their_intervals_split_by_split() -> None:
    html = render_figures(both_splits(), Language.ZH)
    assert re.findall(r"<h4>(.*?)</h4>", html) == [
        "dev（边做边看的题）：9题",
        "test（不看的题）：2题",
    ]
    # Four of the seven answerable dev questions were answered rightly.
    assert '<dt>答对</dt><dd><b>57.1%</b><span class="interval">28.2–85.7</span>' in html
    assert "<summary>全部指标</summary>" in html
    assert '<th scope="row">引用召回率</th>' in html


def test_a_figure_without_doubt_has_no_interval() -> None:
    html = render_figures(run_of(right("a"), right("b")), Language.EN)
    assert '<dt>Right answers</dt><dd><b>100.0%</b><span class="interval"></span>' in html


def test_charts_are_named_and_said_in_words() -> None:
    html = render_charts(both_splits(), Language.ZH)
    assert html.count("<figure>") == html.count('role="img"') == html.count("<desc") == 4
    assert html.count("图表内容") == 4
    assert "var(--series-1" in html


@pytest.mark.parametrize("language", [Language.ZH, Language.ZH_HANT])
def test_charts_speak_the_language_of_the_page(language: Language) -> None:
    html = render_charts(both_splits(), language)
    words = re.findall(r"<(?:text|title|desc)[^>]*>(.*?)</", html)
    left = [word.replace("（dev）", "").replace("（test）", "") for word in words]
    assert [word for word in left if re.search("[A-Za-z]{2}", word)] == []
    assert {"题型" if language is Language.ZH else "題型", "1.0"} <= set(words)


def test_a_kind_that_only_a_gold_set_has_keeps_its_name() -> None:
    assert "奇{x} (1)" in render_charts(run_of(right("a", kind="奇{x}")), Language.ZH)


def test_a_run_without_confidences_has_no_curve_of_them() -> None:
    html = render_charts(run_of(right("a", confidence=0.0)), Language.EN)
    assert html.count("<figure>") == 1


def test_changes_are_judged_in_sign_and_word_and_moved_questions_listed() -> None:
    before = run_of(*(wrong(str(n)) for n in range(8)), right("r"), name="old")
    after = run_of(*(right(str(n)) for n in range(8)), wrong("r"), name="new")
    html = render_changes(before, after, names=("旧", "新"), language=Language.ZH)
    assert "<h3>与旧相比</h3>" in html
    assert '<td class="better">▲ 变好</td><td>11.1%</td><td>88.9%</td>' in html
    assert "新答错的 (1)" in html
    assert "新答对的 (8)" in html
    assert '<dt>原来</dt><dd dir="auto">审结案件450件。 [1]</dd>' in html


def test_what_does_not_change_is_said_not_to() -> None:
    run = run_of(right("a"), right("b"))
    html = render_changes(run, run, names=("A", "B"), language=Language.EN)
    assert (
        '<b>0.0</b> <span class="interval">0.0 … 0.0</span></td><td class="no">– no clear' in html
    )
    assert "Lost (0)" in html


def test_failures_are_listed_by_what_went_wrong_and_test_questions_are_not() -> None:
    html = render_failures(both_splits(), (document(),), language=Language.ZH)
    assert re.findall(r"<summary>(.*?)</summary>", html) == [
        "✗ 答错 (2)",
        "✗ 不该拒答 (1)",
        "✗ 不该回答 (1)",
    ]
    assert '<span class="label">答案缺少</span> 450件' in html
    assert 'data-act="ask" data-question="审结了多少件案件？"' in html


def test_a_baseline_says_that_it_kept_no_answers() -> None:
    html = render_failures(run_of(wrong("a", answer="")), (), language=Language.EN)
    assert "A baseline keeps scores, not answers." in html


def test_all_right_leaves_nothing_to_list() -> None:
    run = run_of(right("a"), unanswerable("b"))
    assert "<p>没有。</p>" in render_failures(run, (), language=Language.ZH)


def test_evidence_leads_to_its_place_in_the_document() -> None:
    report = document()
    quote = "优良天达到280天"
    html = render_failures(run_of(wrong("a", evidence=(quote,))), (report,), language=Language.ZH)
    start = report.text.index(quote)
    assert f'data-doc="chaoyang-2020" data-start="{start}" data-end="{start + 9}"' in html
    assert place_of("别处的话", (report,)) is None
    assert place_of("", (report,)) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_run_becomes_markup(language: Language) -> None:
    hostile = wrong("a", question=PAYLOAD, answer=PAYLOAD, evidence=(PAYLOAD,), missed=(PAYLOAD,))
    run = run_of(hostile, right("b", kind=PAYLOAD), name=PAYLOAD)
    html = (
        render_figures(run, language)
        + render_charts(run, language)
        + render_failures(run, (), language=language)
        + render_changes(
            run, run_of(right("a"), wrong("b")), names=(PAYLOAD, "B"), language=language
        )
    )
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img src=x" in html
