import socket

import pytest
from starlette.middleware import Middleware

from tests.ui.access.asked import behind
from ui.access import is_this_computer
from ui.access.hosts import Hosts, own_names

_CLIENT = behind(Middleware(Hosts, names=own_names("Pi.lan")))
_BEHIND_A_PASSWORD = behind(Middleware(Hosts, names=None))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200),
        ("localhost:1234", 200),  # forwarded through ssh
        ("[::1]:7860", 200),
        ("192.168.1.20", 200),  # a number needs no name service
        ("pi.lan:7860", 200),
        (f"{socket.gethostname()}.local:7860", 200),
        ("evil.example:7860", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example@127.0.0.1", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_the_name_that_is_asked_for_is_one_of_ours(host: str, status: int) -> None:
    assert _CLIENT.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:7860", 200),
        ("https://127.0.0.1:7860", 200),  # a proxy speaks TLS
        ("http://127.0.0.1:7861", 403),  # another program of this computer
        ("http://evil.example", 403),
        ("null", 403),
        ("file://127.0.0.1:7860", 403),
        ("", 403),
    ],
)
@pytest.mark.parametrize("client", [_CLIENT, _BEHIND_A_PASSWORD])
def test_a_page_elsewhere_may_not_ask(client, origin: str, status: int) -> None:
    assert client.post("/", headers={"origin": origin}).status_code == status


def test_behind_a_password_any_name_is_fine_and_a_proxy_may_tell_it() -> None:
    named = {"host": "papers.example"}
    assert _BEHIND_A_PASSWORD.get("/", headers=named).status_code == 200
    forwarded = {"origin": "https://papers.example", "x-forwarded-host": "papers.example"}
    assert _CLIENT.post("/", headers=forwarded).status_code == 200


def test_what_is_said() -> None:
    said = _CLIENT.get("/", headers={"host": "evil.example"}).text
    assert said == (
        "this page is not served as 'evil.example'; open it by its address, or use --auth\n"
    )
    refused = _CLIENT.get("/v1/models", headers={"origin": "http://evil.example"}).json()
    assert refused["error"]["message"] == "a page from 'http://evil.example' may not use this one"


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("pi", False)],
)
def test_which_addresses_others_can_reach(host: str, local: bool) -> None:
    assert is_this_computer(host) is local
