"""Requests under a foreign name or from a foreign page are turned away.

A page elsewhere can make its own name lead to this computer (DNS rebinding) and would then read
what is served here as if it were its own; it cannot change the name that the browser sends.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection

from starlette.datastructures import Headers

from .refusal import refusal
from .types import App, Message, Receive, Send

# A name or a number, the longer numbers in brackets, and perhaps a port.
_HOST = re.compile(r"([\w.-]+|\[[0-9a-f:.]+\])(?::\d+)?")


class Hosts:
    """ASGI middleware: the Host is one of ours, and an Origin is the Host itself.

    `names` None admits every Host, which is safe behind a password: a browser sends one only to the
    name that it was typed for. Programs send no Origin.
    """

    def __init__(self, app: App, *, names: Collection[str] | None) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        app = self._app
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            host, origin = headers.get("host", ""), headers.get("origin")
            if not self._is_ours(host):
                said = f"this page is not served as {host!r}; open it by its address, or use --auth"
                app = refusal(scope, said, status=421)
            elif origin is not None and not _is_same(origin, headers):
                app = refusal(scope, f"a page from {origin!r} may not use this one", status=403)
        await app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        found = _HOST.fullmatch(host.lower())
        name = found[1].strip("[]") if found else ""
        # A number needs no name service that could be made to lie.
        return self._names is None or name in self._names or _is_number(name)


def own_names(host: str) -> frozenset[str]:
    """The names of this computer, and the one that it is to listen on."""
    machine = socket.gethostname().lower()
    return frozenset(("localhost", host.lower(), machine, f"{machine}.local"))


def is_this_computer(host: str) -> bool:
    """Whether only programs of this computer can reach what listens on `host`."""
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_same(origin: str, headers: Headers) -> bool:
    # No page can set the forwarded name without asking first, and to ask is refused as well.
    ours = {headers.get("host"), headers.get("x-forwarded-host")}
    return origin.startswith(("http://", "https://")) and origin.partition("//")[2] in ours
