from dataclasses import replace

from tests.doubles import FakeAssistant
from ui.programs.completion import chunks, completion, event, models

_BASE = "http://127.0.0.1:7860/"


def _deltas(answers) -> list[dict]:
    return [chunk["choices"][0]["delta"] for chunk in chunks(answers, _BASE)]


def _text(deltas) -> str:
    return "".join(delta.get("content", "") for delta in deltas)


def test_the_pieces_add_up_to_the_whole() -> None:
    assistant = FakeAssistant()
    deltas = _deltas(assistant.stream("PM2.5是多少"))
    message = completion(assistant.ask("PM2.5是多少"), _BASE)["choices"][0]["message"]
    assert _text(deltas) == message["content"]
    assert [sorted(delta) for delta in deltas] == [
        *(["content", "role"], ["content"], ["content"], ["content"], ["annotations"], []),
    ]
    assert deltas[-2]["annotations"] == message["annotations"]


def test_an_answer_that_takes_the_place_of_another_follows_whole() -> None:
    assistant = FakeAssistant()
    answer = assistant.ask("外资")
    written = replace(answer, answer="模型先写了这一句。", citations=())
    deltas = _deltas([replace(answer, answer=""), written, answer])
    text = _text(deltas)
    assert text.startswith(
        "模型先写了这一句。\n\n全年实际利用外资46.2亿美元,占全市的三成以上 [1]\n\n"
    )
    cited = deltas[-2]["annotations"][0]["url_citation"]
    assert text[cited["start_index"] : cited["end_index"]] == answer.citations[0].quote


def test_all_pieces_have_one_name_and_the_last_ends_it() -> None:
    sent = list(chunks(FakeAssistant().stream("海淀"), _BASE))
    assert len({chunk["id"] for chunk in sent}) == 1
    assert [chunk["choices"][0]["finish_reason"] for chunk in sent] == [None, None, None, "stop"]
    assert {chunk["object"] for chunk in sent} == {"chat.completion.chunk"}


def test_two_answers_never_share_a_name() -> None:
    answer = FakeAssistant().ask("外资")
    assert completion(answer, _BASE)["id"] != completion(answer, _BASE)["id"]


def test_an_event_is_one_line_of_json() -> None:
    assert event({"文": "a\nb"}) == 'data: {"文": "a\\nb"}\n\n'


def test_there_is_one_model() -> None:
    assert [model["id"] for model in models()["data"]] == ["baipishu"]
