from dataclasses import replace

import pytest

from rag import Verdict
from tests.doubles import FakeAssistant, document
from ui.programs.reply import annotations_of, content_of, link

_BASE = "http://127.0.0.1:7860/"


def _answer(question: str, *history: str):
    return FakeAssistant().ask(question, history=history)


def test_the_sources_stand_below_the_answer_and_can_be_opened() -> None:
    answer = _answer("外资多少")
    start = answer.citations[0].source_start
    assert content_of(answer, _BASE) == (
        "全年实际利用外资46.2亿美元,占全市的三成以上 [1]\n\n原文依据\n"
        "- [1] 2020年朝阳区法治政府建设白皮书 · 一、总报告 › (三)依法全面履行政府职能 › "
        "2.不断优化市场化法治化国际化营商环境 · 第11页起 · 第1段: "
        f"http://127.0.0.1:7860/?doc=chaoyang-2020&at={start}-{start + 24}"
    )


def test_an_annotation_tells_the_place_the_quote_and_what_rests_on_it() -> None:
    answer = _answer("PM2.5是多少")
    content = content_of(answer, _BASE)
    first, second = (each["url_citation"] for each in annotations_of(answer, _BASE))
    for marker, annotation in enumerate((first, second), 1):
        assert annotation["marker"] == marker
        assert content[annotation["start_index"] : annotation["end_index"]] == annotation["quote"]
        start, end = annotation["source_start"], annotation["source_end"]
        assert document().text[start:end] == annotation["quote"]
        assert annotation["url"] == f"{_BASE}?doc=chaoyang-2020&at={start}-{end}"
    assert first["title"].startswith("2020年朝阳区法治政府建设白皮书 · 一、总报告 › ")
    assert (first["page"], first["page_exact"], first["verdict"]) == (14, False, "supported")


def test_a_source_used_twice_is_annotated_twice_in_the_order_of_the_text() -> None:
    answer = _answer("PM2.5是多少")
    first, second = answer.citations
    twice = replace(answer, citations=(replace(first, answer_spans=((30, 40), (0, 5))), second))
    annotations = annotations_of(twice, _BASE, shift=100)
    assert [each["type"] for each in annotations] == ["url_citation"] * 3
    spans = [(a["url_citation"]["start_index"], a["url_citation"]["marker"]) for a in annotations]
    assert spans == sorted([(100, 1), (130, 1), (100 + second.answer_spans[0][0], 2)])


def test_a_refusal_cites_nothing_and_names_what_is_near() -> None:
    answer = _answer("海淀")
    content = content_of(answer, _BASE)
    assert content.startswith(f"{answer.reason}\n\n可能相关（未作为依据）\n- 一、总报告 › ")
    assert content.count("?doc=chaoyang-2020&at=") == len(answer.near)
    assert annotations_of(answer, _BASE) == []


def test_how_the_question_was_read_and_the_notes_are_told() -> None:
    content = content_of(_answer("那无烟家庭呢", "朝阳区"), _BASE)
    assert "\n\n理解为：朝阳区 那无烟家庭呢\n\n此处的把握程度未经校准。\n\n原文依据\n" in content


def test_what_a_language_model_wrote_and_what_is_doubtful_is_told() -> None:
    answer = _answer("How many cases?")
    doubtful = replace(answer.citations[0], verdict=Verdict.PARTLY)
    content = content_of(replace(answer, answered_by="llm", citations=(doubtful,)), _BASE)
    assert "\n\nWritten by a language model: check the evidence\n\nEvidence\n- [1] " in content
    assert "from p. 27, para. 1 (Partly supported): http" in content


@pytest.mark.parametrize(
    ("doc_id", "written"), [("a b", "a%20b"), ("a&at=0-9", "a%26at%3D0-9"), ("白", "%E7%99%BD")]
)
def test_a_link_holds_any_name(doc_id: str, written: str) -> None:
    assert link(_BASE, doc_id, start=1, end=2) == f"{_BASE}?doc={written}&at=1-2"
