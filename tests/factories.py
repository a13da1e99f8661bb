"""One factory per record, and a model of a few tokens whose vectors can be worked out by hand."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

from corpus import Document, Passage, PassageKind, Section, parse_document

_STATIC = "sentence_transformers.models.StaticEmbedding"
_NORMALIZE = "sentence_transformers.models.Normalize"


def make_document(text: str, doc_id: str = "d", *, title: str = "", source: str = "") -> Document:
    """A parsed document with the given text."""
    document = parse_document(text, doc_id=doc_id)
    return replace(document, title=title or document.title or doc_id, source=source)


def make_passage(text: str, number: int = 1, *, path: tuple[str, ...] = ()) -> Passage:
    """Paragraph `number` of the first section of a document that holds nothing else."""
    section = Section(1, path, 0, 0, len(text))
    kind = PassageKind.TEXT
    return Passage(f"d:1.{number}", "d", section, number, kind, 0, len(text), text)


def make_passages(*texts: str, path: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    """The paragraphs of one section."""
    return tuple(make_passage(text, number, path=path) for number, text in enumerate(texts, 1))


def make_model(
    folder: Path,
    rows: Mapping[str, Sequence[float]],
    *,
    part: str = "",
    tensors: Mapping[str, np.ndarray] | None = None,
) -> Path:
    """A StaticEmbedding folder whose tokens are characters; the first row is the unknown token's.

    `part` is the subfolder of tokenizer and table; `tensors` are stored in place of the rows.
    """
    home = folder / part
    home.mkdir(parents=True, exist_ok=True)
    vocabulary = {token: number for number, token in enumerate(rows)}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=next(iter(rows))))
    tokenizer.pre_tokenizer = Split(Regex(r".|\n"), "isolated")
    tokenizer.save(str(home / "tokenizer.json"))
    table = np.array(list(rows.values()), dtype=np.float32)
    save_file(dict(tensors or {"embedding.weight": table}), home / "model.safetensors")
    modules = [(part, _STATIC), ("1_Normalize", _NORMALIZE)]
    listing = [
        {"idx": number, "name": str(number), "path": path, "type": kind}
        for number, (path, kind) in enumerate(modules)
    ]
    (folder / "modules.json").write_text(json.dumps(listing), encoding="utf-8")
    (folder / "1_Normalize").mkdir(exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}", encoding="utf-8")
    return folder
