"""Sources: a file becomes a Document with sections and pages, and that becomes passages."""

from .errors import (
    BinarySourceError,
    BrokenSourceError,
    ChangedSourceError,
    CorpusError,
    EmptySourceError,
    EncryptedSourceError,
    GlossaryError,
    MetadataError,
    MissingSourceError,
    OptionsError,
    OversizedSourceError,
    SourceError,
    UndecodableSourceError,
    UnreadableSourceError,
    UnsupportedSourceError,
)
from .glossary import load_glossary
from .ingest import require_supported
from .load import (
    load_document,
    shipped_glossary,
    shipped_report,
    shipped_sha256,
)
from .parse import parse_document
from .sentences import clause_spans, sentence_spans
from .split import split
from .types import (
    Block,
    Document,
    GlossaryEntry,
    Passage,
    PassageKind,
    Section,
    Skipped,
    Source,
    SplitOptions,
)
from .walk import walk

__all__ = [
    "BinarySourceError",
    "Block",
    "BrokenSourceError",
    "ChangedSourceError",
    "CorpusError",
    "Document",
    "EmptySourceError",
    "EncryptedSourceError",
    "GlossaryEntry",
    "GlossaryError",
    "MetadataError",
    "MissingSourceError",
    "OptionsError",
    "OversizedSourceError",
    "Passage",
    "PassageKind",
    "Section",
    "Skipped",
    "Source",
    "SourceError",
    "SplitOptions",
    "UndecodableSourceError",
    "UnreadableSourceError",
    "UnsupportedSourceError",
    "clause_spans",
    "load_document",
    "load_glossary",
    "parse_document",
    "require_supported",
    "sentence_spans",
    "shipped_glossary",
    "shipped_report",
    "shipped_sha256",
    "split",
    "walk",
]
