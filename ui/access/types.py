"""What a page is served with besides its assistant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from .accounts import Accounts

Tool = Callable[..., str]

# The interface between a server and what it serves (ASGI 3).
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in, everyone where `accounts` is None, and the tools that MCP clients get."""

    accounts: Accounts | None = None
    tools: tuple[Tool, ...] = ()


EVERYONE = Access()
