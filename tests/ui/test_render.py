import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rag import Answer, Catalogue, Language, Titled
from tests.doubles import PAYLOAD, FakeAssistant, document
from ui.cards import render_evidence
from ui.frame import render_header, render_welcome
from ui.page.talk import sources_of
from ui.render import render_turn
from ui.strings import LANGUAGES
from ui.types import Turn


def _turn(question: str, assistant: FakeAssistant | None = None) -> Turn:
    assistant = assistant or FakeAssistant()
    answer = assistant.ask(question, history=["2020年创建了多少示范单位?"])
    return Turn("t1", question, answer, sources_of(assistant, answer))


def _html(question: str, language: Language = Language.ZH) -> str:
    return render_turn(_turn(question), language)


def _refused(answer: str, reason: str | None) -> str:
    refusal = Answer("问", Language.EN, answer, refused=True, reason=reason)
    return render_turn(Turn("t", "问", refusal), Language.ZH)


def test_a_question_waits_for_its_answer() -> None:
    html = render_turn(Turn("t1", "问"), Language.ZH)
    assert 'id="turn-t1" data-turn="t1" aria-busy="true"' in html
    assert "正在查找原文" in html


def test_an_answer_ends_the_wait() -> None:
    html = _html("PM2.5是多少")
    assert 'aria-busy="false"' in html
    assert '<p class="question-text" dir="auto">PM2.5是多少</p>' in html
    assert '<div class="answer" lang="zh-Hans" dir="auto">' in html


def test_the_answer_is_in_the_askers_language_and_the_frame_in_the_interfaces() -> None:
    html = _html("How many reviews?", Language.ZH)
    assert '<div class="answer" lang="en" dir="auto">' in html
    assert "摘自原文，未经改写" in html


def test_the_foot_says_how_the_answer_was_made_and_counts_its_evidence() -> None:
    assert "Quoted from the source, not reworded" in _html("PM2.5是多少", Language.EN)
    assert 'data-act="evidence" data-turn="t1">Evidence: 2<' in _html("PM2.5是多少", Language.EN)


def test_an_answer_by_a_model_is_named_as_such() -> None:
    turn = _turn("外资")
    assert turn.answer is not None
    written = replace(turn, answer=replace(turn.answer, answered_by="llm"))
    assert "由语言模型撰写，请核对依据" in render_turn(written, Language.ZH)


def test_a_refusal_looks_like_none_of_the_answers() -> None:
    html = _html("海淀区呢")
    assert 'class="reply refusal"' in html
    assert "原文中没有找到答案" in html
    assert 'class="marker"' not in html
    assert ">可能相关2处<" in html


def test_a_refusal_has_a_title_where_something_was_searched() -> None:
    refusal = _turn("别的区怎么样").answer
    assert refusal.refused
    title = "原文中没有找到答案"
    assert title in render_turn(Turn("t", "问", refusal), Language.ZH)
    assert title not in render_turn(Turn("t", "问", replace(refusal, hits=())), Language.ZH)


def test_a_reason_that_repeats_the_refusal_is_said_once() -> None:
    assert _refused("It does not say.", "It does not say.").count("It does not say.") == 1
    assert '<p lang="en" dir="auto">It does not say.</p>' in _refused("", "It does not say.")


def test_refusal_and_reason_are_both_said_where_they_differ() -> None:
    html = _refused("No.", "Only 2020 is covered.")
    assert html.index(">No.<") < html.index(">Only 2020 is covered.<")


def test_a_rewritten_question_and_the_notes_are_told() -> None:
    html = _html("那无烟家庭呢")
    assert '<span class="label">理解为</span> 2020年创建了多少示范单位? 那无烟家庭呢' in html
    assert '<ul class="notes" lang="zh-Hans"><li>此处的把握程度未经校准。</li></ul>' in html


