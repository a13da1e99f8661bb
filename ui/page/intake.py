"""Where readers add documents: the button and dialog on the page, and the route that takes a file.

A file comes as the body of a request of its own, so that its size is counted while it comes; what
becomes of it goes back a line of JSON at a time.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import gradio as gr
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from corpus import CorpusError
from rag import Language

from ..intake import reason, render_add, render_intake
from ..markup import Html
from ..strings import html_lang, language_of, say
from ..uploads import LARGEST_UPLOAD, Added, Stage, Uploads
from .look import INTAKE_SCRIPT
from .tab import QUIETLY, Shell, html

_LOG = logging.getLogger(__name__)

UPLOAD_PATH = "/documents"
"""Where files are sent to, by POST; their name is in the query, so is the reader's language."""

_OFF = "readers cannot add documents here; whoever serves this page can let them: chat --upload"
_STAGES: dict[Stage, str] = {"reading": "intake_reading", "indexing": "intake_indexing"}
# Constant, so that gradio leaves alone what the script puts in it.
_FRAME = '<dialog id="intake" aria-labelledby="intake-title"></dialog>'


class Intake:
    """The components; they are there only where documents may be added."""

    def build_button(self, language: Language) -> None:
        """Make the button."""
        self.button = html(render_add(language), "add")

    def build(self) -> None:
        """Make the dialog's place."""
        self.place = gr.HTML(
            html_template=_FRAME,
            js_on_load=INTAKE_SCRIPT,
            apply_default_css=False,
            elem_id="intake-place",
        )

    def connect(self, shell: Shell) -> None:
        """Attach the events."""
        shown = [self.button, self.place]
        shell.language.input(self.speak, shell.language, shown, **QUIETLY)
        shell.greeted.then(self.speak, shell.language, shown, **QUIETLY)

    def speak(self, language: str) -> tuple[Html, dict[str, str]]:
        """The button and the dialog in another language."""
        spoken = Language(language)
        words = render_intake(spoken, largest=LARGEST_UPLOAD)
        return render_add(spoken), {"lang": html_lang(spoken), "words": words}


def intake_routes(uploads: Uploads | None) -> list[BaseRoute]:
    """The route that takes files, or without `uploads` says that none are taken."""

    async def take(request: Request) -> Response:
        if uploads is None:
            return PlainTextResponse(f"{_OFF}\n", 403)
        language = language_of(request.query_params.get("lang", ""))
        with ExitStack() as stack:
            try:
                path = stack.enter_context(uploads.place(request.query_params.get("name", "")))
                with path.open("wb") as file:
                    async for block in request.stream():
                        file.write(block)
            except OSError as error:
                told = iter([_failure(error, language)])
            else:
                told = _told(uploads.add(path), language)
            lines = _lines(told, until_told=stack.pop_all())
        headers = {"x-accel-buffering": "no"}
        return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)

    return [Route(UPLOAD_PATH, take, methods=["POST"])]


async def _lines(told: Iterator[dict[str, str]], *, until_told: ExitStack) -> AsyncIterator[str]:
    with until_told:
        async for line in iterate_in_threadpool(told):
            yield json.dumps(line, ensure_ascii=False) + "\n"


def _told(stages: Iterator[Stage | Added], language: Language) -> Iterator[dict[str, str]]:
    """What to tell of each stage, and of what went wrong."""
    try:
        for stage in stages:
            if isinstance(stage, Added):
                key = "intake_added" if stage.is_new else "intake_known"
                entry = stage.document
                yield {"doc": entry.doc_id, "title": entry.title, "said": say(key, language)}
            else:
                yield {"said": say(_STAGES[stage], language)}
    except Exception as error:  # outermost frame: the reader must not wait for ever
        yield _failure(error, language)


def _failure(error: Exception, language: Language) -> dict[str, str]:
    """What failed is told here, not to strangers."""
    if not isinstance(error, CorpusError):
        _LOG.error("a document could not be added", exc_info=error)
    return {"error": reason(error, language, largest=LARGEST_UPLOAD)}
