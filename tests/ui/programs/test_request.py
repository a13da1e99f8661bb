import json

import pytest

from ui.programs.faults import ChatFault
from ui.programs.request import read_request
from ui.programs.types import ChatRequest

_USER = {"role": "user", "content": "外资多少？"}


def _body(**changes: object) -> bytes:
    body = {"model": "baipishu", "messages": [_USER]} | changes
    return json.dumps({name: value for name, value in body.items() if value != ...}).encode()


def test_the_last_question_is_asked_and_the_users_others_are_its_history() -> None:
    messages = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": "外资多少？"},
        {"role": "assistant", "content": "46.2亿美元 [1]", "tool_calls": None},
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "那"}, {"text": "PM2.5呢？"}]},
    ]
    asked = read_request(_body(messages=messages, stream=True))
    assert asked == ChatRequest("那\nPM2.5呢？", ("外资多少？",), stream=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"temperature": 0.7, "max_tokens": 5, "seed": 1, "stop": ["。"], "user": "u"},
        {"chat_id": "of Open WebUI", "whatever": {"x": []}},
        {"n": 1, "tools": [], "functions": [], "logprobs": False, "modalities": ["text"]},
        {"n": None, "tools": None, "stream": None, "response_format": {"type": "text"}},
        {"tool_choice": "none", "stream_options": {"include_usage": True}},
    ],
)
def test_what_changes_nothing_here_is_ignored(changes: dict[str, object]) -> None:
    assert read_request(_body(**changes)) == ChatRequest("外资多少？", (), stream=False)


_IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}


@pytest.mark.parametrize(
    ("changes", "param", "code"),
    [
        ({"n": 2}, "n", "unsupported_value"),
        ({"n": "2"}, "n", "invalid_type"),
        ({"n": 0}, "n", "unsupported_value"),
        ({"tools": [{"type": "function"}]}, "tools", "unsupported_parameter"),
        ({"functions": [{"name": "f"}]}, "functions", "unsupported_parameter"),
        ({"logprobs": True}, "logprobs", "unsupported_parameter"),
        ({"audio": {"voice": "x"}}, "audio", "unsupported_parameter"),
        ({"modalities": ["text", "audio"]}, "modalities", "unsupported_value"),
        ({"response_format": {"type": "json_object"}}, "response_format", "unsupported_value"),
        ({"stream": "yes"}, "stream", "invalid_type"),
        ({"model": ...}, "model", "missing_required_parameter"),
        ({"model": 5}, "model", "invalid_type"),
        ({"model": "gpt-4o"}, "model", "model_not_found"),
        ({"messages": ...}, "messages", "missing_required_parameter"),
        ({"messages": []}, "messages", "empty_array"),
        ({"messages": "外资"}, "messages", "invalid_type"),
        ({"messages": ["外资"]}, "messages[0]", "invalid_type"),
        ({"messages": [{"content": "外资"}]}, "messages[0].role", "missing_required_parameter"),
        ({"messages": [_USER | {"role": "king"}]}, "messages[0].role", "invalid_value"),
        ({"messages": [_USER | {"content": 5}]}, "messages[0].content", "invalid_type"),
        ({"messages": [_USER | {"content": None}]}, "messages[0].content", "invalid_type"),
        ({"messages": [_USER | {"content": []}]}, "messages[0].content", "invalid_type"),
        ({"messages": [_USER | {"content": ["x"]}]}, "messages[0].content[0]", "invalid_type"),
        (
            {"messages": [_USER | {"content": [{"type": "text"}]}]},
            "messages[0].content[0]",
            "invalid_type",
        ),
        (
            {"messages": [_USER | {"content": [{"type": "text", "text": "x"}, _IMAGE]}]},
            "messages[0].content[1].type",
            "unsupported_value",
        ),
        ({"messages": [_USER, {"role": "assistant", "content": "x"}]}, "messages", "invalid_value"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", "invalid_value"),
    ],
)
def test_what_cannot_be_had_names_the_parameter(changes, param: str, code: str) -> None:
    with pytest.raises(ChatFault) as refused:
        read_request(_body(**changes))
    assert (refused.value.param, refused.value.code) == (param, code)
    assert param in str(refused.value) or code == "model_not_found"
    assert refused.value.status == (404 if code == "model_not_found" else 400)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is not JSON in UTF-8"),
        (b"{", "is not JSON in UTF-8"),
        ("{'model': '外资'}".encode("gb18030"), "is not JSON in UTF-8"),
        (b"[" * 100_000, "is not JSON in UTF-8"),
        (b"[]", "is not a JSON object"),
        (b'"text"', "is not a JSON object"),
        (b"null", "is not a JSON object"),
    ],
)
def test_a_body_that_is_no_request(body: bytes, said: str) -> None:
    with pytest.raises(ChatFault, match=said):
        read_request(body)


def test_the_words_of_a_refusal() -> None:
    with pytest.raises(ChatFault) as refused:
        read_request(_body(n=2))
    assert str(refused.value) == "Unsupported value: 'n' does not support 2 with this model."
    with pytest.raises(ChatFault) as refused:
        read_request(_body(model="gpt-4o"))
    assert str(refused.value) == "The model 'gpt-4o' does not exist; there is one: 'baipishu'."
