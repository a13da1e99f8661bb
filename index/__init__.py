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
    StoreUnavailable,
)
from .holdings import ById, Documents, Passages
from .likeness import near_copies
from .manifest import manifest_bytes
from .milvus import (
    load_entries,
    open_milvus,
    publish_entries,
    reach_milvus,
    read_held,
)
from .opened import Index, open_index, read_contents, verify_index
from .protocols import Embedder, Lexical, Scan, Searcher
from .store import FORMAT
from .text import fold, in_dictionary, is_stop_word
from .types import (
    DocumentRecord,
    Entry,
    IndexOptions,
    Likeness,
    Manifest,
    Mask,
    MilvusOptions,
    ModelInfo,
    Numbers,
    Role,
    Scores,
    SegmentRecord,
    Vectors,
    Window,
    WindowKind,
)
from .workers import build_processes

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
    "Lexical",
    "Likeness",
    "Making",
    "Manifest",
    "Mask",
    "MilvusOptions",
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
    "StoreUnavailable",
    "Vectors",
    "Window",
    "WindowKind",
    "build_index",
    "build_processes",
    "bundled_embedder",
    "fold",
    "in_dictionary",
    "is_stop_word",
    "load_embedder",
    "load_entries",
    "manifest_bytes",
    "near_copies",
    "open_index",
    "open_milvus",
    "publish_entries",
    "reach_milvus",
    "read_contents",
    "read_held",
    "update_index",
    "verify_index",
]
