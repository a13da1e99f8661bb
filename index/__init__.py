"""Index: passages -> a searchable store with three views (dense, lexical, late interaction)."""

from .build import build_index
from .embed import BUNDLED, StaticEmbedder, bundled_embedder, load_embedder
from .errors import (
    DuplicateDocument,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    IndexNotWritable,
    IndexStageError,
    ModelError,
    NothingToIndex,
)
from .manifest import manifest_bytes
from .opened import Index, open_index, read_contents
from .protocols import Embedder, Searcher
from .store import FORMAT
from .text import fold, in_dictionary, is_stop_word
from .types import (
    DocumentRecord,
    IndexOptions,
    Manifest,
    ModelInfo,
    Role,
    Scores,
    Vectors,
    Window,
    WindowKind,
)

__all__ = [
    "BUNDLED",
    "FORMAT",
    "DocumentRecord",
    "DuplicateDocument",
    "Embedder",
    "Index",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "IndexNotWritable",
    "IndexOptions",
    "IndexStageError",
    "Manifest",
    "ModelError",
    "ModelInfo",
    "NothingToIndex",
    "Role",
    "Scores",
    "Searcher",
    "StaticEmbedder",
    "Vectors",
    "Window",
    "WindowKind",
    "build_index",
    "bundled_embedder",
    "fold",
    "in_dictionary",
    "is_stop_word",
    "load_embedder",
    "manifest_bytes",
    "open_index",
    "read_contents",
]
