"""Files to Documents: the user's own, and the report and glossary that ship."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from .errors import ChangedSourceError, EmptySourceError, MissingSourceError
from .glossary import load_glossary
from .parse import parse_document
from .source import SourceNote, read_note, read_text
from .types import Document, GlossaryEntry

_SHIPPED = Path(__file__).parent / "data" / "chaoyang-2020"
# Ids stand in every citation; a cut one gets a few digits of the whole stem's hash.
_SLUG_LENGTH = 40
_HASH_LENGTH = 6


def load_document(path: str | Path, *, doc_id: str | None = None) -> Document:
    """The Document of a text file in any encoding.

    A SOURCE.md beside the file whose TOML front matter (between +++ lines) names it gives doc_id,
    title, issuer, as_of and sha256; a `doc_id` argument wins. Else the title is the text's own, or
    the stem of the file name. A file that differs from the sha256 raises ChangedSourceError.
    """
    path = Path(path)
    text, data = read_text(path)
    note = read_note(path)
    _verify(path, data, note=note)
    document = parse_document(text, doc_id=doc_id or note.doc_id or slug(path.stem))
    return replace(
        document,
        title=note.title or document.title or path.stem,
        issuer=note.issuer or document.issuer,
        as_of=note.as_of or document.as_of,
        source=str(path.resolve()),
    )


def shipped_report() -> Document:
    """The report that ships, verified against the sha256 in its SOURCE.md."""
    return replace(load_document(_SHIPPED / "report.txt"), source="")


def shipped_glossary() -> tuple[GlossaryEntry, ...]:
    """The glossary that goes with the report that ships."""
    return load_glossary(_SHIPPED / "glossary.tsv")


def shipped_sha256() -> str:
    """The sha256 of the report that ships, without parsing it: what an index of it is keyed by."""
    return hashlib.sha256((_SHIPPED / "report.txt").read_bytes()).hexdigest()


def source_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The text files that paths name, folders searched through, absolute, sorted, each once.

    Raises MissingSourceError for a path that is not there, EmptySourceError for a folder without
    a text file.
    """
    found: set[Path] = set()
    for path in paths:
        files = [p for p in path.rglob("*.txt") if p.is_file()] if path.is_dir() else [path]
        if not files:
            raise EmptySourceError(f"{path} holds no .txt file: name a file or another folder")
        # Unlike Path.resolve this takes a link that leads to itself.
        found.update(Path(os.path.realpath(file)) for file in files)
    for file in found:
        if not file.exists():
            raise MissingSourceError(f"{file} does not exist: check the path")
    return tuple(sorted(found))


def slug(stem: str) -> str:
    """A short id from a file stem: lower case, words joined with -, the same every time."""
    folded = unicodedata.normalize("NFKC", stem).lower()
    name = re.sub(r"[\W_]+", "-", folded).strip("-")
    if name and len(name) <= _SLUG_LENGTH:
        return name
    digest = hashlib.sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    return "-".join(part for part in (name[:_SLUG_LENGTH].strip("-") or "document", digest) if part)


def _verify(path: Path, data: bytes, *, note: SourceNote) -> None:
    digest = hashlib.sha256(data).hexdigest()
    if note.sha256 and note.sha256.lower() != digest:
        raise ChangedSourceError(
            f"{path} has sha256 {digest}, its SOURCE.md says {note.sha256}: "
            "restore the file, or write the new sha256 into SOURCE.md"
        )
