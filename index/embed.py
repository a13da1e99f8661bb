"""The fast embedder: a sentence-transformers `StaticEmbedding` folder through numpy and tokenizers.

A text's vector is the mean of its tokens' rows, divided by its norm, in float32. It reads the very
folder that sentence-transformers reads and gives the same vectors (a test compares them) without
importing torch. Any other model goes through `index.transformer`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from .errors import ModelError
from .protocols import Embedder
from .types import ModelInfo, Role, Vectors
from .vectors import unit_rows

BUNDLED = "bundled"
"""The name under which the shipped model is known in settings and manifests."""

_MODEL_FOLDER = Path(__file__).parent / "model"
_TABLE_FILE = "model.safetensors"
_TOKENIZER_FILE = "tokenizer.json"
_UNKNOWN = "[UNK]"
_TABLE_KEYS = ("embedding.weight", "embeddings")
# Texts are tokenized this many at a time, which bounds memory on large corpora.
_BATCH = 4096
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
        self.unknown_row = self.tokenizer.token_to_id(_UNKNOWN) or 0

    @cached_property
    def info(self) -> ModelInfo:
        """The identity of the model, its files hashed."""
        return ModelInfo(self._name, hash_model(self._folder), int(self.table.shape[1]))

    def embed(self, texts: Sequence[str], role: Role = Role.PASSAGE) -> Vectors:
        """Embed texts; the role makes no difference, as static models have no prompts."""
        vectors = np.zeros((len(texts), self.table.shape[1]), dtype=np.float32)
        for first in range(0, len(texts), _BATCH):
            batch = self.token_ids(texts[first : first + _BATCH])
            vectors[first : first + len(batch)] = self._mean(batch)
        return unit_rows(vectors)

    def token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The rows of the table that each text's tokens stand for; texts lose lone surrogates."""
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encodings = self.tokenizer.encode_batch(clean, add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def _mean(self, batch: list[list[int]]) -> Vectors:
        flat = np.fromiter((i for ids in batch for i in ids), dtype=np.int64)
        lengths = np.array([len(ids) for ids in batch])
        means = np.zeros((len(batch), self.table.shape[1]), dtype=np.float32)
        filled = lengths > 0
        if flat.size:
            starts = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
            sums = np.add.reduceat(self.table[flat].astype(np.float32), starts, axis=0)
            means[filled] = sums / lengths[filled, None]
        return means


def load_embedder(name: str | None = None, *, device: str | None = None) -> Embedder:
    """Load the bundled model (None or "bundled") or any sentence-transformers model.

    A folder whose first module is a StaticEmbedding takes the fast path; every other folder or
    name goes through sentence-transformers. Raises ModelError.
    """
    if name is None or name == BUNDLED:
        return bundled_embedder()
    folder = Path(name).expanduser()
    if _is_static(folder):
        return StaticEmbedder(folder, str(folder.resolve()))
    from .transformer import TransformerEmbedder

    return TransformerEmbedder(name, device=device)


def bundled_embedder() -> StaticEmbedder:
    """The model that ships with the product."""
    return StaticEmbedder(_MODEL_FOLDER, BUNDLED)


def hash_model(folder: Path) -> str:
    """One sha256 over the names and bytes of a model folder's files, in path order."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in _MODEL_SUFFIXES):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _is_static(folder: Path) -> bool:
    listing = folder / "modules.json"
    if not listing.is_file():
        return False
    try:
        modules: list[dict[str, Any]] = json.loads(listing.read_text(encoding="utf-8"))
        return str(modules[0]["type"]).endswith(".StaticEmbedding")
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


def _read_table(path: Path) -> npt.NDArray[np.float16 | np.float32]:
    if not path.is_file():
        raise _incomplete(path)
    try:
        with safe_open(str(path), framework="np") as file:
            key = next(key for key in _TABLE_KEYS if key in file.keys())  # noqa: SIM118
            table: npt.NDArray[np.float16 | np.float32] = file.get_tensor(key)
    except (SafetensorError, StopIteration, OSError) as error:
        raise ModelError(
            f"{path} holds no table of token vectors ({error!r}); copy the model folder again"
        ) from error
    return table


def _incomplete(path: Path) -> ModelError:
    return ModelError(
        f"the model folder {path.parent} has no {path.name}; copy it again, or build with "
        "--model bundled"
    )
