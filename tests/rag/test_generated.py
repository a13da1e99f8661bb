import json
import logging
import socket
from dataclasses import replace
from time import monotonic

import jsonschema
import pytest

from rag import (
    Answer,
    Assistant,
    Language,
    LlmOptions,
    Settings,
    Verdict,
    answer_json,
    check_citations,
    json_schema,
    markers,
)
from rag.types import Timings
from tests.llm_server import KEY, Scripted, fault

_QUESTION = "全年审理了多少件行政复议案件？"
_REPLY = ["全年共审理行政复议案件5", "23件。", "[1", "]其中审", "结450件【1】。", "新收三千件。[2]"]
_DEADLINE = 1.0


def _timeless(answer: Answer) -> Answer:
    return replace(answer, timings_ms=Timings())


def _answered(assistant: Assistant) -> tuple[Answer, float]:
    """The last answer, and the seconds since the hits: what the model and its faults took."""
    stream = assistant.stream(_QUESTION)
    next(stream)
    began = monotonic()
    *_, answer = stream
    return answer, monotonic() - began


def test_an_answer_is_written_from_numbered_evidence_and_checked(writer) -> None:
    assistant, service = writer(Scripted(_REPLY))
    answer = assistant.ask(_QUESTION)
    assert answer.answered_by == "llm"
    assert answer.answer.startswith(
        "全年共审理行政复议案件523件。 [1] 其中审结450件。 [2] 新收三千件。 [3]〔"
    )
    assert [c.verdict for c in answer.citations[:2]] == [Verdict.SUPPORTED] * 2
    assert answer.citations[2].verdict is not Verdict.SUPPORTED
    assert answer.notes == ("带〔 〕标记的句子没有得到原文的完整支持，请以原文为准。",)
    assert f'<passage n="1" place="{answer.citations[0].doc_title} › ' in service.prompt
    assert all(hit.text in service.prompt for hit in answer.hits)


def test_its_citations_stand_where_they_say_and_the_json_fits_the_schema(writer) -> None:
    assistant, _ = writer(Scripted(_REPLY))
    answer = assistant.ask(_QUESTION)
    for citation in answer.citations:
        text = assistant.document(citation.doc_id).text
        assert text[citation.source_start : citation.source_end] == citation.quote != ""
        for start, end in citation.answer_spans:
            assert answer.answer[end:].startswith(f" [{citation.marker}]")
            assert answer.answer[start:end].endswith("。")
    assert markers(answer) == (1, 2, 3)
    assert not set(answer.near) & {citation.passage_id for citation in answer.citations}
    assert check_citations(answer, assistant.documents) == answer
    jsonschema.validate(json.loads(json.dumps(answer_json(answer))), json_schema())


def test_sentences_are_released_one_by_one_and_the_last_equals_ask(writer) -> None:
    assistant, _ = writer(Scripted(_REPLY))
    *partial, last = assistant.stream(_QUESTION)
    texts = [answer.answer for answer in partial]
    assert texts[:3] == [
        "",
        "全年共审理行政复议案件523件。 [1]",
        "全年共审理行政复议案件523件。 [1] 其中审结450件。 [2]",
    ]
    assert all(last.answer.startswith(text) for text in texts)
    assert _timeless(last) == _timeless(assistant.ask(_QUESTION))


def test_a_sentence_is_out_before_the_next_has_come(writer) -> None:
    assistant, service = writer(Scripted(["全年共审理行政复议案件523件。[1]其", "中"], stalls=True))
    stream = assistant.stream(_QUESTION)
    assert [next(stream).answer for _ in range(2)][1] == "全年共审理行政复议案件523件。 [1]"
    service.released.set()
    stream.close()


@pytest.mark.parametrize("question", ["上海的房价是多少？", "Who is the mayor of Shanghai?"])
def test_what_the_report_does_not_cover_is_refused_without_asking_a_model(
    writer, assistant, question
) -> None:
    with_model, service = writer(Scripted(["上海的房价是9万元。[1]"]))
    assert _timeless(with_model.ask(question)) == _timeless(assistant.ask(question))
    assert service.requests == []