def test_a_conflict_names_both_figures_and_their_markers() -> None:
    html = _html("复议调解率是多少")
    conflict = html[html.index('class="conflict"') :]
    assert "原文的说法不一致" in conflict
    assert re.findall(r"<li>(.*?)<sup>.*?data-marker=\"(\d)\"", conflict) == [
        ("复议调解率为30.3%", "1"),
        ("全市平均为23.2%", "2"),
    ]


def test_an_error_is_said_plainly() -> None:
    html = render_turn(Turn("t", "问", error="问题有 10000 字 <太长>"), Language.ZH)
    assert 'class="reply failure" role="alert"' in html
    assert "问题有 10000 字 &lt;太长&gt;" in html


def test_a_very_long_question_is_shortened_with_its_length() -> None:
    html = render_turn(Turn("t", "问" * 10_000, error="太长"), Language.ZH)
    assert f'<p class="question-text" dir="auto">{"问" * 600}</p>' in html
    assert "… 共10000字" in html


class _Inventory(HTMLParser):
    """Every tag and every attribute name of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_field_of_an_answer_or_a_document_can_add_markup(language: Language) -> None:
    hostile = document(title=PAYLOAD)
    turn = replace(_turn(f"{PAYLOAD} <", FakeAssistant(hostile)), scope=(Titled("<", PAYLOAD),))
    inventory = _Inventory()
    inventory.feed(render_turn(turn, language))
    inventory.feed(render_evidence(turn, language))
    inventory.feed(render_header(Catalogue([hostile]), language))
    inventory.feed(render_welcome(Catalogue([hostile]), language))
    assert inventory.tags.isdisjoint({"script", "img", "svg", "iframe", "style", "a", "object"})
    assert {name for name in inventory.attributes if name.startswith("on")} == set()
    assert inventory.attributes.isdisjoint({"style", "href", "src"})


def test_a_marker_that_no_citation_stands_behind_is_no_button() -> None:
    html = _html("<b>优良天</b>")
    assert re.findall(r'data-act="cite" data-turn="t1" data-marker="(\d+)"', html) == ["1"]


@pytest.mark.parametrize("question", ["PM2.5是多少", "复议调解率", "How many?", "外资", "<"])
def test_every_marker_leads_to_a_card(question: str) -> None:
    turn = _turn(question)
    markers = set(
        re.findall(r'data-act="cite".*?data-marker="(\d+)"', render_turn(turn, Language.ZH))
    )
    cards = re.findall(r'id="card-t1-(\d+)"', render_evidence(turn, Language.ZH))
    assert markers == set(cards)


def test_a_turn_can_be_stopped_while_it_is_on_its_way_and_used_again_afterwards() -> None:
    def acts(turn: Turn) -> list[str]:
        html = render_turn(turn, Language.ZH)
        return re.findall(r'data-act="(\w+)"', html.split('class="doings"')[1])

    assert acts(Turn("t", "问")) == ["stop"]
    assert acts(_turn("海淀")) == ["copy", "edit", "retry", "link"]


def test_what_stands_beside_is_asked_in_the_language_of_the_answer() -> None:
    turn = replace(_turn("How many reviews?"), topics=("放管服改革",))
    question = "What does the source say about “放管服改革”?"
    html = render_turn(turn, Language.ZH)
    assert (
        f'<ul lang="en"><li><button type="button" data-act="ask" data-question="{question}"' in html
    )
    assert "还可以问" in html
    assert "还可以问" not in _html("外资")


def test_an_answer_says_which_documents_it_was_looked_for_in() -> None:
    scope = tuple(
        Titled(f"d{n}", f"第{n}册", as_of="2021-06" if n == 1 else "") for n in range(1, 6)
    )
    html = render_turn(replace(_turn("PM2.5是多少"), scope=scope), Language.ZH)
    said = re.sub("<[^>]+>", "", re.findall('<p class="asked-in".*?</p>', html)[0])
    assert said == "只问了：第1册 (截至2021年6月)、第2册、第3册 等另外2份文件"
    assert 'data-docs="[&quot;d1&quot;, &quot;d2&quot;' in html
    assert "asked-in" not in render_turn(_turn("PM2.5是多少"), Language.ZH)
