"""Names of documents and files: short ids, and paths as messages show them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

# Ids stand in every citation; a cut one gets a few digits of the whole stem's hash.
_SLUG_LENGTH = 40
_HASH_LENGTH = 6
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def slug(stem: str) -> str:
    """A short id from a file stem: lower case, words joined with -, the same every time."""
    folded = unicodedata.normalize("NFKC", stem).lower()
    name = re.sub(r"[\W_]+", "-", folded).strip("-")
    if name and len(name) <= _SLUG_LENGTH:
        return name
    digest = _digest(stem)[:_HASH_LENGTH]
    return "-".join(part for part in (name[:_SLUG_LENGTH].strip("-") or "document", digest) if part)


def shown(path: Path) -> str:
    """A path on one line, what cannot be printed written as an escape."""
    return _CONTROLS.sub(lambda match: ascii(match.group())[1:-1], str(path))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
