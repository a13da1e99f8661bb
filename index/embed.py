"""The fast embedder: a sentence-transformers `StaticEmbedding` folder through numpy and tokenizers.

A text's vector is the mean of its tokens' rows, divided by its norm, in float32. It reads the very
folder that sentence-transformers reads and gives the same vectors (a test compares them) without
importing torch. Any other model goes through `index.transformer`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from .errors import ModelError
from .protocols import Embedder
from .table import TokenTable, table_of
from .types import ModelInfo, Role, Vectors
from .vectors import unit_rows

BUNDLED = "bundled"
"""The name under which the shipped model is known in settings and manifests."""

_MODEL_FOLDER = Path(__file__).parent / "model"
_TABLE_FILE = "model.safetensors"
_TOKENIZER_FILE = "tokenizer.json"
# The names of the unknown token in the common kinds of tokenizer (WordPiece, SentencePiece).
_UNKNOWN = ("[UNK]", "<unk>")
# Texts are tokenized this many at a time, which bounds memory on large corpora.
_BATCH = 4096
# So many are averaged at a time: the rows of their tokens stay in the processor's cache.
_AVERAGED = 64
# Files that a model's vectors depend on; cards and pictures may change freely.
_MODEL_SUFFIXES = {".json", ".safetensors", ".bin", ".txt", ".model", ".onnx"}


class StaticEmbedder:
    """Embeds with a table of token vectors; rows double as the vectors of late interaction."""

    def __init__(self, folder: Path, name: str) -> None:
        """Read tokenizer and table of `folder`; raises ModelError when a part is missing."""
        self._folder = folder
        self._name = name
        self.tokenizer = _read_tokenizer(folder / _TOKENIZER_FILE)
        self.table = _read_table(folder / _TABLE_FILE)
        if self.tokenizer.get_vocab_size() > len(self.table):
            raise ModelError(
                f"{folder / _TABLE_FILE} has {len(self.table)} rows for "
                f"{self.tokenizer.get_vocab_size()} tokens; copy the model folder again"
            )
        unknown = (self.tokenizer.token_to_id(name) for name in _UNKNOWN)
        self.unknown_row = next((row for row in unknown if row is not None), 0)

    @cached_property
    def info(self) -> ModelInfo:
        """The identity of the model, its files hashed."""
        return ModelInfo(self._name, hash_model(self._folder), self.table.dimension)

    def embed(self, texts: Sequence[str], role: Role = Role.PASSAGE) -> Vectors:
        """Embed texts; the role makes no difference, as static models have no prompts."""
        vectors = np.zeros((len(texts), self.table.dimension), dtype=np.float32)
        for first in range(0, len(texts), _BATCH):
            batch = self.token_ids(texts[first : first + _BATCH])
            for at in range(0, len(batch), _AVERAGED):
                some = batch[at : at + _AVERAGED]
                vectors[first + at : first + at + len(some)] = self._mean(some)
        return unit_rows(vectors)

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The rows of the table that each text's tokens stand for; texts lose lone surrogates."""
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encodings = self.tokenizer.encode_batch(clean, add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def _mean(self, batch: list[list[int]]) -> Vectors:
        flat = np.fromiter((i for ids in batch for i in ids), dtype=np.int64)
        lengths = np.array([len(ids) for ids in batch])
        means = np.zeros((len(batch), self.table.dimension), dtype=np.float32)
        filled = lengths > 0
        if flat.size:
            starts = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
            sums = np.add.reduceat(self.table.rows(flat), starts, axis=0)
            means[filled] = sums / lengths[filled, None]
        return means


def load_embedder(name: str | None = None, *, device: str | None = None) -> Embedder:
    """Load the bundled model (None or "bundled") or any sentence-transformers model.

    A folder that holds nothing but a StaticEmbedding takes the fast path; every other folder or
    name goes through sentence-transformers. Raises ModelError.
    """
    if name is None or name == BUNDLED:
        return bundled_embedder()
    # Unlike the methods of Path, these two take names of any length and unknown users.
    expanded = os.path.expanduser(name)
    is_folder = os.path.isdir(expanded)
    if is_folder and (static := _static_part(Path(expanded))):
        return StaticEmbedder(static, str(Path(expanded).resolve()))
    from .transformer import TransformerEmbedder

    return TransformerEmbedder(expanded if is_folder else name, device=device)


def bundled_embedder() -> StaticEmbedder:
    """The model that ships with the product."""
    return StaticEmbedder(_MODEL_FOLDER, BUNDLED)


def hash_model(folder: Path) -> str:
    """One sha256 over the names and bytes of a model folder's files, in path order."""
    digest = hashlib.sha256()
    files = (p for p in folder.rglob("*") if p.suffix in _MODEL_SUFFIXES and p.is_file())
    for path in sorted(files):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _static_part(folder: Path) -> Path | None:
    """Where tokenizer and table lie; None for a model that is more than a StaticEmbedding."""
    listing = folder / "modules.json"
    if not listing.is_file():
        return None
    try:
        modules: list[dict[str, Any]] = json.loads(listing.read_text(encoding="utf-8"))
        first, *others = (str(module["type"]).rpartition(".")[2] for module in modules)
        is_static = first == "StaticEmbedding" and set(others) <= {"Normalize"}
        return folder / modules[0]["path"] if is_static else None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise ModelError(
            f"{listing} does not list the modules of a sentence-transformers model ({error}); "
            "copy the model folder again"
        ) from error


def _read_tokenizer(path: Path) -> Tokenizer:
    if not path.is_file():
        raise _incomplete(path)
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:
        raise ModelError(
            f"{path} is no tokenizer ({error}); copy the model folder again"
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _read_table(path: Path) -> TokenTable:
    if not path.is_file():
        raise _incomplete(path)
    try:
        with safe_open(str(path), framework="np") as file:
            return table_of({key: file.get_tensor(key) for key in file.keys()})  # noqa: SIM118
    except (SafetensorError, OSError, LookupError, TypeError, ValueError) as error:
        raise ModelError(
            f"{path} holds no table of token vectors ({error!r}); copy the model folder again"
        ) from error


def _incomplete(path: Path) -> ModelError:
    return ModelError(
        f"the model folder {path.parent} has no {path.name}; copy it again, or build with "
        "--model bundled"
    )
