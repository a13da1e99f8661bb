"""Formats: the bytes of a file to a Document, by the ending of its name, one module a format.

The libraries for a format are imported when the first file of that kind is read.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ..errors import UnsupportedSourceError
from ..names import shown
from ..parse import parse_document
from ..source import text_of
from ..types import Document
from .assemble import assemble

# Ending -> the module of this package whose `read` takes the bytes.
_READERS = {
    ".pdf": "pdf",
    ".docx": "word",
    ".xlsx": "excel",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".md": "markdown",
    ".markdown": "markdown",
}
SUFFIXES = frozenset({".txt", ".text", *_READERS})
_OTHERS = {
    ".doc": "an old Word file: save it as .docx",
    ".xls": "an old Excel file: save it as .xlsx",
    ".ppt": "a presentation: save it as .pdf",
    ".pptx": "a presentation: save it as .pdf",
    ".wps": "a WPS file: save it as .docx",
    ".et": "a WPS table: save it as .xlsx",
    ".ofd": "an OFD file: save it as .pdf",
    ".rtf": "an RTF file: save it as .docx",
    ".odt": "an OpenDocument file: save it as .docx",
    ".epub": "an e-book: save it as .html or .pdf",
}


def require_supported(path: Path) -> None:
    """Raises UnsupportedSourceError for a file whose ending says that it cannot be read here."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = "not of a kind that is read: remove it, or save it as " + ", ".join(
            sorted(SUFFIXES)
        )
        raise UnsupportedSourceError(f"{shown(path)} is {_OTHERS.get(suffix, known)}")


def read_document(data: bytes, path: Path, *, doc_id: str) -> Document:
    """The Document of a file's bytes; a file with an ending that is not known is read as text."""
    name = shown(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return parse_document(text_of(data, name), doc_id=doc_id)
    module = import_module(f".{reader}", __name__)
    return assemble(module.read(data, name), name, doc_id=doc_id)
