"""Answers as chat completions: one object, or the pieces of a stream.

Fields and their order follow OpenAI's API reference. No usage is given: the quotes of a report are
not counted in any model's tokens.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from rag import Answer

from .reply import annotations_of, appendix, content_of
from .request import MODEL

END = "data: [DONE]\n\n"
# Between what was shown of an answer and the one that took its place.
_GAP = "\n\n"


def completion(answer: Answer, base: str) -> dict[str, Any]:
    """The whole answer."""
    message = {
        "role": "assistant",
        "content": content_of(answer, base),
        "refusal": None,
        "annotations": annotations_of(answer, base),
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {**_head("chat.completion"), "choices": [choice]}


def chunks(answers: Iterable[Answer], base: str) -> Iterator[dict[str, Any]]:
    """Pieces that add up to the last of the answers; its annotations come when it is whole.

    What has been sent cannot be taken back: an answer that does not continue the one before it
    follows whole, after a gap.
    """
    head = _head("chat.completion.chunk")
    yield _chunk(head, {"role": "assistant", "content": ""})
    sent, answer = "", None
    for answer in answers:
        if len(answer.answer) > len(sent) and answer.answer.startswith(sent):
            yield _chunk(head, {"content": answer.answer[len(sent) :]})
            sent = answer.answer
    if answer is not None:
        shift = 0
        if answer.answer != sent:
            shift = len(sent) + len(_GAP)
            yield _chunk(head, {"content": f"{_GAP}{answer.answer}"})
        if added := appendix(answer, base):
            yield _chunk(head, {"content": added})
        if annotations := annotations_of(answer, base, shift=shift):
            yield _chunk(head, {"annotations": annotations})
    yield _chunk(head, {}, finish_reason="stop")


def event(value: object) -> str:
    """A server-sent event."""
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"


def models() -> dict[str, Any]:
    """The one model."""
    return {"object": "list", "data": [model()]}


def model() -> dict[str, Any]:
    """What stands for a model of language: the report and the way it is quoted."""
    return {"id": MODEL, "object": "model", "created": _CREATED, "owned_by": MODEL}


# The day of the first version, in seconds since 1970; a model's date is to stay the same.
_CREATED = 1_767_225_600


def _head(kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": kind,
        "created": int(time.time()),
        "model": MODEL,
    }


def _chunk(
    head: dict[str, Any], delta: dict[str, Any], *, finish_reason: str | None = None
) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    return {**head, "choices": [choice]}
