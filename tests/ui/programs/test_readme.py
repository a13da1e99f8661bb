"""The calls that the programs' README shows, each made as it stands there."""

import asyncio
import contextlib
import io
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

import ui.programs
from index import Index
from rag import Assistant, Settings
from tests.ui.served import served
from ui.access import Access, Accounts
from ui.cli import cli
from ui.page import Served
from ui.programs import tools_of

pytestmark = pytest.mark.slow

_README = Path(ui.programs.__file__).with_name("README.md").read_text(encoding="utf-8")
_ADDRESS = "http://127.0.0.1:7860/"
_ACCOUNTS, _TOKEN = Accounts().with_token("open-webui")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _README, re.DOTALL)


_SHELL = [shlex.split(line, comments=True) for block in _blocks("sh") for line in block.split("\n")]
_CURLS = [words for words in _SHELL if words[:1] == ["curl"]]
_COMMANDS = [words[1:] for words in _SHELL if words[:1] == ["baipishu"]]


@pytest.fixture(scope="module")
def assistant(shipped_index: Index) -> Assistant:
    return Assistant(shipped_index, Settings())


@pytest.fixture(scope="module")
def page(assistant: Assistant) -> Iterator[Served]:
    with served(assistant, Access(None, tools_of(assistant))) as served_page:
        yield served_page


@pytest.fixture(scope="module")
def closed_page(assistant: Assistant) -> Iterator[Served]:
    with served(assistant, Access(_ACCOUNTS, tools_of(assistant))) as served_page:
        yield served_page


def _curl(words: list[str], url: str) -> httpx.Response:
    """What curl does with the options that are shown."""
    address, *rest = words[1:]
    options = dict(zip(rest[::2], rest[1::2], strict=True))
    assert set(options) <= {"-H", "-d"}
    name, _, value = options.get("-H", "Accept: */*").partition(": ")
    return httpx.request(
        "POST" if "-d" in options else "GET",
        address.replace(_ADDRESS, url),
        headers={name: value.replace("TOKEN", _TOKEN)},
        content=options.get("-d", "").encode(),
    )


def test_every_curl_is_answered(page: Served, closed_page: Served) -> None:
    models, chat, with_a_token = _CURLS
    assert _curl(models, page.url).json()["data"][0]["id"] == "baipishu"
    content = _curl(chat, page.url).json()["choices"][0]["message"]["content"]
    assert "3308万元" in content
    assert f"{page.url}?doc=chaoyang-2020&at=" in content
    assert _curl(with_a_token, closed_page.url).status_code == 200
    assert _curl(models, closed_page.url).status_code == 401


def test_the_openai_example_runs(page: Served) -> None:
    (example,) = _blocks("python")
    out, names = io.StringIO(), {}
    with contextlib.redirect_stdout(out):
        exec(compile(example.replace(_ADDRESS, page.url), "README.md", "exec"), names)
    content, shown = names["message"].content, out.getvalue()
    assert "3308万元" in content
    # Printed once as a whole and once as a stream, between the two what is cited.
    assert shown.startswith(f"{content}\n")
    assert shown.endswith(f"\n{content}")
    assert f" {page.url}?doc=chaoyang-2020&at=" in shown[len(content) : -len(content)]


async def _tools_by(config: dict, url: str) -> list[str]:
    """The names of the tools that a client with this configuration has."""
    headers = {k: v.replace("TOKEN", _TOKEN) for k, v in config.get("headers", {}).items()}
    async with (
        httpx.AsyncClient(headers=headers) as http,
        streamable_http_client(config["url"].replace(_ADDRESS, url), http_client=http) as streams,
        ClientSession(streams[0], streams[1]) as session,
    ):
        await session.initialize()
        return [tool.name for tool in (await session.list_tools()).tools]


def test_the_configurations_of_mcp_clients_lead_to_the_tools_in_the_table(
    page: Served, closed_page: Served
) -> None:
    opened, closed = (json.loads(block)["mcpServers"]["baipishu"] for block in _blocks("json"))
    listed = re.findall(r"^\| `(\w+)` \|", _README, re.MULTILINE)
    assert asyncio.run(_tools_by(opened, page.url)) == listed
    assert asyncio.run(_tools_by(closed, closed_page.url)) == listed


@pytest.mark.parametrize("words", _COMMANDS, ids=" ".join)
def test_every_command_exists_with_its_options(words: list[str]) -> None:
    command = cli
    while isinstance(command, click.Group):
        command = command.get_command(click.Context(command), words[0])
        words = words[1:]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
