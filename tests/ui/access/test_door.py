import base64
from threading import Event

import pytest
from starlette.middleware import Middleware
from starlette.websockets import WebSocketDisconnect

from tests.ui.access.asked import behind
from ui.access import Accounts
from ui.access.door import Door

_ACCOUNTS, _TOKEN = Accounts().with_user("李明", "correct horse: 电池").with_token("program")
_SIGNED_IN = ("李明".encode(), "correct horse: 电池".encode())
_STARTING = "/gradio_api/startup-events"


@pytest.fixture
def started() -> Event:
    event = Event()
    event.set()
    return event


@pytest.fixture
def client(started: Event):
    return behind(Middleware(Door, accounts=_ACCOUNTS, started=started))


def test_a_person_and_a_program_come_in(client) -> None:
    assert client.get("/", auth=_SIGNED_IN).status_code == 200
    for scheme in ("Bearer", "bearer", "BEARER "):
        headers = {"authorization": f"{scheme} {_TOKEN}"}
        assert client.get("/v1/models", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        None,
        "Bearer",
        "Bearer wrong",
        pytest.param(f"Basic {_TOKEN}", id="a token as a password"),
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(b"nobody").decode(),
        "Basic " + base64.b64encode("李明:wrong".encode()).decode(),
        "Basic " + base64.b64encode(b"\xff:\xff").decode(),
        "Digest username=x",
        "\xff",
    ],
)
def test_nobody_else_does(client, given: str | None) -> None:
    headers = {"authorization": given.encode("latin-1")} if given else {}
    refused = client.get("/", headers=headers)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Basic realm="Baipishu", charset="UTF-8"'


@pytest.mark.parametrize("path", ["/v1/models", "/gradio_api/mcp/"])
def test_programs_are_not_offered_a_password(client, path: str) -> None:
    assert client.get(path).headers["www-authenticate"] == "Bearer"


def test_an_unknown_token_is_told_as_openai_does(client) -> None:
    refused = client.get("/v1/models", headers={"authorization": "Bearer wrong"})
    assert refused.json()["error"]["code"] == "invalid_api_key"


def test_health_is_open_and_so_is_gradios_own_call_until_the_page_is_served(
    client, started: Event
) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz/").status_code == 401
    assert client.get(_STARTING).status_code == 401
    started.clear()
    assert client.get(_STARTING).status_code == 200
    assert client.get("/config").status_code == 401


def test_who_guesses_waits_but_who_is_known_does_not(client) -> None:
    assert client.get("/", auth=_SIGNED_IN).status_code == 200
    wrong = [client.get("/", auth=("x", str(number))).status_code for number in range(6)]
    assert wrong == [401] * 5 + [429]
    late = client.get("/", auth=("李明".encode(), b"first time right"))
    assert late.status_code == 429
    assert 0 < int(late.headers["retry-after"]) <= 60
    assert client.get("/", auth=_SIGNED_IN).status_code == 200
    known = client.get("/", headers={"authorization": f"Bearer {_TOKEN}"})
    assert known.status_code == 200


def test_a_right_password_is_checked_once(client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/", auth=_SIGNED_IN).status_code == 200
    monkeypatch.setattr(Accounts, "knows_password", lambda *_: pytest.fail("checked again"))
    assert client.get("/", auth=_SIGNED_IN).status_code == 200


def test_a_socket_is_refused_as_well(client) -> None:
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect("/ws"):
        pytest.fail("let in")
    assert refused.value.status_code == 401
