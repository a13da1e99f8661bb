"""The body of a chat completion -> the question and its history, or a ChatFault.

What would change the answer into something that is not to be had (tools, several choices, JSON) is
refused; what only tunes how a language model writes is ignored, and so is what is not known.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from .faults import ChatFault, no_such_model, unsupported
from .types import ChatRequest

MODEL = "baipishu"
_CODES = {
    "missing": ("missing_required_parameter", "Missing required parameter: '{param}'."),
    "literal_error": ("invalid_value", "Invalid value for '{param}': {reason}."),
    "too_short": ("empty_array", "Invalid '{param}': {reason}."),
}
_WRONG_TYPE = ("invalid_type", "Invalid type for '{param}': {reason}.")


class _Message(BaseModel):
    model_config = ConfigDict(strict=True)

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Any = None


class _Body(BaseModel):
    model_config = ConfigDict(strict=True)

    model: str
    messages: list[_Message] = Field(min_length=1)
    stream: bool | None = None
    n: int | None = None
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    audio: dict[str, Any] | None = None
    logprobs: bool | None = None
    modalities: list[str] | None = None
    response_format: dict[str, Any] | None = None


def read_request(body: bytes) -> ChatRequest:
    """The request in the body of a POST; raises ChatFault."""
    asked = _parsed(body)
    if asked.model != MODEL:
        raise no_such_model(asked.model, known=MODEL)
    _refuse_unsupported(asked)
    questions = [
        _words(message.content, f"messages[{number}].content")
        for number, message in enumerate(asked.messages)
        if message.role == "user"
    ]
    if asked.messages[-1].role != "user":
        said = "The last of the 'messages' must be the user's question."
        raise ChatFault(said, param="messages", code="invalid_value")
    return ChatRequest(questions[-1], tuple(questions[:-1]), bool(asked.stream))


def _parsed(body: bytes) -> _Body:
    try:
        return _Body.model_validate(json.loads(body))
    except ValidationError as error:
        raise _fault_of(error.errors()[0]) from None
    except (ValueError, RecursionError):
        raise ChatFault("The body of the request is not JSON in UTF-8.") from None


def _fault_of(error: ErrorDetails) -> ChatFault:
    param = _path(error["loc"])
    if not param:
        return ChatFault("The body of the request is not a JSON object.")
    code, said = _CODES.get(error["type"], _WRONG_TYPE)
    reason = error["msg"][0].lower() + error["msg"][1:]
    return ChatFault(said.format(param=param, reason=reason), param=param, code=code)


def _path(location: Sequence[str | int]) -> str:
    """A place as OpenAI writes it: messages[0].role."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".")


def _refuse_unsupported(asked: _Body) -> None:
    for param in ("tools", "functions", "audio", "logprobs"):
        if getattr(asked, param):
            raise unsupported(param)
    kind = (asked.response_format or {}).get("type", "text")
    for param, value, only in (
        ("n", asked.n, 1),
        ("modalities", asked.modalities, ["text"]),
        ("response_format", kind, "text"),
    ):
        if value not in (None, only):
            raise unsupported(param, value)


def _words(content: object, param: str) -> str:
    """The text of a message, which may come in parts."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list) or not content:
        said = f"Invalid type for '{param}': expected a string or a list of parts."
        raise ChatFault(said, param=param, code="invalid_type")
    return "\n".join(_part(part, f"{param}[{number}]") for number, part in enumerate(content))


def _part(part: object, param: str) -> str:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in (None, "text"):
        raise unsupported(f"{param}.type", kind)
    if not isinstance(part, dict) or not isinstance(part.get("text"), str):
        said = f"Invalid type for '{param}': expected a part with a text."
        raise ChatFault(said, param=param, code="invalid_type")
    return str(part["text"])
