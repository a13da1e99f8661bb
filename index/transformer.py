"""The general embedder: any sentence-transformers model, by name or folder, with its own prompts.

Importing it is cheap; making one imports torch and sentence-transformers (10 seconds and more).
"""

from __future__ import annotations

import os
import re
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
# The names that a model hub gives; anything else can only be a folder that is not there.
_HUB_NAME = re.compile(r"(\w[\w.-]{0,95}/)?\w[\w.-]{0,95}", re.ASCII)
# sentence-transformers looks for a name without a slash under its own.
_ORGANIZATION = "sentence-transformers"
# Every model has one of these.
_LISTINGS = ("modules.json", "config.json")
# What the libraries raise over a model that is not there or not whole.
_FAILURES = (OSError, ValueError, RuntimeError, LookupError, TypeError)


class TransformerEmbedder:
    """Embeds through the library itself: its prompts, batching, device choice and progress bar."""

    def __init__(self, name: str, *, device: str | None = None) -> None:
        """Load the model: from this machine where it has it, else from the hub.

        HF_HUB_OFFLINE=1 keeps the hub out of it. Raises ModelError.
        """
        self._name = str(Path(name).resolve()) if os.path.isdir(name) else name
        self._model = _load(name, device)

    @cached_property
    def info(self) -> ModelInfo:
        """The identity of the model, its files hashed."""
        folder = _folder_of(self._name)
        if folder is None:
            raise _unloadable(self._name, "its files are gone")
        prompts = self._model.prompts or {}
        return ModelInfo(
            name=self._name,
            sha256=hash_model(folder),
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
                # None would mean the model's default prompt, which may be that of the other role.
                prompt=prompt,
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
    folder = _folder_of(name)
    if folder is None and not _HUB_NAME.fullmatch(name):
        raise _unloadable(name, "there is no such folder")
    from huggingface_hub.constants import HF_HUB_CACHE
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    if not sys.stderr.isatty():
        logging.disable_progress_bar()
    failure: Exception | None = None
    # The hub is asked only for what is not here: without a network it takes a minute to fail.
    for source in filter(None, (folder and str(folder), name)):
        try:
            return SentenceTransformer(source, device=device, cache_folder=HF_HUB_CACHE)
        except (*_FAILURES, SafetensorError) as error:
            failure = error
        if os.path.isdir(name):
            break
    raise _unloadable(name, str(failure)) from failure


def _unloadable(name: str, reason: str) -> ModelError:
    (first, *_) = reason.strip().splitlines() or ["it does not say why"]
    return ModelError(
        f"cannot load the embedding model {name!r}: {first}; give a folder or the name of a "
        "sentence-transformers model, or use --model bundled"
    )


def _folder_of(name: str) -> Path | None:
    """Where the files of a model lie on this machine; None where it has none of them."""
    if os.path.isdir(name):
        return Path(name)
    if not _HUB_NAME.fullmatch(name):
        return None
    from huggingface_hub import try_to_load_from_cache

    for repository in (name,) if "/" in name else (f"{_ORGANIZATION}/{name}", name):
        for file in _LISTINGS:
            found = try_to_load_from_cache(repository, file)
            if isinstance(found, str):
                return Path(found).parent
    return None
