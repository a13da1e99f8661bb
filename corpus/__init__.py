"""Sources: a text file becomes a Document with sections and pages, and that becomes passages."""

from .errors import (
    BinarySourceError,
    ChangedSourceError,
    CorpusError,
    EmptySourceError,
    GlossaryError,
    MetadataError,
    MissingSourceError,
    OptionsError,
    SourceError,
    UndecodableSourceError,
    UnreadableSourceError,
)
from .glossary import load_glossary
from .load import (
    load_document,
    shipped_glossary,
    shipped_report,
    shipped_sha256,
    source_files,
)
from .parse import parse_document
from .sentences import clause_spans, sentence_spans
from .split import split
from .types import Document, GlossaryEntry, Passage, PassageKind, Section, SplitOptions

__all__ = [
    "BinarySourceError",
    "ChangedSourceError",
    "CorpusError",
    "Document",
    "EmptySourceError",
    "GlossaryEntry",
    "GlossaryError",
    "MetadataError",
    "MissingSourceError",
    "OptionsError",
    "Passage",
    "PassageKind",
    "Section",
    "SourceError",
    "SplitOptions",
    "UndecodableSourceError",
    "UnreadableSourceError",
    "clause_spans",
    "load_document",
    "load_glossary",
    "parse_document",
    "sentence_spans",
    "shipped_glossary",
    "shipped_report",
    "shipped_sha256",
    "source_files",
    "split",
]
