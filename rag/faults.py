"""What can go wrong between us and a language model, as one error with a kind."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from .errors import RagError


class FaultKind(StrEnum):
    """Why there is no answer from the model."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    KEY = "key"
    LIMITED = "limited"
    SERVER = "server"
    NOT_THERE = "not_there"
    REJECTED = "rejected"
    BROKEN = "broken"
    INVALID = "invalid"
    EMPTY = "empty"
    NO_ROOM = "no_room"
    UNSUPPORTED = "unsupported"


# What may be gone a moment later; the rest would only fail again.
_PASSING = {FaultKind.UNREACHABLE, FaultKind.LIMITED, FaultKind.SERVER, FaultKind.BROKEN}


class LlmFault(RagError):
    """The model gave no answer that can be shown; holds nothing that the other side wrote.

    `status` is that of HTTP where there was one; `retry_after` the seconds it asked us to wait.
    """

    def __init__(
        self, kind: FaultKind, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        """Word the kind and the status; both may be logged."""
        super().__init__(f"{kind} ({status})" if status else str(kind))
        self.kind = kind
        self.status = status
        self.retry_after = retry_after

    @property
    def passing(self) -> bool:
        """Whether another attempt may go well."""
        return self.kind in _PASSING


@contextmanager
def as_faults(lost: FaultKind) -> Iterator[None]:
    """Turn what the client raises into an LlmFault; `lost` is what a lost connection means here."""
    import openai

    try:
        yield
    except openai.APITimeoutError:
        raise LlmFault(FaultKind.TIMEOUT) from None
    except openai.APIConnectionError:
        raise LlmFault(lost) from None
    except openai.APIStatusError as error:
        raise _by_status(error) from None
    except openai.APIResponseValidationError:
        raise LlmFault(FaultKind.INVALID) from None
    except openai.APIError:
        # The service reports an error in the midst of its reply.
        raise LlmFault(FaultKind.SERVER) from None
    # The library reads JSON on trust: any shape but the expected fails where it is used.
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise LlmFault(FaultKind.INVALID) from None


def _by_status(error: Any) -> LlmFault:  # noqa: ANN401 - openai.APIStatusError, imported late
    status = int(error.status_code)
    kinds = {401: FaultKind.KEY, 403: FaultKind.KEY, 404: FaultKind.NOT_THERE}
    kinds |= {408: FaultKind.SERVER, 429: FaultKind.LIMITED}
    # Some services answer 400 to a wrong model, and say so in the code.
    if error.code == "model_not_found":
        return LlmFault(FaultKind.NOT_THERE, status=status)
    kind = kinds.get(status, FaultKind.SERVER if status >= 500 else FaultKind.REJECTED)
    return LlmFault(kind, status=status, retry_after=_seconds(error.response.headers))


def _seconds(headers: Any) -> float | None:  # noqa: ANN401 - httpx2.Headers, imported late
    """What Retry-After asks for, in seconds or until a date (RFC 9110); None for anything else."""
    from email.utils import parsedate_to_datetime

    said = headers.get("retry-after", "")
    try:
        seconds = float(said)
    except ValueError:
        try:
            date = parsedate_to_datetime(said)
        except ValueError:
            return None
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return None if math.isnan(seconds) else max(0.0, seconds)
