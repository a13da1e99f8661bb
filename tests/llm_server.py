"""A language model's service on this computer: real HTTP, scripted replies and faults."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from time import monotonic

import openai

# The first client loads what it needs, for seconds on a busy machine; no deadline is to pay for it.
openai.OpenAI(base_url="http://127.0.0.1", api_key="x").close()

KEY = "sk-test-0123456789abcdef"


@dataclass(frozen=True, slots=True)
class Scripted:
    """One reply: `pieces` streamed one by one, or the bytes of `body` as they are.

    `breaks` leaves the connection in the midst of the stream, `stalls` leaves it open and silent
    after the pieces, `trickles` sends comments that are no data for ever; `slow` is the seconds
    before each piece.
    """

    pieces: Sequence[str] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    finish: str = "stop"
    breaks: bool = False
    stalls: bool = False
    trickles: bool = False
    slow: float = 0.0


def fault(status: int, code: str = "oops", **headers: str) -> Scripted:
    """An error as such services word it; it repeats the key, as some do."""
    error = {"error": {"message": f"no: {KEY} <b>wrong</b>", "type": "x", "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Scripted(status=status, headers=named, body=json.dumps(error).encode())


class Service:
    """What is served, where, and what was asked; after the last reply it is repeated."""

    def __init__(self, *replies: Scripted) -> None:
        self.replies = list(replies)
        self.requests: list[dict] = []
        self.keys: list[str] = []
        self.times: list[float] = []
        self.released = Event()
        self.url = ""

    def next(self) -> Scripted:
        return self.replies[min(len(self.requests), len(self.replies)) - 1]

    @property
    def prompt(self) -> str:
        """All that the last request told the model."""
        return "\n".join(message["content"] for message in self.requests[-1]["messages"])


@contextmanager
def served(*replies: Scripted) -> Iterator[Service]:
    """Serve the replies on a port of this computer."""
    service = Service(*replies)

    class Handler(_Handler):
        pass

    Handler.service = service
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.service.requests.append(json.loads(self.rfile.read(length)))
        self.service.keys.append(self.headers.get("Authorization", ""))
        self.service.times.append(monotonic())
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):
            self._reply(self.service.next())

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""

    def _reply(self, reply: Scripted) -> None:
        self.send_response(reply.status)
        streamed = reply.body is None
        kind = "text/event-stream" if streamed else "application/json"
        headers = {"Content-Type": kind, "Connection": "close", **reply.headers}
        headers |= {"Transfer-Encoding": "chunked"} if streamed else {}
        headers |= {} if streamed else {"Content-Length": str(len(reply.body or b""))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.body is not None:
            self.wfile.write(reply.body)
            return
        self._stream(reply)

    def _stream(self, reply: Scripted) -> None:
        for piece in reply.pieces:
            self.service.released.wait(reply.slow)
            self._event({"delta": {"content": piece}, "finish_reason": None})
        if reply.stalls:
            self.service.released.wait()
        while reply.trickles and not self.service.released.wait(0.05):
            self._chunk(b": still here\n\n")
        if not reply.breaks:
            self._event({"delta": {}, "finish_reason": reply.finish})
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")

    def _event(self, choice: dict) -> None:
        event = {"id": "1", "object": "chat.completion.chunk", "choices": [{"index": 0, **choice}]}
        self._chunk(f"data: {json.dumps(event)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()
