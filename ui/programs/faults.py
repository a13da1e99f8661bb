"""What a program asked for wrongly, in the words and with the codes of OpenAI's API."""

from __future__ import annotations

from ..errors import UiError

_BAD_REQUEST = 400


class ChatFault(UiError):
    """A request that is refused: its HTTP status, the parameter at fault and OpenAI's code."""

    def __init__(
        self,
        message: str,
        *,
        param: str | None = None,
        code: str | None = None,
        status: int = _BAD_REQUEST,
    ) -> None:
        super().__init__(message)
        self.param = param
        self.code = code
        self.status = status


def unsupported(param: str, value: object = None) -> ChatFault:
    """A parameter, or a value of it, that only other models take."""
    if value is None:
        said = f"Unsupported parameter: '{param}' is not supported with this model."
        return ChatFault(said, param=param, code="unsupported_parameter")
    said = f"Unsupported value: '{param}' does not support {value!r} with this model."
    return ChatFault(said, param=param, code="unsupported_value")


def no_such_model(name: str, *, known: str) -> ChatFault:
    """A model that is not served here."""
    said = f"The model '{name}' does not exist; there is one: '{known}'."
    return ChatFault(said, param="model", code="model_not_found", status=404)
