"""What the page's address asks for.

`?tab=NAME` opens a tab, `?doc=ID&at=START-END` a span of a document, `?q=QUESTION` asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs

# A value that leads somewhere, and the tab that it leads to.
_LEADS = {"q": "ask", "doc": "read"}
_LONGEST = 16_384


def query_of(search: str) -> dict[str, str]:
    """The values of an address by name, the last one of each; a broken address has none."""
    try:
        values = parse_qs(search.removeprefix("?")[:_LONGEST], max_num_fields=20)
    except ValueError:
        return {}
    return {name: each[-1] for name, each in values.items()}


def tab_asked_for(search: str, names: Sequence[str]) -> str:
    """The tab to open with: the one named, else the one that shows what is asked for."""
    query = query_of(search)
    leads = (tab for name, tab in _LEADS.items() if name in query)
    wanted = query.get("tab") or next(leads, names[0])
    return wanted if wanted in names else names[0]
