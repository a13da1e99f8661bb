"""An evaluation that is going on: one at a time, and whoever asks for another follows that one.

The questions and the assistant are the same for everyone, and so would be what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock

from evals import load_gold, measure
from rag import Assistant

from ..held import Held, current
from ..shelf import Shelf

# Seconds between two looks at how far it is.
_PACE = 0.4


@dataclass(frozen=True, slots=True)
class _Running:
    count: int
    kept: Future[str]
    asked: list[None] = field(default_factory=list)


class Rerun:
    """Asks the dev questions and keeps the run on the shelf."""

    def __init__(self, assistant: Assistant | Held, shelf: Shelf) -> None:
        self._assistant = assistant
        self._shelf = shelf
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(1)
        self._running: _Running | None = None

    def follow(self) -> Iterator[tuple[int, int] | str]:
        """How many questions have been asked, of how many, and in the end the key of the run.

        Raises GoldError where the documents are not those of the questions, and what broke it off.
        """
        running = self._joined()
        while not running.kept.done():
            yield len(running.asked), running.count
            wait([running.kept], timeout=_PACE)
        yield running.kept.result()

    def _joined(self) -> _Running:
        with self._lock:
            if self._running is None or self._running.kept.done():
                self._running = self._begun()
            return self._running

    def _begun(self) -> _Running:
        assistant = current(self._assistant)
        questions = load_gold(split="dev", documents=assistant.documents)
        asked: list[None] = []

        def kept() -> str:
            run = measure(assistant, questions, tick=lambda: asked.append(None))
            return self._shelf.save(run)

        return _Running(len(questions), self._pool.submit(kept), asked)
