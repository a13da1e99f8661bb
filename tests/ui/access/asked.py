"""An application behind a check, asked without a server."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient


def behind(*checks: Middleware, headers: Mapping[str, str] | None = None) -> TestClient:
    """A client of an application that answers with the length of what it is sent."""

    async def length(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    route = Route("/{path:path}", length, methods=["GET", "POST"])
    app = Starlette(routes=[route], middleware=list(checks))
    return TestClient(app, base_url="http://127.0.0.1:7860", headers=dict(headers or {}))
