import json
import logging
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from rag import Answer
from tests.doubles import FakeAssistant
from ui.programs import routes


def _client(assistant: FakeAssistant) -> TestClient:
    return TestClient(Starlette(routes=routes(assistant)), base_url="http://127.0.0.1:7860")


def _ask(client: TestClient, *questions: str, **others: object):
    messages = [{"role": "user", "content": question} for question in questions]
    body = {"model": "baipishu", "messages": messages} | others
    return client.post("/v1/chat/completions", json=body)


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def client(assistant: FakeAssistant) -> TestClient:
    return _client(assistant)


def test_it_is_healthy(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.post("/healthz").status_code == 405


def test_the_model_is_listed_and_found(client: TestClient) -> None:
    listed = client.get("/v1/models").json()
    assert listed["data"] == [client.get("/v1/models/baipishu").json()]
    refused = client.get("/v1/models/gpt-4o")
    assert refused.status_code == 404
    assert refused.json()["error"]["code"] == "model_not_found"


def test_a_question_is_answered_with_links_to_where_it_was_asked(client: TestClient) -> None:
    message = _ask(client, "外资多少").json()["choices"][0]["message"]
    assert message["content"].startswith("全年实际利用外资46.2亿美元,占全市的三成以上 [1]\n\n")
    cited = message["annotations"][0]["url_citation"]
    assert cited["url"].startswith("http://127.0.0.1:7860/?doc=chaoyang-2020&at=")


def test_ten_earlier_questions_go_along(client: TestClient, assistant: FakeAssistant) -> None:
    _ask(client, *(f"问{number}" for number in range(12)), "外资")
    assert assistant.asked == [("外资", tuple(f"问{number}" for number in range(2, 12)))]


def test_a_stream_is_events_and_an_end(client: TestClient) -> None:
    streamed = _ask(client, "PM2.5", stream=True)
    assert streamed.headers["content-type"] == "text/event-stream; charset=utf-8"
    *events, end, nothing = streamed.text.split("\n\n")
    assert (end, nothing) == ("data: [DONE]", "")
    sent = [json.loads(event.removeprefix("data: ")) for event in events]
    whole = _ask(client, "PM2.5").json()["choices"][0]["message"]["content"]
    assert whole == "".join(c["choices"][0]["delta"].get("content", "") for c in sent)


@pytest.mark.parametrize("stream", [False, True])
def test_what_is_no_question_is_told_before_anything_is_sent(client, stream: bool) -> None:
    refused = _ask(client, "问" * 2001, stream=stream)
    assert refused.status_code == 400
    assert refused.json() == {
        "error": {
            "message": "the question has 2001 characters; ask in at most 2000",
            "type": "invalid_request_error",
            "param": "messages",
            "code": None,
        }
    }


@pytest.mark.parametrize("stream", [False, True])
def test_a_fault_of_the_program_is_logged_and_not_told_to_strangers(
    client, stream: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        refused = _ask(client, "来一个程序错误", stream=stream)
    assert refused.status_code == 500
    assert refused.json()["error"]["type"] == "server_error"
    assert "nobody foresaw" not in refused.text
    assert "a fault that nobody foresaw" in caplog.text


class _Breaks(FakeAssistant):
    """Its answers break off after the first."""

    def stream(self, question: str, *, history=()) -> Iterator[Answer]:
        yield next(super().stream("外资"))
        raise ZeroDivisionError


def test_a_stream_that_breaks_off_says_so_and_does_not_end_as_if_it_were_whole() -> None:
    lines = _ask(_client(_Breaks()), "外资", stream=True).text.strip().split("\n\n")
    assert json.loads(lines[-1].removeprefix("data: "))["error"]["type"] == "server_error"
    assert "data: [DONE]" not in lines


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("GET", "/v1/nothing", 404, "Invalid URL (GET /v1/nothing)"),
        ("POST", "/v1/embeddings", 404, "Invalid URL (POST /v1/embeddings)"),
        ("GET", "/v1/chat/completions", 405, "GET is not allowed on /v1/chat/completions"),
    ],
)
def test_a_wrong_address_is_told_as_openai_does(client, method, path, status, said) -> None:
    refused = client.request(method, path)
    assert (refused.status_code, refused.json()["error"]["message"]) == (status, said)
