"""Passages, windows and documents as rows of the engine, and back.

Numbers come from content, so that a load that is repeated writes the same rows: a document's is a
digest of its id and text, a passage's the document's followed by its place in it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from corpus import Block, Document, Passage, PassageKind, Section

from ..text import fold
from ..types import IndexOptions, LateArrays, Table, Vectors
from .engine import Row

PLACE_BITS = 20
"""A document has at most so many passages, as a power of two."""

_DIGEST_BITS = 63 - PLACE_BITS
# A passage without tokens has this term alone: the engine takes no empty vector.
_NO_TERM = 2**32 - 2
_LEAST = 1e-9


def document_number(document: Document) -> int:
    """The number of a document with this text."""
    name = f"{document.doc_id}\0{document.sha256}".encode()
    digest = hashlib.blake2b(name, digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _DIGEST_BITS)


def term_number(token: str) -> int:
    """The dimension of a token in sparse vectors."""
    digest = hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") % _NO_TERM


def weights(tokens: Sequence[str], options: IndexOptions, *, mean: float) -> dict[int, float]:
    """BM25 without rarity: tf / (tf + k1 (1 - b + b length / mean))."""
    norm = options.k1 * (1 - options.b + options.b * len(tokens) / mean)
    counted = Counter(tokens).items()
    return {term_number(t): n / (n + norm) for t, n in counted} or {_NO_TERM: _LEAST}


def is_term(number: int) -> bool:
    """Whether a dimension stands for tokens."""
    return number != _NO_TERM


def passage_row(
    number: int, passage: Passage, *, terms: Mapping[int, float], late: LateArrays
) -> Row:
    """A passage with its sparse weights and the tokens of its sentences."""
    sentences = np.split(late.tokens, late.sentences[1:])
    body = {**asdict(passage), "late": [row.tolist() for row in sentences]}
    return {
        "passage": number,
        "document": number >> PLACE_BITS,
        "folded": fold(passage.index_text()),
        "body": body,
        "terms": dict(terms),
    }


def passage_of(body: Mapping[str, Any]) -> Passage:
    """The passage of a row."""
    plain = {name: value for name, value in body.items() if name != "late"}
    return Passage(
        **{**plain, "section": _section(body["section"]), "kind": PassageKind(body["kind"])}
    )


def late_of(bodies: Iterable[Mapping[str, Any]]) -> LateArrays:
    """The tokens of the sentences of rows, in order."""
    passages = [body["late"] for body in bodies]
    rows = [row for sentences in passages for row in sentences]
    return LateArrays(
        tokens=np.array([token for row in rows for token in row], dtype=np.int32),
        sentences=_starts([len(row) for row in rows]),
        passages=_starts([len(sentences) for sentences in passages]),
        held=np.zeros((2, 0), dtype=np.int32),
    )


def window_rows(numbers: Sequence[int], *, vectors: Vectors, table: Table) -> list[Row]:
    """The windows of passages; `table` names each by its place among `numbers`."""
    rows = []
    for vector, (place, start, end) in zip(vectors, table.tolist(), strict=True):
        number = numbers[place]
        rows.append(
            {
                "window": f"{number}/{start}-{end}",
                "passage": number,
                "document": number >> PLACE_BITS,
                "vector": vector,
            }
        )
    return rows


def document_json(document: Document) -> str:
    """A document as JSON."""
    return json.dumps(asdict(document), ensure_ascii=False)


def document_of(text: str) -> Document:
    """A document from its JSON."""
    raw = json.loads(text)
    blocks = [Block(PassageKind(b["kind"]), b["start"], b["end"]) for b in raw["blocks"]]
    sections = tuple(map(_section, raw["sections"]))
    return Document(**{**raw, "sections": sections, "blocks": tuple(blocks)})


def _section(raw: Mapping[str, Any]) -> Section:
    return Section(**{**raw, "path": tuple(raw["path"])})


def _starts(lengths: Sequence[int]) -> np.ndarray:
    return np.cumsum([0, *lengths])[:-1].astype(np.int64)
