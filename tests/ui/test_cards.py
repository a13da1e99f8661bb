import re
from dataclasses import replace

from rag import Language, Verdict
from tests.doubles import FakeAssistant, document
from ui.cards import render_evidence
from ui.page.talk import sources_of
from ui.types import Turn


def _evidence(question: str, language: Language = Language.ZH) -> str:
    assistant = FakeAssistant()
    answer = assistant.ask(question)
    return render_evidence(Turn("t1", question, answer, sources_of(assistant, answer)), language)


def _without_tags(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_each_citation_has_a_card_that_its_marker_can_find() -> None:
    html = _evidence("PM2.5是多少")
    assert re.findall(r'<article class="card" id="([^"]+)"', html) == ["card-t1-1", "card-t1-2"]


def test_each_card_names_the_span_that_it_shows() -> None:
    whole = document().text
    cards = re.findall(
        r'data-doc="chaoyang-2020" data-start="(\d+)" data-end="(\d+)"', _evidence("外资")
    )
    shown = [whole[int(start) : int(end)] for start, end in cards]
    near = FakeAssistant().passage("chaoyang-2020:2.2").text
    assert shown == ["全年实际利用外资46.2亿美元,占全市的三成以上", near]


def test_the_place_comes_first() -> None:
    card = _evidence("PM2.5是多少").split("<article")[1]
    assert card.index("4.加强生态文明建设") < card.index("第14页起 · 第1段") < card.index("<mark>")


def test_the_place_follows_the_interface() -> None:
    assert "from p. 14, para. 1" in _evidence("PM2.5是多少", Language.EN)


def test_the_quote_is_marked_within_its_paragraph() -> None:
    html = _evidence("PM2.5是多少").split("<article")[2]
    quote = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert re.findall("<mark>(.*?)</mark>", quote) == ["优良天达到280天,同比增加48天"]
    assert _without_tags("<" + quote) == FakeAssistant().passage("chaoyang-2020:2.1").text


def test_a_long_paragraph_is_folded_and_still_whole() -> None:
    html = _evidence("外资")
    quote = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert 'class="far"' in quote
    assert 'data-act="whole" aria-expanded="false">显示整段' in html
    whole = FakeAssistant().passage("chaoyang-2020:1.1").text
    assert _without_tags(quote).replace("……", "") == whole


def test_a_citation_without_its_paragraph_still_shows_the_quote() -> None:
    answer = FakeAssistant().ask("外资")
    html = render_evidence(Turn("t", "外资", answer, ()), Language.ZH)
    assert "<mark>全年实际利用外资46.2亿美元,占全市的三成以上</mark>" in html


def test_relevance_is_a_word_with_the_scores_behind_it() -> None:
    html = _evidence("PM2.5是多少")
    summary, rest = html.split("<details")[1].split("</summary>")
    assert _without_tags("<" + summary) == "逐字引用很相关"
    assert _without_tags(rest.split("</details>")[0]) == (
        "检索结果第3位综合2.50语义0.61字词12.50逐词比对0.72分数只用来排序，越大越靠前，不是百分比。"
    )


def test_the_best_hit_is_called_so() -> None:
    answer = FakeAssistant().ask("外资")
    first = replace(answer.hits[1], rank=1)
    html = render_evidence(Turn("t", "外资", replace(answer, hits=(first,))), Language.EN)
    assert '<span class="relevance">Most relevant</span>' in html


def test_a_citation_that_search_did_not_rank_has_no_relevance() -> None:
    answer = replace(FakeAssistant().ask("外资"), hits=())
    html = render_evidence(Turn("t", "外资", answer), Language.ZH)
    assert '<p class="judgement"><span class="verdict verbatim">逐字引用</span></p>' in html


def test_a_reworded_citation_shows_its_verdict() -> None:
    answer = FakeAssistant().ask("外资")
    worded = replace(answer.citations[0], answer_spans=((0, 2),), verdict=Verdict.CONTRADICTED)
    html = render_evidence(Turn("t", "外资", replace(answer, citations=(worded,))), Language.ZH)
    assert '<span class="verdict contradicted">与原文不符</span>' in html


def test_near_passages_are_no_citations() -> None:
    near = _evidence("海淀区呢").split('class="near"')[1]
    assert "可能相关（未作为依据）" in near
    assert near.count("near-card") == 2
    assert "<mark" not in near
    assert 'class="number"' not in near


def test_a_refusal_has_near_passages_only() -> None:
    html = _evidence("海淀区呢")
    assert "没有可引用的段落。" in html
    assert 'id="card-' not in html


def test_there_is_no_evidence_before_an_answer() -> None:
    assert render_evidence(Turn("t", "问"), Language.ZH) == ""
    assert render_evidence(Turn("t", "问", error="太长"), Language.ZH) == ""


def test_every_card_can_name_its_document() -> None:
    other = document("other", title="另一份文件")
    assistant = FakeAssistant(other, document())
    answer = assistant.ask("外资")
    html = render_evidence(Turn("t", "外资", answer, sources_of(assistant, answer)), Language.ZH)
    assert '<p class="document">另一份文件 · 截至2021年6月</p>' in html


def test_every_card_leads_to_its_place_in_the_whole_document() -> None:
    assert _evidence("外资").count('data-act="read">在全文中阅读') == 2  # one is near
