"""What a page is served with besides its assistant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .accounts import Accounts

if TYPE_CHECKING:
    from ..uploads import Uploads

Tool = Callable[..., str]

# The interface between a server and what it serves (ASGI 3).
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in, everyone where `accounts` is None, and what they may do here.

    `tools` are what MCP clients get; readers may add documents where there are `uploads`.
    """

    accounts: Accounts | None = None
    tools: tuple[Tool, ...] = ()
    uploads: Uploads | None = None


EVERYONE = Access()
