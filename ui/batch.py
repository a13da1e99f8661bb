"""Batches: JSON lines in, one JSON object a line out, in order, whatever a line holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rag import RagError

# What the decoder leaves of bytes that are not UTF-8 (surrogateescape).
_UNDECODED = re.compile("[\udc80-\udcff]")
_EXAMPLE = 'write {"id": "q1", "question": "…"}'

Reply = Callable[[str, list[str], str | None], dict[str, Any]]


class BadLine(Exception):
    """A line of a batch that holds no question; `id` is the line's, if it could be read."""

    def __init__(self, message: str, id: str | None = None) -> None:
        """Keep the id beside the message."""
        super().__init__(message)
        self.id = id


def replies(lines: Iterable[str], reply: Reply) -> Iterator[tuple[dict[str, Any], bool]]:
    """The object for each line that is not blank, and whether it went well."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            id, question, history = _parse(number, line)
        except BadLine as error:
            yield {"id": error.id, "error": str(error)}, False
            continue
        try:
            yield reply(question, history, id), True
        except RagError as error:
            yield {"id": id, "error": f"line {number}: {error}"}, False


def _parse(number: int, line: str) -> tuple[str | None, str, list[str]]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"line {number} is not JSON: {error}; {_EXAMPLE}") from error
    if not isinstance(row, dict):
        raise BadLine(f"line {number} is no object; {_EXAMPLE}")
    id = None if row.get("id") is None else str(row["id"])
    if _UNDECODED.search(line):
        raise BadLine(f"line {number} is not UTF-8; save the file as UTF-8", id)
    question, history = row.get("question"), row.get("history", [])
    if not isinstance(question, str):
        raise BadLine(f'line {number} has no "question", or it is not text; {_EXAMPLE}', id)
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        raise BadLine(f'line {number}: "history" must be a list of earlier questions', id)
    return id, question, history
