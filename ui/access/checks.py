"""The checks in front of every route, outermost first."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event

from starlette.middleware import Middleware

from .accounts import Accounts
from .door import Door
from .hosts import Hosts, own_names
from .limit import Limit


def checks(
    accounts: Accounts | None, *, host: str, started: Event, larger: Mapping[str, int]
) -> list[Middleware]:
    """Middleware for a page that listens on `host`; `started` is set once it is served.

    `larger` names paths with the size of bodies that they take, in bytes.
    """
    names = own_names(host) if accounts is None else None
    door = [] if accounts is None else [Middleware(Door, accounts=accounts, started=started)]
    return [Middleware(Hosts, names=names), *door, Middleware(Limit, larger=larger)]