def test_a_model_may_say_that_the_passages_do_not_answer(writer) -> None:
    assistant, _ = writer(Scripted(["NO_", "EVIDENCE"]))
    answer = assistant.ask(_QUESTION)
    assert (answer.refused, answer.citations, answer.answered_by) == (True, (), "llm")
    assert answer.reason == "报告没有说明：语言模型在检索到的段落里没有找到答案。"
    assert answer.near == tuple(hit.passage_id for hit in answer.hits[:3])
    jsonschema.validate(json.loads(json.dumps(answer_json(answer))), json_schema())


def test_an_english_answer_says_how_it_was_checked(writer) -> None:
    said = "The annual average PM2.5 concentration was 39 micrograms per cubic metre. [1]"
    assistant, service = writer(Scripted([said]))
    answer = assistant.ask("What was the annual average concentration of PM2.5?")
    assert answer.language is Language.EN
    assert answer.answer == said.replace(" [1]", "") + " [1]"
    assert answer.notes[-1].startswith("Checked against the Chinese text by figures, dates,")
    assert "Write English" in service.prompt


def test_an_unfinished_answer_says_so(writer) -> None:
    assistant, _ = writer(Scripted([*_REPLY[:3], "]"], finish="length"))
    (note,) = assistant.ask(_QUESTION).notes
    assert note == "语言模型的回答过长或没有写完，只显示了前面的部分。"


def test_without_a_model_everything_is_as_it_was(assistant, shipped_index) -> None:
    endpoint = Settings(llm=LlmOptions(base_url="http://127.0.0.1:9/v1", rewrite=True))
    answer = Assistant(shipped_index, endpoint).ask(_QUESTION)
    assert _timeless(answer) == _timeless(assistant.ask(_QUESTION))


_FAULTS = [
    (fault(401), "服务不接受所给的密钥（401）"),
    (fault(404, "model_not_found"), "服务上没有模型“m”，或者地址不对（404）"),
    (fault(400), "服务拒绝了请求（400）"),
    (fault(429, Retry_After="0.1"), "服务限制请求次数，要过一阵再试（429）"),
    (fault(429, Retry_After="3600"), "服务限制请求次数，要过一阵再试（429）"),
    (fault(500), "服务出错（500）"),
    (Scripted(["全年共审理行政复议案件523件。[1]其中", "审"], breaks=True), "回答中途断开"),
    (Scripted(body=b"data: {no json\n\n"), "回复的格式无法识别"),
    (Scripted(body=b"\x00\xff<html>"), "回复的格式无法识别"),
    (Scripted(), "回复是空的"),
    (Scripted(["。。。 \n"]), "回复是空的"),
    (Scripted(["<think>还在想"]), "回复是空的"),
    (Scripted(stalls=True), "1秒内没有答完"),
    (Scripted(["全年共审理行政复议案件523件。[1]其中"], stalls=True), "1秒内没有答完"),
    (Scripted(trickles=True), "1秒内没有答完"),
    (Scripted(["全区人口一千万。[1]"]), "它写的内容没有一句得到所引原文的支持"),
]


@pytest.mark.parametrize(("reply", "what"), _FAULTS)
def test_every_fault_ends_in_the_quoted_answer_in_time_and_says_what_happened(
    writer, assistant, caplog, reply, what
) -> None:
    with_model, _ = writer(reply, deadline_s=_DEADLINE)
    quoted = assistant.ask(_QUESTION)
    with caplog.at_level(logging.DEBUG):
        answer, seconds = _answered(with_model)
    assert seconds < _DEADLINE + 1
    note = f"语言模型这次没能作答：{what}。以上改为直接摘录原文。"
    assert _timeless(answer) == _timeless(replace(quoted, notes=(note, *quoted.notes)))
    assert KEY not in caplog.text + json.dumps(answer_json(answer))


def test_so_does_a_refused_connection(writer, assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/v1"
    with_model, _ = writer(Scripted(), base_url=url, deadline_s=_DEADLINE)
    answer, seconds = _answered(with_model)
    assert seconds < _DEADLINE + 1
    assert answer.answer == assistant.ask(_QUESTION).answer
    assert answer.notes[0].startswith("语言模型这次没能作答：连不上它的服务。")


def test_so_does_a_context_without_room(writer) -> None:
    with_model, service = writer(Scripted(_REPLY), context_tokens=300)
    answer = with_model.ask(_QUESTION)
    assert (answer.answered_by, service.requests) == ("extractive", [])
    assert "llm.context_tokens 太小" in answer.notes[0]
