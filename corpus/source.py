"""Files on disk: read with clear errors, and described by the SOURCE.md beside them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .decode import decode
from .errors import (
    EmptySourceError,
    MetadataError,
    MissingSourceError,
    UnreadableSourceError,
)

_FRONT_MATTER = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_ISO_DATE = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?")
_DOC_ID = re.compile(r"[^\s:]*")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a SOURCE.md says of a file; "" where it says nothing."""

    doc_id: str = ""
    title: str = ""
    issuer: str = ""
    as_of: str = ""
    sha256: str = ""


def read_text(path: Path) -> tuple[str, bytes]:
    """The text of a file that is not blank, and its bytes."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise MissingSourceError(f"{path} does not exist: check the path") from None
    except IsADirectoryError:
        raise UnreadableSourceError(f"{path} is a folder: name a text file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSourceError(
            f"{path} cannot be read ({reason}): check its permissions (ls -l) and the path"
        ) from error
    text = decode(data, str(path))
    if not text.strip():
        raise EmptySourceError(f"{path} is empty: name a file with text")
    return text, data


def read_note(path: Path) -> SourceNote:
    """The note on `path` from the SOURCE.md beside it, if that names the file."""
    sidecar = path.parent / "SOURCE.md"
    if path.name == sidecar.name or not sidecar.is_file():
        return SourceNote()
    match = _FRONT_MATTER.match(read_text(sidecar)[0])
    if not match:
        return SourceNote()
    try:
        fields = tomllib.loads(match.group(1).replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise MetadataError(f"{sidecar}: {error}: mend the TOML between the +++ lines") from error
    if fields.get("file") != path.name:
        return SourceNote()
    return _checked(fields, sidecar)


def _checked(fields: dict[str, object], sidecar: Path) -> SourceNote:
    names = SourceNote.__dataclass_fields__
    note = SourceNote(**{name: str(fields[name]) for name in names if name in fields})
    if not _ISO_DATE.fullmatch(note.as_of):
        raise MetadataError(
            f"{sidecar}: as_of is {note.as_of!r}: write an ISO date such as 2021-06"
        )
    if not _DOC_ID.fullmatch(note.doc_id):
        raise MetadataError(
            f"{sidecar}: doc_id is {note.doc_id!r}: write one without colon and white space"
        )
    return note
