"""The routes for programs: /healthz, and chat completions and models below /v1/.

Answers are made in threads, so that nobody waits for another's.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Generator, Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from rag import Answer, RagError

from ..access.refusal import error_json
from .completion import END, chunks, completion, event, model, models
from .faults import ChatFault, no_such_model
from .request import MODEL, read_request

if TYPE_CHECKING:
    from ..page.protocols import Answering

_LOG = logging.getLogger(__name__)
_HISTORY = 10
_BROKEN = "The server had an error; its terminal has the details."


def routes(assistant: Answering) -> list[BaseRoute]:
    """Routes over one assistant."""
    api = _Api(assistant)
    served = Starlette(
        routes=[
            Route("/models", api.list_models),
            Route("/models/{name:path}", api.show_model),
            Route("/chat/completions", api.complete, methods=["POST"]),
        ],
        exception_handlers={HTTPException: _http_error, ChatFault: _fault, RagError: _question},
    )
    return [Route("/healthz", _healthz), Mount("/v1", app=served)]


class _Api:
    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant

    async def list_models(self, request: Request) -> Response:
        return JSONResponse(models())

    async def show_model(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name != MODEL:
            raise no_such_model(name, known=MODEL)
        return JSONResponse(model())

    async def complete(self, request: Request) -> Response:
        asked = read_request(await request.body())
        base = f"{request.url.scheme}://{request.url.netloc}/"
        answers = self._answers(asked.question, asked.history[-_HISTORY:])
        if asked.stream:
            # What is wrong with the question shows with the first of the answers.
            first = await run_in_threadpool(next, answers)
            return StreamingResponse(
                _events(chain([first], answers), answers, base=base),
                media_type="text/event-stream",
                headers={"cache-control": "no-cache", "x-accel-buffering": "no"},
            )
        *_, last = await run_in_threadpool(list, answers)
        return JSONResponse(completion(last, base))

    def _answers(self, question: str, history: tuple[str, ...]) -> Generator[Answer]:
        """The assistant's answers; a failure of the program is logged and becomes a ChatFault."""
        try:
            yield from self._assistant.stream(question, history=history)
        except RagError:
            raise
        except Exception as error:  # outermost frame: what failed is told here, not to strangers
            _LOG.exception("a question could not be answered")
            raise ChatFault(_BROKEN, code="server_error", status=500) from error


async def _events(
    answers: Iterable[Answer], source: Generator[Answer], *, base: str
) -> AsyncIterator[str]:
    """The stream; when the reader has gone, the answer is given up."""
    try:
        async for chunk in iterate_in_threadpool(chunks(answers, base)):
            yield event(chunk)
    except (ChatFault, RagError) as error:
        yield event(error_json(str(error), kind="server_error"))
        return
    finally:
        source.close()
    yield END


async def _healthz(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _fault(request: Request, error: Any) -> Response:  # noqa: ANN401 - a ChatFault
    kind = "server_error" if error.code == "server_error" else "invalid_request_error"
    body = error_json(str(error), kind=kind, param=error.param, code=error.code)
    return JSONResponse(body, error.status)


async def _question(request: Request, error: Exception) -> Response:
    return JSONResponse(error_json(str(error), param="messages"), 400)


async def _http_error(request: Request, error: Any) -> Response:  # noqa: ANN401 - an HTTPException
    path = request.url.path
    said = {
        404: f"Invalid URL ({request.method} {path})",
        405: f"{request.method} is not allowed on {path}",
    }.get(error.status_code, error.detail)
    return JSONResponse(error_json(said), error.status_code, headers=error.headers)
