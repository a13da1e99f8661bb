"""Bodies of more than a few megabytes are refused before they fill the memory."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from .refusal import refusal
from .types import App, Message, Receive, Send

# Twice the longest text that can be checked, each character escaped as six.
LARGEST_BODY = 4 * 1024 * 1024
_STATUS = 413
_SAID = f"the body is larger than {LARGEST_BODY} bytes; send less"


class Limit:
    """ASGI middleware: too large a body is refused by its length, or cut off while it comes."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        app = self._app
        if scope["type"] == "http" and _declared(scope) > LARGEST_BODY:
            app = refusal(scope, _SAID, status=_STATUS)
        await app(scope, _counted(receive), send)


def _declared(scope: Message) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _counted(receive: Receive) -> Receive:
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            # Whoever reads the body is inside of what turns this into an answer.
            raise HTTPException(_STATUS, _SAID)
        return message

    return counted
