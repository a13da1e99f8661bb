"""What a request that may not pass is answered with."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response

from .types import Message

_API = "/v1/"


def refusal(
    scope: Message,
    message: str,
    *,
    status: int,
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer in OpenAI's shape below /v1/, in plain text elsewhere."""
    if not scope["path"].startswith(_API):
        return PlainTextResponse(f"{message}\n", status, headers)
    return JSONResponse(error_json(message, code=code), status, headers)


def error_json(
    message: str,
    *,
    kind: str = "invalid_request_error",
    param: str | None = None,
    code: str | None = None,
) -> dict[str, dict[str, str | None]]:
    """An error as OpenAI's API writes it."""
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}
