"""Readers' opinions kept in a SQLite file: one table, one row a turn.

The file is its owner's alone. Whoever writes waits a moment for another that does; what cannot be
kept is told, and stays with the caller.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from .errors import RagError
from .opinions import Opinion, Place

_VERSION = 1
# A write takes milliseconds; a reader who has pressed a button should not wait longer than this.
_WAIT_S = 2.0
_TABLE = """
CREATE TABLE IF NOT EXISTS opinions (
    key TEXT PRIMARY KEY,
    made TEXT NOT NULL,
    question TEXT NOT NULL,
    query TEXT,
    answer TEXT NOT NULL,
    refused INTEGER NOT NULL,
    good INTEGER NOT NULL,
    reason TEXT NOT NULL,
    said TEXT NOT NULL,
    cited TEXT NOT NULL,   -- JSON: doc_id, sha256, start, end and quote of each place
    chosen TEXT NOT NULL   -- JSON: one such place, or null
)
"""
_NAMES = tuple(field.name for field in fields(Opinion))
_HOLES = ", ".join(f":{name}" for name in _NAMES)
_PUT = f"INSERT OR REPLACE INTO opinions ({', '.join(_NAMES)}) VALUES ({_HOLES})"
_GET = f"SELECT {', '.join(_NAMES)} FROM opinions ORDER BY made, key"

_OPINION = TypeAdapter(Opinion)
_CITED = TypeAdapter(tuple[Place, ...])
_CHOSEN = TypeAdapter(Place | None)


class FeedbackError(RagError):
    """The file of opinions cannot be read or written."""


class FeedbackLocked(FeedbackError):
    """Another program holds the file; the same call may do later."""


class Feedback:
    """The opinions in one file, which is made when the first one is put there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, opinion: Opinion) -> None:
        """Keep an opinion in place of an earlier one of its turn; raises FeedbackError."""
        with self._open(create=True) as connection, connection:
            connection.execute(_PUT, _row(opinion))

    def all(self) -> tuple[Opinion, ...]:
        """Every opinion, oldest first; () without a file; raises FeedbackError."""
        if not self._path.exists():
            return ()
        with self._open(create=False) as connection:
            rows = connection.execute(_GET).fetchall() if _version(connection) else ()
        return tuple(self._opinion(row) for row in rows)

    @contextmanager
    def _open(self, *, create: bool) -> Iterator[sqlite3.Connection]:
        try:
            if create:
                _make(self._path)
            mode = "rw" if create else "ro"
            address = f"{self._path.absolute().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(address, timeout=_WAIT_S, uri=True)) as connection:
                self._prepare(connection, create=create)
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise self._fault(error) from error

    def _prepare(self, connection: sqlite3.Connection, *, create: bool) -> None:
        """Hold the file's version against this program's, and make the table of a new file."""
        version = _version(connection)
        if version not in (0, _VERSION):
            raise FeedbackError(
                f"{self._path} has version {version}, this program knows {_VERSION}; "
                "update baipishu, or move the file away"
            )
        if create and version != _VERSION:
            # Those who read do not wait for one who writes.
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute(_TABLE)
                connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _fault(self, error: Exception) -> FeedbackError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return FeedbackLocked(
                f"{self._path} is held by another program ({error}); end it, then try again"
            )
        return FeedbackError(
            f"cannot use {self._path} ({error}); see that you may write there, or move it away"
        )

    def _opinion(self, row: tuple[Any, ...]) -> Opinion:
        values = dict(zip(_NAMES, row, strict=True))
        try:
            values["cited"] = _CITED.validate_json(values["cited"])
            values["chosen"] = _CHOSEN.validate_json(values["chosen"])
            return _OPINION.validate_python(values)
        except ValidationError as error:
            raise FeedbackError(
                f"{self._path}: the opinion {values['key']!r} is damaged; move the file away"
            ) from error


def _version(connection: sqlite3.Connection) -> int:
    """0 for a file that is still empty."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _row(opinion: Opinion) -> dict[str, Any]:
    values = {name: getattr(opinion, name) for name in _NAMES}
    return values | {
        "reason": opinion.reason.value,
        "cited": _CITED.dump_json(opinion.cited).decode("utf-8"),
        "chosen": _CHOSEN.dump_json(opinion.chosen).decode("utf-8"),
    }


def _make(path: Path) -> None:
    """An empty file is a database too; its companions take on its rights."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
