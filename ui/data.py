"""The user's data folder: what stands where in it, and the secret that is kept there."""

from __future__ import annotations

import logging
import os
import secrets
import tempfile
from pathlib import Path

import platformdirs

_LOG = logging.getLogger(__name__)
_BYTES = 32


def data_folder() -> Path:
    """Where what a user makes is kept; it need not exist."""
    return platformdirs.user_data_path("baipishu", appauthor=False)


def feedback_file() -> Path:
    """Where readers' votes are kept; it need not exist."""
    return data_folder() / "feedback.sqlite3"


def kept_secret(folder: Path) -> bytes:
    """The secret in `folder`, made on first use, readable by its owner alone.

    Where it cannot be kept there, one that lasts as long as this process, and a warning.
    """
    path = folder / "page.secret"
    try:
        if not path.exists():
            _make(path)
        return path.read_bytes()
    except OSError as error:
        _LOG.warning(
            "chats will not outlast this server: cannot keep a secret at %s (%s)", path, error
        )
        return secrets.token_bytes(_BYTES)


def _make(path: Path) -> None:
    """Write it whole or not at all; of two servers that start together one makes it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        os.link(made, path)
    except FileExistsError:
        # The other server was faster, and its secret is as good.
        return
    finally:
        os.unlink(made)
