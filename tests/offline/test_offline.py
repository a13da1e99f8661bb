import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import attempts
from tests.offline.sitecustomize import OfflineError, is_local

_LEAVING = [
    ("socket.create_connection(('192.0.2.1', 80), 1)", "socket.getaddrinfo 192.0.2.1"),
    ("socket.socket().connect(('192.0.2.1', 80))", "socket.connect 192.0.2.1"),
    ("socket.socket().connect_ex(('192.0.2.1', 80))", "socket.connect 192.0.2.1"),
    (
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b'x', ('2001:db8::1', 53))",
        "socket.sendto 2001:db8::1",
    ),
    ("socket.getaddrinfo('example.org', 443)", "socket.getaddrinfo example.org"),
    ("socket.gethostbyname('127.example.org')", "socket.gethostbyname 127.example.org"),
    ("import urllib.request as r; r.urlopen('http://a.example')", "socket.getaddrinfo a.example"),
]


def _child(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import socket; {code}"], capture_output=True, text=True
    )


@pytest.mark.parametrize(("code", "logged"), _LEAVING)
def test_a_child_cannot_leave_this_computer_and_the_attempt_is_kept(
    code: str, logged: str, offline_log: Path
) -> None:
    done = _child(code)
    assert (done.returncode, "OfflineError" in done.stderr) == (1, True)
    assert attempts(offline_log) == [logged]
    offline_log.unlink()


def test_an_attempt_whose_error_is_swallowed_is_kept(offline_log: Path) -> None:
    done = _child("\ntry: socket.getaddrinfo('a.b', 1)\nexcept Exception: pass")
    assert done.returncode == 0
    assert attempts(offline_log) == ["socket.getaddrinfo a.b"]
    offline_log.unlink()


def test_a_child_reaches_itself_by_address_by_name_and_in_an_event_loop() -> None:
    done = _child(
        "import asyncio\n"
        "with socket.create_server(('127.0.0.1', 0)) as server:\n"
        "    for host in ('127.0.0.1', 'localhost'):\n"
        "        socket.create_connection((host, server.getsockname()[1])).close()\n"
        "print(asyncio.run(asyncio.sleep(0, 'reached')))"
    )
    assert (done.stdout, done.stderr) == ("reached\n", "")


def test_this_process_is_sealed_as_well(offline_log: Path) -> None:
    with pytest.raises(OfflineError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80))
    with pytest.raises(OfflineError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)
    assert asyncio.run(asyncio.sleep(0, "reached")) == "reached"
    offline_log.unlink()


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::1%lo", True),
        (b"localhost", True),
        (None, True),
        ("0.0.0.0", False),  # every interface, so not only this computer's own
        ("10.0.0.1", False),
        ("127.0.0.1.example.org", False),
    ],
)
def test_only_loopback_counts_as_local(host: object, local: bool) -> None:
    assert is_local(host) is local
