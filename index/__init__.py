"""Index: passages -> a searchable store with three views (dense, lexical, late interaction)."""

from .build import Making, build_index, update_index
from .embed import BUNDLED, StaticEmbedder, bundled_embedder, load_embedder
from .errors import (
    DuplicateDocument,
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    IndexNotWritable,
    IndexStageError,
    ModelError,
    NothingToIndex,
)
from .library import ById, Documents, Passages
from .manifest import manifest_bytes
from .opened import Index, open_index, read_contents, verify_index
from .protocols import Embedder, Scan, Searcher
from .store import FORMAT
from .text import fold, in_dictionary, is_stop_word
from .types import (
    DocumentRecord,
    Entry,
    IndexOptions,
    Manifest,
    Mask,
    ModelInfo,
    Numbers,
    Role,
    Scores,
    SegmentRecord,
    Vectors,
    Window,
    WindowKind,
)

__all__ = [
    "BUNDLED",
    "FORMAT",
    "ById",
    "DocumentRecord",
    "Documents",
    "DuplicateDocument",
    "Embedder",
    "Entry",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "IndexNotWritable",
    "IndexOptions",
    "IndexStageError",
    "Making",
    "Manifest",
    "Mask",
    "ModelError",
    "ModelInfo",
    "NothingToIndex",
    "Numbers",
    "Passages",
    "Role",
    "Scan",
    "Scores",
    "Searcher",
    "SegmentRecord",
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
    "update_index",
    "verify_index",
]
