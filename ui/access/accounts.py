"""Accounts: names with hashed passwords for people, and hashed tokens for programs, in one file.

The file is JSON that its owner alone may read:
{"users": {name: argon2id hash}, "tokens": {name: SHA-256}}. A token has 256 random bits, which
nobody guesses, so that a fast hash is enough for it; a password needs the slow one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from ..errors import AuthFileError

# A colon ends the name in HTTP Basic; the rest keeps a list of names readable.
_NAME = re.compile(r"[\w.@-]{1,64}")
# The least length that NIST SP 800-63B allows.
_PASSWORD_LENGTH = 8
_TOKEN_BYTES = 32
# Tells people, and programs that look for secrets in the wrong place, what it is.
_PREFIX = "baipishu-"
_SHA256 = re.compile(r"[0-9a-f]{64}")
# The library's defaults are the second recommendation of RFC 9106: 64 MiB, three passes.
_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Accounts:
    """The hashes by name; `users` are people, `tokens` programs."""

    users: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)

    def with_user(self, name: str, password: str) -> Accounts:
        """The same and a person; a new password where there is one. Raises AuthFileError."""
        _check_name(name)
        if len(password) < _PASSWORD_LENGTH:
            raise AuthFileError(
                f"the password has {len(password)} characters; choose at least {_PASSWORD_LENGTH}"
            )
        return replace(self, users={**self.users, name: _HASHER.hash(password)})

    def with_token(self, name: str) -> tuple[Accounts, str]:
        """The same and a program, whose token is told this once. Raises AuthFileError."""
        _check_name(name)
        token = f"{_PREFIX}{secrets.token_urlsafe(_TOKEN_BYTES)}"
        return replace(self, tokens={**self.tokens, name: _digest(token)}), token

    def without(self, name: str) -> Accounts:
        """The same less the person and the program of that name. Raises AuthFileError."""
        if name not in {*self.users, *self.tokens}:
            known = ", ".join(sorted({*self.users, *self.tokens})) or "nobody"
            raise AuthFileError(f"there is no account {name!r}; there are: {known}")
        users, tokens = dict(self.users), dict(self.tokens)
        users.pop(name, None)
        tokens.pop(name, None)
        return Accounts(users, tokens)

    def knows_password(self, name: str, password: str) -> bool:
        """Whether this is the person's password; takes as long for a name that is not known."""
        if name not in self.users:
            _HASHER.hash(password)
            return False
        try:
            return _HASHER.verify(self.users[name], password)
        except VerifyMismatchError:
            return False

    def knows_token(self, token: str) -> bool:
        """Whether a program has this token."""
        return _digest(token) in self.tokens.values()


def read_accounts(path: Path) -> Accounts:
    """Read the file; raises AuthFileError where it is missing, malformed or open to others."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise AuthFileError(
            f"{path} does not exist; make it: baipishu user add NAME --auth {path}"
        ) from error
    except (OSError, ValueError) as error:
        raise AuthFileError(f"cannot read {path} ({error}); name a file of accounts") from error
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise AuthFileError(
            f"{path} may be read or written by others (mode {stat.S_IMODE(mode):04o}); "
            f"close it: chmod 600 {path}"
        )
    return _parsed(path, text)


def write_accounts(path: Path, accounts: Accounts) -> None:
    """Replace the file as a whole, readable by its owner alone; raises AuthFileError."""
    text = json.dumps({"users": accounts.users, "tokens": accounts.tokens}, indent=1)
    try:
        # Such a file is made with mode 0600.
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        os.replace(made, path)
    except OSError as error:
        raise AuthFileError(
            f"cannot write {path} ({error.strerror}); choose another place: --auth FILE"
        ) from error


def _parsed(path: Path, text: str) -> Accounts:
    try:
        accounts = Accounts(**json.loads(text))
        for hashed in accounts.users.values():
            extract_parameters(hashed)
        if not all(map(_SHA256.fullmatch, accounts.tokens.values())):
            raise ValueError
    except (ValueError, TypeError, AttributeError, RecursionError, InvalidHashError):
        # Without the error itself, which may repeat a secret that stands there by mistake.
        raise AuthFileError(
            f"{path} is no JSON of hashed passwords and tokens; make such a file: "
            f"baipishu user add NAME --auth NEW_FILE"
        ) from None
    return accounts


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise AuthFileError(
            f"{name!r} is no name for an account; use letters, digits and . _ @ - (at most 64)"
        )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
