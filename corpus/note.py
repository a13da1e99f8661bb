"""What is said of a file beside it: in `report.pdf.toml`, or in the front matter of a SOURCE.md."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path

from .errors import MetadataError
from .names import shown
from .source import read_text

_FRONT_MATTER = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_ISO_DATE = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?")
_DOC_ID = re.compile(r"[^\s:]*")
_SIDECAR = ".toml"
_FOLDER_NOTE = "SOURCE.md"
# As a sidecar names things -> as a SourceNote does, where `source` would be a path.
_NAMES = {"date": "as_of", "source": "origin"}


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What a file, or a note beside it, says of the file; "" where it says nothing."""

    doc_id: str = ""
    title: str = ""
    issuer: str = ""
    as_of: str = ""
    origin: str = ""
    licence: str = ""
    sha256: str = ""

    def digest(self) -> str:
        """What differs once the note says something else; "" where it says nothing."""
        said = repr(self)
        return "" if self == SourceNote() else hashlib.sha256(said.encode()).hexdigest()

    def over(self, other: SourceNote) -> SourceNote:
        """This note, with what it does not say taken from another."""
        names = [field.name for field in fields(SourceNote)]
        return SourceNote(**{name: getattr(self, name) or getattr(other, name) for name in names})


def sidecar_of(path: Path) -> Path:
    """Where the note on one file lies: report.pdf.toml for report.pdf."""
    return path.with_name(path.name + _SIDECAR)


def is_note(path: Path) -> bool:
    """Whether a file only describes others."""
    return path.name == _FOLDER_NOTE or (path.suffix == _SIDECAR and path.with_suffix("").is_file())


def has_sidecar(path: Path) -> bool:
    """Whether there is one; a name that has no room for the ending has none."""
    return os.path.isfile(sidecar_of(path))


def read_note(path: Path) -> SourceNote:
    """The sidecar of `path`, over the SOURCE.md beside it if that names the file."""
    own = _sidecar_note(sidecar_of(path)) if has_sidecar(path) else SourceNote()
    return own.over(_folder_note(path))


def _folder_note(path: Path) -> SourceNote:
    beside = path.parent / _FOLDER_NOTE
    if path.name == beside.name or not beside.is_file():
        return SourceNote()
    match = _FRONT_MATTER.match(read_text(beside))
    found = _toml(match.group(1).replace("\r\n", "\n"), beside) if match else {}
    if found.get("file") != path.name:
        return SourceNote()
    return _checked(found, beside)


def _sidecar_note(sidecar: Path) -> SourceNote:
    found = _toml(read_text(sidecar), sidecar)
    known = [*(field.name for field in fields(SourceNote)), *_NAMES]
    for name in found:
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise MetadataError(f"{shown(sidecar)}: there is no {name!r}: write {nearest}")
    return _checked(found, sidecar)


def _toml(text: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MetadataError(f"{shown(path)}: {error}: mend the TOML in it") from error


def _checked(found: dict[str, object], path: Path) -> SourceNote:
    named = {_NAMES.get(name, name): str(value).strip() for name, value in found.items()}
    note = SourceNote(**{f.name: named[f.name] for f in fields(SourceNote) if f.name in named})
    if not _ISO_DATE.fullmatch(note.as_of):
        raise MetadataError(
            f"{shown(path)}: as_of is {note.as_of!r}: write an ISO date such as 2021-06"
        )
    if not _DOC_ID.fullmatch(note.doc_id):
        raise MetadataError(
            f"{shown(path)}: doc_id is {note.doc_id!r}: write one without colon and white space"
        )
    return note
