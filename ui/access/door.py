"""Nothing is served without a name and a password (HTTP Basic) or the token of a program (Bearer).

Basic needs no page of our own to sign in, no cookie and no session: the browser asks, keeps what it
was told for as long as it runs, and sends it along with everything that the page loads.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import math
import secrets
from threading import Event

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response

from .accounts import Accounts
from .guesses import Guesses
from .refusal import refusal
from .types import App, Message, Receive, Send

_OPEN = "/healthz"
# Gradio calls this of itself, without credentials, before it takes the page for served.
_STARTING = "/gradio_api/startup-events"
_FOR_PROGRAMS = ("/v1/", "/gradio_api/mcp")
# Passwords found right are remembered, for to check one is slow on purpose and a page is hundreds
# of requests. More than that are not in use at a time.
_REMEMBERED = 1000


class Door:
    """ASGI middleware that lets a request in, or answers 401, or 429 where too much was guessed."""

    def __init__(self, app: App, *, accounts: Accounts, started: Event) -> None:
        self._app = app
        self._accounts = accounts
        self._started = started
        self._guesses = Guesses()
        # Only keyed digests of credentials are kept, and the key dies with the process.
        self._key = secrets.token_bytes(32)
        self._right: set[bytes] = set()
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        app = self._app
        if scope["type"] in ("http", "websocket") and not self._is_open(scope["path"]):
            app = await self._refused(HTTPConnection(scope)) or app
        await app(scope, receive, send)

    def _is_open(self, path: str) -> bool:
        return path == _OPEN or (path == _STARTING and not self._started.is_set())

    async def _refused(self, request: HTTPConnection) -> Response | None:
        """None for who may come in."""
        given = request.headers.get("authorization", "")
        if not given:
            return _challenge(
                request, "请登录 (sign in); programs send a token: Authorization: Bearer TOKEN"
            )
        address = request.client.host if request.client else ""
        if self._is_token(given) or self._digest(given) in self._right:
            return None
        # One at a time: each check takes 64 MiB, and the next one may have been found right by now.
        async with self._one_at_a_time:
            if wait := self._guesses.wait(address):
                return _later(request, math.ceil(wait))
            if await self._is_right(given):
                return None
            self._guesses.count(address)
        return _challenge(request, "these credentials are not known here", code="invalid_api_key")

    def _is_token(self, given: str) -> bool:
        scheme, _, token = given.partition(" ")
        return scheme.lower() == "bearer" and self._accounts.knows_token(token.strip())

    async def _is_right(self, given: str) -> bool:
        digest = self._digest(given)
        if digest in self._right:
            return True
        name, password = _name_and_password(given)
        if not name or not await run_in_threadpool(self._accounts.knows_password, name, password):
            return False
        if len(self._right) >= _REMEMBERED:
            self._right.clear()
        self._right.add(digest)
        return True

    def _digest(self, given: str) -> bytes:
        return hashlib.blake2b(given.encode(), key=self._key).digest()


def _name_and_password(given: str) -> tuple[str, str]:
    """Both, or two empty strings where the header holds none."""
    scheme, _, value = given.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return name, password


def _challenge(request: HTTPConnection, said: str, *, code: str | None = None) -> Response:
    # A browser asks for a password where it is offered Basic; programs are not to be offered it.
    programs = request.scope["path"].startswith(_FOR_PROGRAMS)
    scheme = "Bearer" if programs else 'Basic realm="Baipishu", charset="UTF-8"'
    headers = {"www-authenticate": scheme}
    return refusal(request.scope, said, status=401, code=code, headers=headers)


def _later(request: HTTPConnection, seconds: int) -> Response:
    said = f"too many wrong credentials from your address; try again in {seconds} seconds"
    headers = {"retry-after": str(seconds)}
    return refusal(request.scope, said, status=429, code="rate_limit_exceeded", headers=headers)
