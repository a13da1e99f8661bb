"""The general embedder: any sentence-transformers model, by name or folder, with its own prompts.

Importing it is cheap; making one imports torch and sentence-transformers (10 seconds and more).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .embed import hash_model
from .errors import ModelError
from .types import ModelInfo, Role, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Small enough for a laptop's memory with 512-token texts, large enough to keep two cores busy.
_BATCH = 32
# Below this many texts a progress bar would only flicker.
_PROGRESS_FROM = 256


class TransformerEmbedder:
    """Embeds through the library itself: its prompts, batching, device choice and progress bar."""

    def __init__(self, name: str, *, device: str | None = None) -> None:
        """Load the model; with HF_HUB_OFFLINE=1 only files already on this machine are used."""
        self._name = str(Path(name).resolve()) if Path(name).is_dir() else name
        self._model = _load(name, device)

    @cached_property
    def info(self) -> ModelInfo:
        """The identity of the model, its files hashed."""
        prompts = self._model.prompts or {}
        return ModelInfo(
            name=self._name,
            sha256=hash_model(_folder_of(self._name)),
            dimension=int(self._model.get_embedding_dimension() or 0),
            query_prompt=prompts.get("query") or "",
            passage_prompt=prompts.get("passage") or prompts.get("document") or "",
        )

    def embed(self, texts: Sequence[str], role: Role = Role.PASSAGE) -> Vectors:
        """Embed texts with the model's prompt for their role; blank texts give zero vectors."""
        prompt = self.info.query_prompt if role is Role.QUERY else self.info.passage_prompt
        vectors = np.asarray(
            self._model.encode(
                [text.encode("utf-8", "replace").decode("utf-8") for text in texts],
                prompt=prompt or None,
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=len(texts) >= _PROGRESS_FROM and sys.stderr.isatty(),
            ),
            dtype=np.float32,
        ).reshape(len(texts), self.info.dimension)
        vectors[[not text.strip() for text in texts]] = 0.0
        return np.nan_to_num(vectors, copy=False)


def _load(name: str, device: str | None) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    local_only = os.environ.get("HF_HUB_OFFLINE") == "1"
    try:
        return SentenceTransformer(name, device=device, local_files_only=local_only)
    except (OSError, ValueError, RuntimeError, KeyError, TypeError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
        raise ModelError(
            f"cannot load the embedding model {name!r}: {reason}; give a folder or the name of a "
            "sentence-transformers model, or use --model bundled"
        ) from error


def _folder_of(name: str) -> Path:
    if Path(name).is_dir():
        return Path(name)
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(name, local_files_only=True))
