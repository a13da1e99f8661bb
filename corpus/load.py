"""Files to Documents: the user's own, and the report and glossary that ship."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from .errors import ChangedSourceError
from .files import read_bytes
from .glossary import load_glossary
from .ingest import read_document
from .names import shown, slug
from .note import SourceNote, read_note
from .types import Document, GlossaryEntry, Source

_SHIPPED = Path(__file__).parent / "data" / "chaoyang-2020"


def load_document(source: Source | str | Path, *, doc_id: str | None = None) -> Document:
    """The Document of a file: text in any encoding, Markdown, HTML, PDF, DOCX, XLSX or CSV.

    A sidecar (`report.pdf.toml`) or a SOURCE.md beside the file whose TOML front matter (between
    +++ lines) names it gives doc_id, title, issuer, date, source, licence and sha256; a `doc_id`
    argument wins. Else these are the file's own, the title the stem of its name if need be. Raises
    a CorpusError that says why and what to do; a file that is no longer the Source that `walk`
    saw, its note included, or differs from the sha256 of its note, raises ChangedSourceError.
    """
    path = source.path if isinstance(source, Source) else Path(source)
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    note = read_note(path)
    state = (digest, note.digest())
    if isinstance(source, Source) and state != (source.sha256, source.note_sha256):
        raise ChangedSourceError(
            f"{shown(path)} has changed since it was found: run the command again"
        )
    _verify(path, digest, note=note)
    document = read_document(data, path, doc_id=doc_id or note.doc_id or slug(path.stem))
    return _described(document, note, path=path)


def _described(document: Document, note: SourceNote, *, path: Path) -> Document:
    return replace(
        document,
        title=note.title or document.title or path.stem,
        issuer=note.issuer or document.issuer,
        as_of=note.as_of or document.as_of,
        origin=note.origin or document.origin,
        licence=note.licence or document.licence,
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


def _verify(path: Path, digest: str, *, note: SourceNote) -> None:
    if note.sha256 and note.sha256.lower() != digest:
        raise ChangedSourceError(
            f"{shown(path)} has sha256 {digest}, its note says {note.sha256}: "
            "restore the file, or write the new sha256 into the note"
        )
