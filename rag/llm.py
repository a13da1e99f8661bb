"""A language model behind any OpenAI-compatible endpoint: messages in, text out in pieces.

Whatever the other side does, the caller gets text or an LlmFault within its time. Libraries that
speak the protocol are imported in the call, for most questions need none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .faults import FaultKind, LlmFault, as_faults

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types.chat import ChatCompletionMessageParam
    from tenacity import RetryCallState, Retrying

    Messages = Sequence[ChatCompletionMessageParam]

# A refused connection is given up after three attempts and 0.75 seconds, not after the deadline.
_ATTEMPTS = 3
_FIRST_WAIT_S = 0.25
# The share of the time that rewriting the question may take where it is asked for.
_REWRITING = 0.25
# Of an answer of six sentences this is five times too much; what goes on is not read.
_MAX_CHARACTERS = 8000
# Servers on one's own computer want none, the library wants one.
_NO_KEY = "none"
_UNFINISHED = ("length", "content_filter")


@dataclass(frozen=True, slots=True)
class LlmOptions:
    """Which model writes the answers; none where `model` is "".

    `base_url` is the endpoint with its version (http://127.0.0.1:11434/v1); `deadline_s` covers
    every attempt; `context_tokens` bounds prompt and answer together; `rewrite` has the model
    reword the question for search.
    """

    base_url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    deadline_s: float = 30.0
    context_tokens: int = 8192
    rewrite: bool = False

    @property
    def flaw(self) -> tuple[str, str] | None:
        """The option that cannot be used and why, without its value; None where all can."""
        if self.model and not self.base_url:
            return "base_url", "llm.model needs an endpoint, such as http://127.0.0.1:11434/v1"
        if self.base_url and not _is_endpoint(self.base_url):
            return "base_url", "it must read http(s)://HOST/PATH; a key belongs in llm.key"
        if not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            return "key", "it holds characters that no key has, such as a space or a line end"
        return None

    @property
    def rewrite_s(self) -> float:
        """The seconds for rewording the question."""
        return self.deadline_s * _REWRITING if self.rewrite else 0.0

    @property
    def answer_s(self) -> float:
        """The seconds for the answer."""
        return self.deadline_s - self.rewrite_s


class Reply:
    """One request, its attempts, and the text that comes back.

    It runs in a thread of its own, for a name look-up, a slow handshake or a trickle of bytes each
    outlast the time-outs of a client. `cut` says, once all is read, whether the text goes on.
    """

    def __init__(self, options: LlmOptions, messages: Messages, *, seconds: float) -> None:
        """Take the request; it is sent, and the seconds run, when the reply is first read."""
        self.cut = False
        self._options = options
        self._messages = messages
        self._seconds = seconds
        self._ends = math.inf
        self._stopped = Event()
        self._client: OpenAI | None = None
        # Pieces, then None, or an error in its place.
        self._queue: Queue[str | Exception | None] = Queue()

    def __iter__(self) -> Iterator[str]:
        """The text piece by piece, none of them empty; raises LlmFault."""
        self._ends = monotonic() + self._seconds
        Thread(target=self._run, name="llm", daemon=True).start()
        try:
            while (item := self._next()) is not None:
                if isinstance(item, Exception):
                    raise item
                yield item
        finally:
            self._close()

    def _next(self) -> str | Exception | None:
        try:
            return self._queue.get(timeout=max(0.0, self._left))
        except Empty:
            return LlmFault(FaultKind.TIMEOUT)

    def _close(self) -> None:
        """Stop waiting between attempts, and wake a thread that reads by closing under it."""
        self._stopped.set()
        if self._client is not None:
            self._client.close()

    def _run(self) -> None:
        try:
            self._fetch()
        except Exception as error:  # the thread's outermost frame: the caller raises it
            self._queue.put(error)

    @property
    def _left(self) -> float:
        return self._ends - monotonic()

    def _fetch(self) -> None:
        import openai

        options = self._options
        with openai.OpenAI(
            base_url=options.base_url, api_key=options.key or _NO_KEY, max_retries=0
        ) as self._client:
            first, others = self._retrying()(self._begun, self._client)
            room = _MAX_CHARACTERS
            for piece in chain([first], others):
                self._queue.put(piece[:room])
                room -= len(piece)
                if room <= 0 or self._stopped.is_set():
                    self.cut = True
                    break
        self._queue.put(None)

    def _retrying(self) -> Retrying:
        import tenacity

        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(lambda e: isinstance(e, LlmFault) and e.passing),
            wait=_wait,
            stop=tenacity.stop_any(
                tenacity.stop_after_attempt(_ATTEMPTS),
                tenacity.stop_before_delay(self._seconds),
                tenacity.stop_when_event_set(self._stopped),
            ),
            sleep=tenacity.sleep_using_event(self._stopped),
            reraise=True,
        )

    def _begun(self, client: OpenAI) -> tuple[str, Iterator[str]]:
        """The first piece of an attempt and the others; once one is out there is no other try."""
        pieces = self._attempt(client)
        first = next(pieces, "")
        if not first:
            raise LlmFault(FaultKind.EMPTY)
        return first, pieces

    def _attempt(self, client: OpenAI) -> Iterator[str]:
        with as_faults(FaultKind.UNREACHABLE):
            stream = client.chat.completions.create(
                model=self._options.model,
                messages=list(self._messages),
                temperature=0,
                stream=True,
                timeout=max(0.01, self._left),
            )
        ended = began = False
        with as_faults(FaultKind.BROKEN):
            for chunk in stream:
                began = True
                if self._left < 0:
                    raise LlmFault(FaultKind.TIMEOUT)
                for choice in chunk.choices[:1]:
                    ended = ended or choice.finish_reason is not None
                    self.cut = choice.finish_reason in _UNFINISHED
                    if choice.delta.content:
                        yield _text(choice.delta.content)
        if not ended:
            # Without a single event what came was something else, a page or a whole object.
            raise LlmFault(FaultKind.BROKEN if began else FaultKind.INVALID)


def _is_endpoint(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return False
    bare = not (parts.query or parts.fragment or "@" in parts.netloc)
    printable = url.isprintable() and " " not in url
    return parts.scheme in ("http", "https") and bool(parts.hostname) and bare and printable


def _text(content: object) -> str:
    if not isinstance(content, str):
        raise TypeError("content is no text")
    return content


def _wait(state: RetryCallState) -> float:
    fault = state.outcome.exception() if state.outcome else None
    if isinstance(fault, LlmFault) and fault.retry_after is not None:
        return fault.retry_after
    return float(_FIRST_WAIT_S * 2 ** (state.attempt_number - 1))
