"""HTML from values, so that nothing can reach a page unescaped.

`Html` is a string that is safe to place in a page. Only this module makes one out of plain text,
and the type checker refuses a `str` where an `Html` is asked for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NewType

Html = NewType("Html", str)

_VOID = frozenset({"br", "hr", "input"})
# Control characters would be parse errors in HTML, and lone surrogates cannot be sent as UTF-8.
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_REPLACEMENT = "\ufffd"

NOTHING = Html("")


def text(value: str) -> Html:
    """Plain text, made safe; what no page can hold becomes U+FFFD."""
    # A bare carriage return would become a line feed, and two characters of a line end one.
    return Html(html.escape(_UNSENDABLE.sub(_REPLACEMENT, value)).replace("\r", "&#13;"))


def join(parts: Iterable[Html]) -> Html:
    """The parts, one after another."""
    return Html("".join(parts))


def element(name: str, *children: Html, **attributes: str | int | bool | None) -> Html:
    """An element; `class_` is the attribute class, `data_key` is data-key, False is left out.

    >>> element("mark", text("a < b"), class_="lit", hidden=False)
    '<mark class="lit">a &lt; b</mark>'
    """
    rendered = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{rendered}>")
    return Html(f"<{name}{rendered}>{join(children)}</{name}>")


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
