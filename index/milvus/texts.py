"""Texts of any length in the engine, in parts; a part that is there says that all are.

The first part, which holds what there is to say about a text, is written last and removed first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .engine import Engine, Row

# Four bytes a character at most.
_PART = 16_000
_UNUSED = [0.0, 0.0]


def put(engine: Engine, owner: str, *, text: str, about: dict[str, Any]) -> None:
    """Write a text; `about` is a JSON object of at most 60,000 bytes."""
    parts = [text[at : at + _PART] for at in range(0, len(text), _PART)] or [""]
    about = {**about, "parts": len(parts)}
    rows = [
        _row(owner, number, about=about if number == 0 else {}, body=part)
        for number, part in enumerate(parts)
    ]
    engine.upsert("texts", rows[1:])
    engine.upsert("texts", rows[:1])


def get(engine: Engine, owner: str) -> tuple[str, dict[str, Any]] | None:
    """A text and what was said about it; None where it is not there, or not whole."""
    found = engine.rows("texts", f'owner == "{owner}"', fields=["part", "about", "body"])
    rows = {row["part"]: row for row in found}
    first = rows.get(_key(owner, 0))
    if first is None or len(rows) < first["about"]["parts"]:
        return None
    keys = (_key(owner, number) for number in range(first["about"]["parts"]))
    return "".join(rows[key]["body"] for key in keys), first["about"]


def owners(engine: Engine, kind: str) -> Iterator[dict[str, Any]]:
    """What was said about each text whose owner begins so."""
    where = f'part like "{kind}:%/0"'
    for block in engine.scan("texts", where=where, fields=["about"]):
        yield from (row["about"] for row in block)


def drop(engine: Engine, owner: str) -> None:
    """Remove a text."""
    engine.delete("texts", f'part == "{_key(owner, 0)}"')
    engine.delete("texts", f'owner == "{owner}"')


def _row(owner: str, number: int, *, about: dict[str, Any], body: str) -> Row:
    return {
        "part": _key(owner, number),
        "owner": owner,
        "about": about,
        "body": body,
        "unused": _UNUSED,
    }


def _key(owner: str, number: int) -> str:
    return f"{owner}/{number}"
