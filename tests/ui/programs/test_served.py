"""Programs against a page that is served: the real openai and MCP clients, and every route."""

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from threading import Event

import httpx
import openai
import pytest
from fastapi.routing import APIRouter
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from starlette.routing import BaseRoute

from index import Index
from rag import Answer, Assistant, Settings
from tests.doubles import FakeAssistant, document
from tests.ui.served import served
from ui.access import Access, Accounts
from ui.page import Served
from ui.programs import tools_of

pytestmark = pytest.mark.slow

_ACCOUNTS, _TOKEN = Accounts().with_user("alice", "correct horse").with_token("program")
_BEARER = {"authorization": f"Bearer {_TOKEN}"}


class _Slow(FakeAssistant):
    """An answer that grows for ever, and the moment at which it is given up."""

    def __init__(self) -> None:
        super().__init__()
        self.given_up = Event()

    def stream(self, question: str, *, history=()) -> Iterator[Answer]:
        if question != "慢慢来":
            yield from super().stream(question, history=history)
            return
        try:
            for count in itertools.count():
                yield Answer(question, self.ask("外资").language, "字" * count)
                time.sleep(0.05)
        finally:
            self.given_up.set()


@pytest.fixture(scope="module")
def assistant() -> _Slow:
    return _Slow()


@pytest.fixture(scope="module")
def page(assistant: _Slow, shipped_index: Index) -> Iterator[Served]:
    tools = tools_of(Assistant(shipped_index, Settings()))
    with served(assistant, Access(_ACCOUNTS, tools)) as served_page:
        yield served_page


@pytest.fixture
def client(page: Served) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{page.url}v1", api_key=_TOKEN, max_retries=0) as made:
        yield made


def _messages(*questions: str) -> list:
    return [{"role": "user", "content": question} for question in questions]


def test_the_openai_client_gets_an_answer_that_it_can_check(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["baipishu"]
    replied = client.chat.completions.create(model="baipishu", messages=_messages("PM2.5是多少"))
    message = replied.choices[0].message
    quotes = ["PM2.5年均浓度为39微克/立方米,下降9.3%;", "优良天达到280天,同比增加48天"]
    cited = [annotation.url_citation for annotation in message.annotations]
    assert [message.content[each.start_index : each.end_index] for each in cited] == quotes
    source = document().text
    assert [source[each.source_start : each.source_end] for each in cited] == quotes


def test_the_openai_client_streams_the_same(client: openai.OpenAI) -> None:
    asked = {"model": "baipishu", "messages": _messages("外资", "那无烟家庭呢")}
    deltas = [c.choices[0].delta for c in client.chat.completions.create(**asked, stream=True)]
    whole = client.chat.completions.create(**asked).choices[0].message
    assert "".join(delta.content or "" for delta in deltas) == whole.content
    assert "理解为：外资 那无烟家庭呢" in whole.content
    (annotations,) = (d.annotations for d in deltas if hasattr(d, "annotations"))
    assert [each["url_citation"]["quote"] for each in annotations] == [
        each.url_citation.quote for each in whole.annotations
    ]


@pytest.mark.parametrize(
    ("changes", "error", "code"),
    [
        ({"n": 3}, openai.BadRequestError, "unsupported_value"),
        ({"model": "gpt-4o"}, openai.NotFoundError, "model_not_found"),
        ({"messages": []}, openai.BadRequestError, "empty_array"),
        ({"messages": _messages("问" * 2001)}, openai.BadRequestError, None),
        ({"messages": _messages("x" * 10_000_000)}, openai.APIStatusError, None),
        ({"functions": [{"name": "f"}]}, openai.BadRequestError, "unsupported_parameter"),
    ],
)
def test_the_openai_client_understands_a_refusal(client, changes, error, code) -> None:
    asked = {"model": "baipishu", "messages": _messages("外资")} | changes
    with pytest.raises(error) as refused:
        client.chat.completions.create(**asked)
    assert (refused.value.code, refused.value.type) == (code, "invalid_request_error")


def test_the_openai_client_is_told_that_its_key_is_wrong(page: Served) -> None:
    with (
        openai.OpenAI(base_url=f"{page.url}v1", api_key="wrong", max_retries=0) as stranger,
        pytest.raises(openai.AuthenticationError) as refused,
    ):
        stranger.models.list()
    assert refused.value.code == "invalid_api_key"


def test_an_answer_is_given_up_when_its_reader_goes_and_others_do_not_wait(
    client: openai.OpenAI, assistant: _Slow
) -> None:
    slow = client.chat.completions.create(
        model="baipishu", messages=_messages("慢慢来"), stream=True
    )
    assert [next(slow).choices[0].delta.content for _ in range(3)] == ["", "字", "字"]
    began = time.perf_counter()
    client.chat.completions.create(model="baipishu", messages=_messages("外资"))
    assert time.perf_counter() - began < 5
    slow.close()
    assert assistant.given_up.wait(timeout=5)


async def _with_tools(url: str, calls: list[tuple[str, dict]]) -> tuple[list, list]:
    async with (
        httpx.AsyncClient(headers=_BEARER) as http,
        streamable_http_client(f"{url}gradio_api/mcp/", http_client=http) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = (await session.list_tools()).tools
        return tools, [await session.call_tool(name, arguments) for name, arguments in calls]


def test_an_mcp_client_has_four_tools_and_uses_them(page: Served) -> None:
    calls = [
        ("ask", {"question": "全年审理了多少件行政复议案件？"}),
        ("search", {"query": "外资", "top_k": 2}),
        ("check", {"text": "全年共审理行政复议案件524件。"}),
        ("read", {"span": [15415, 15448]}),
    ]
    tools, results = asyncio.run(_with_tools(page.url, calls))
    assert [tool.name for tool in tools] == ["ask", "search", "check", "read"]
    schemas = [tool.inputSchema for tool in tools]
    assert [schema.get("required", []) for schema in schemas] == [
        *(["question"], ["query"], ["text"], []),
    ]
    assert all(p["description"] for schema in schemas for p in schema["properties"].values())
    answer, found, checked, read = (json.loads(result.content[0].text) for result in results)
    assert answer["citations"][0]["quote"] == read["text"]
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]
    assert not checked["holds"]


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask", {"question": "？"}, "the question '？' holds no word to search for"),
        ("ask", {}, "'question' is a required property"),
        ("ask", {"question": 5}, "5 is not of type 'string'"),
        ("ask", {"question": "外资", "history": "x"}, "is not valid under any"),
        ("search", {"query": "外资", "top_k": "many"}, "'many' is not of type 'integer'"),
        ("read", {"span": [1, 2, 3]}, "is no span; give two offsets"),
        ("read", {"span": ["a", "b"]}, "'a' is not of type 'integer'"),
        ("read", {"doc_id": "nowhere"}, "there are: chaoyang-2020"),
        ("greet", {}, "Unknown tool"),
    ],
)
def test_an_mcp_client_is_told_what_is_wrong(page: Served, name, arguments, said) -> None:
    _, (result,) = asyncio.run(_with_tools(page.url, [(name, arguments)]))
    assert result.isError
    assert said in result.content[0].text


