"""Bodies of more than a few megabytes are refused before they fill the memory."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from .refusal import refusal
from .types import App, Message, Receive, Send

# Twice the longest text that can be checked, each character escaped as six.
LARGEST_BODY = 4 * 1024 * 1024
_STATUS = 413
_SAID = "the body is larger than {} bytes; send less"


class Limit:
    """ASGI middleware: too large a body is refused by its length, or cut off while it comes.

    `larger` names paths that take more than the others, and how many bytes.
    """

    def __init__(self, app: App, *, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._larger = larger or {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        app = self._app
        largest = self._larger.get(scope.get("path", ""), LARGEST_BODY)
        if scope["type"] == "http" and _declared(scope) > largest:
            app = refusal(scope, _SAID.format(largest), status=_STATUS)
        await app(scope, _counted(receive, largest), send)


def _declared(scope: Message) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _counted(receive: Receive, largest: int) -> Receive:
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > largest:
            # Whoever reads the body is inside of what turns this into an answer.
            raise HTTPException(_STATUS, _SAID.format(largest))
        return message

    return counted
