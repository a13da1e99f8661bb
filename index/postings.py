"""Postings: for each token of a segment the passages that hold it, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .arrays import read_arrays, write_arrays
from .strings import Strings, read_strings, strings_of, write_strings

_NAME = "tokens"
_MOST = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class Postings:
    """Token number t stands `counts[i]` times in passage `rows[i]`, starts[t] <= i < starts[t+1].

    `lengths` holds how many tokens each passage has, repeats counted.
    """

    tokens: Strings
    rows: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]
    starts: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int32]

    def of(self, token: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """The passages that hold a token, in order, and how often each does."""
        number = self.tokens.find(token)
        here = slice(int(self.starts[number]), int(self.starts[number + 1])) if number >= 0 else _NO
        return np.asarray(self.rows[here]), self.counts[here].astype(np.float32)


_NO = slice(0, 0)
_ARRAYS = ("rows", "counts", "starts", "lengths")


def build_postings(passages: Iterable[Sequence[str]]) -> Postings:
    """Count the tokens of every passage."""
    number: dict[str, int] = {}
    tokens: list[int] = []
    counts: list[int] = []
    distinct: list[int] = []
    lengths: list[int] = []
    for row in passages:
        counted = Counter(row)
        lengths.append(len(row))
        distinct.append(len(counted))
        tokens.extend(number.setdefault(token, len(number)) for token in counted)
        counts.extend(counted.values())
    texts = [token.encode("utf-8", "surrogatepass") for token in number]
    order = sorted(range(len(texts)), key=texts.__getitem__)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    columns = rank[np.array(tokens, dtype=np.int64)]
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), distinct)
    # Stable, so that the passages of a token stay in order.
    by_token = np.argsort(columns, kind="stable")
    return Postings(
        tokens=strings_of([texts[i] for i in order]),
        rows=rows[by_token],
        counts=np.minimum(counts, _MOST).astype(np.uint16)[by_token],
        starts=_starts(np.bincount(columns, minlength=len(order))),
        lengths=np.array(lengths, dtype=np.int32),
    )


def merge_postings(parts: Sequence[Postings], kept: Sequence[npt.NDArray[np.bool_]]) -> Postings:
    """The postings of several segments as one, of the passages kept, renumbered in order."""
    texts = sorted(set(chain.from_iterable(part.tokens for part in parts)))
    place = {text: number for number, text in enumerate(texts)}
    columns, rows, counts, base = [], [], [], 0
    for part, keep in zip(parts, kept, strict=True):
        wanted = keep[part.rows]
        known = np.array([place[text] for text in part.tokens], dtype=np.int32)
        columns.append(np.repeat(known, np.diff(part.starts))[wanted])
        rows.append((np.cumsum(keep) - 1 + base).astype(np.int32)[part.rows[wanted]])
        counts.append(part.counts[wanted])
        base += int(keep.sum())
    column = np.concatenate(columns)
    order = np.argsort(column, kind="stable")
    held = np.bincount(column, minlength=len(texts))
    return Postings(
        tokens=strings_of([text for text, df in zip(texts, held, strict=True) if df]),
        rows=np.concatenate(rows)[order],
        counts=np.concatenate(counts)[order],
        starts=_starts(held[held > 0]),
        lengths=np.concatenate([p.lengths[keep] for p, keep in zip(parts, kept, strict=True)]),
    )


def write_postings(postings: Postings, folder: Path) -> None:
    """Write them as plain files."""
    write_strings(list(postings.tokens), folder, name=_NAME)
    write_arrays({name: getattr(postings, name) for name in _ARRAYS}, folder, prefix="postings")


def read_postings(folder: Path) -> Postings:
    """Map what `write_postings` wrote."""
    arrays = read_arrays(_ARRAYS, folder, prefix="postings")
    return Postings(tokens=read_strings(folder, name=_NAME), **arrays)


def _starts(held: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(held)]).astype(np.int64)
