"""The model folder: table, tokenizer and the listings that sentence-transformers reads.

The table is written in model2vec's layout, which sentence-transformers loads unchanged: bytes and
one weight a row. A row is divided by its largest entry, so its 255 levels are used whole.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

_MODULES = (
    (
        "0",
        "",
        "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    ),
    ("1", "1_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
)
_NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
_LEVELS = 127


def write_model(folder: Path, *, table: np.ndarray, tokenizer: Tokenizer) -> None:
    """Write everything but the card into a folder that exists."""
    values, weights = in_bytes(table)
    save_file({"embeddings": values, "weights": weights}, folder / "model.safetensors")
    (folder / "tokenizer.json").write_text(_rounded(tokenizer), encoding="utf-8")
    _dump(
        folder / "modules.json",
        [
            {"idx": number, "name": name, "path": path, "type": kind}
            for number, (name, path, kind) in enumerate(_MODULES)
        ],
    )
    packages = ("sentence_transformers", "torch", "transformers")
    _dump(
        folder / "config_sentence_transformers.json",
        {
            "__version__": {name.replace("torch", "pytorch"): version(name) for name in packages},
            "default_prompt_name": None,
            "model_type": "SentenceTransformer",
            "prompts": {"document": "", "query": ""},
            "similarity_fn_name": "cosine",
        },
    )
    (folder / "1_Normalize").mkdir()
    _dump(folder / "1_Normalize" / "config.json", _NORMALIZE)


def _rounded(tokenizer: Tokenizer) -> str:
    """The tokenizer with scores of three decimals: a third of the file is digits beyond."""
    written = json.loads(tokenizer.to_str())
    written["model"]["vocab"] = [
        [word, round(score, 3)] for word, score in written["model"]["vocab"]
    ]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def in_bytes(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as int8, shape (n, dimension), and what each must be multiplied by, float16 (n,)."""
    weights = np.abs(table).max(axis=1) / _LEVELS
    weights[weights == 0] = 1
    values = np.round(table / weights[:, None]).astype(np.int8)
    return values, weights.astype(np.float16)


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
