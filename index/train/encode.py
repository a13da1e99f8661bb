"""Texts as token ids, each text once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from .ragged import Numbers, Ragged

# Encodings are objects of some size; so many at a time keep memory flat.
_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """A fixed list of pairs: texts by number, and which left goes with which right."""

    texts: Ragged
    left: Numbers
    right: Numbers


def encoded(tokenizer: Tokenizer, texts: Sequence[str]) -> Ragged:
    """The tokens of every text, in order."""
    rows: list[list[int]] = []
    for at in range(0, len(texts), _CHUNK):
        batch = tokenizer.encode_batch(list(texts[at : at + _CHUNK]), add_special_tokens=False)
        rows += [encoding.ids for encoding in batch]
    return Ragged.of(rows)


def encoded_pairs(tokenizer: Tokenizer, pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Every distinct text encoded once; pairs with an empty side are left out."""
    numbers: dict[str, int] = {}
    rows = [
        (numbers.setdefault(left, len(numbers)), numbers.setdefault(right, len(numbers)))
        for left, right in pairs
    ]
    texts = encoded(tokenizer, list(numbers))
    filled = texts.lengths > 0
    kept = [(left, right) for left, right in rows if filled[left] and filled[right]]
    table = np.array(kept, dtype=np.int64).reshape(-1, 2)
    return Pairs(texts, table[:, 0], table[:, 1])