def _paths(routes: list[BaseRoute], above: str = "") -> Iterator[tuple[str, str]]:
    """Every method and path of an application and of those mounted in it."""
    for route in routes:
        path = above + getattr(route, "path", "")
        inner = getattr(route, "original_router", route)
        below = getattr(inner, "routes", None)
        if below is None or not below:
            for method in getattr(route, "methods", None) or {"GET", "POST"}:
                yield method, path
        else:
            # A router is not mounted: its routes bear its prefix themselves.
            yield from _paths(below, above if isinstance(inner, APIRouter) else path)


_NOT_ROUTES = ["/nothing", "/file=/etc/passwd", "/gradio_api/file=/etc/passwd", "/v1/x", "/v1"]


def test_every_route_but_health_answers_401_to_whoever_sends_no_credentials(page: Served) -> None:
    walked = sorted({*_paths(page.page.app.routes), *(("GET", path) for path in _NOT_ROUTES)})
    with httpx.Client(base_url=page.url) as http:
        answered = {
            (method, path): http.request(method, path.replace("{", "").replace("}", "")).status_code
            for method, path in walked
        }
    open_to_all = {path for (_, path), status in answered.items() if status != 401}
    assert open_to_all == {"/healthz"}
    paths = {path for _, path in walked}
    assert paths > {
        *("/", "/config", "/theme.css", "/assets/{path:path}", "/static/{path:path}"),
        *("/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/upload"),
        *("/gradio_api/mcp/schema", "/gradio_api/mcp/sse", "/gradio_api/startup-events"),
        *("/v1/chat/completions", "/v1/models"),
    }
    assert len(walked) > 60


def test_with_credentials_the_page_is_whole(page: Served) -> None:
    with httpx.Client(base_url=page.url, auth=("alice", "correct horse")) as http:
        for path in ("/", "/config", "/theme.css", "/gradio_api/info", "/v1/models"):
            assert http.get(path).status_code == 200
        shown = http.get("/gradio_api/info").json()["named_endpoints"]
    assert list(shown) == ["/tool_ask", "/tool_search", "/tool_check", "/tool_read"]


@pytest.mark.parametrize("path", ["/", "/v1/models", "/gradio_api/mcp/", "/healthz"])
def test_no_page_elsewhere_is_let_in_even_with_credentials(page: Served, path: str) -> None:
    headers = {**_BEARER, "origin": "http://evil.example"}
    with httpx.Client(base_url=page.url, headers=headers) as http:
        assert http.post(path, json={}).status_code == 403


def test_without_accounts_a_rebound_name_is_refused() -> None:
    with served(FakeAssistant()) as own, httpx.Client(base_url=own.url) as http:
        for path in ("/", "/v1/models", "/gradio_api/info", "/healthz"):
            assert http.get(path).status_code == 200
            refused = http.get(path, headers={"host": f"evil.example:{http.base_url.port}"})
            assert refused.status_code == 421
        assert http.get("/gradio_api/mcp/schema").status_code == 404
