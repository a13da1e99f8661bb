"""The rows of the dense view in one segment: exact while few, approximate once they are many.

Up to `EXACT_ROWS` a segment keeps its unit vectors in float32 in a flat FAISS index. A larger one
keeps them in bytes with a scale a row, mapped into memory, and beside them a FAISS index of 4-bit
product codes (André et al. 2017, "fast scan"). A search scans all codes, a few milliseconds for
two million, and the vectors of the rows taken then give the scores. No row is lost to a list that
was not visited: with 128 of 1,024 inverted lists a tenth of the first ten passages was missed for
questions in everyday words, here a thousandth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
import numpy.typing as npt

from .arrays import read_arrays
from .runs import Places
from .types import Scores, Vectors

EXACT_ROWS = 50_000

_FLAT_FILE = "dense.faiss"
_CODES_FILE = "codes.faiss"
_BYTES = "rows"
_ARRAYS = ("values", "scales")
_VALUES_FILE, _SCALES_FILE = (f"{_BYTES}-{name}.npy" for name in _ARRAYS)
# Four bits for four dimensions: of half a million rows, 500 taken by such codes held 0.99 of the
# first ten passages and took 1.6 ms; twice the codes took 2.7 ms and held 0.001 more.
_PER_CODE = 4
_TRAINED_ON = 60_000
_BLOCK = 50_000
_SEED = 0


class Rows(Protocol):
    """Unit vectors that can be searched."""

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def search(
        self, query: Vectors, count: int, *, allowed: Places | None = None
    ) -> tuple[Places, Scores]:
        """About `count` rows nearest to a query of shape (1, dimension), with exact cosines.

        `allowed` limits the rows, in ascending order.
        """
        ...

    def vectors(self, places: Places) -> Vectors:
        """The rows at these places."""
        ...


class ExactRows:
    """Few rows: every one is compared."""

    def __init__(self, index: faiss.Index) -> None:
        """Take a flat index."""
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, query: Vectors, count: int, *, allowed: Places | None = None
    ) -> tuple[Places, Scores]:
        """The nearest rows, exactly."""
        count = min(count, len(self) if allowed is None else len(allowed))
        if not count:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        with _one_thread():
            scores, places = self._index.search(query, count, params=_only(allowed))
        return places[0], scores[0]

    def vectors(self, places: Places) -> Vectors:
        """The rows at these places."""
        found: Vectors = self._index.reconstruct_batch(places)
        return found


class CodedRows:
    """Many rows: all are compared by short codes, the nearest by their vectors."""

    def __init__(
        self, codes: faiss.Index | None, values: npt.NDArray[np.int8], scales: Scores
    ) -> None:
        """Take the codes, without which nothing is searched, and the rows with their scales."""
        self._codes = codes
        self._values = values
        self._scales = scales

    def __len__(self) -> int:
        return len(self._values)

    def search(
        self, query: Vectors, count: int, *, allowed: Places | None = None
    ) -> tuple[Places, Scores]:
        """The rows nearest by their codes, with cosines from their bytes."""
        if allowed is not None and len(allowed) <= count:
            places = allowed
        elif self._codes is None:
            raise ValueError("rows without codes cannot be searched")
        else:
            # Codes know no filter: as many more are asked for as the filter will drop.
            share = 1.0 if allowed is None else len(allowed) / len(self)
            wanted = min(len(self), round(count / share))
            with _one_thread():
                places = np.sort(self._codes.search(query, wanted)[1][0])
            places = places[places >= 0]
            if allowed is not None:
                places = np.intersect1d(places, allowed, assume_unique=True)
        return places, self.vectors(places) @ query[0]

    def vectors(self, places: Places) -> Vectors:
        """The rows at these places."""
        return unpacked(self._values[places], self._scales[places])


def exact_rows(vectors: Vectors) -> ExactRows:
    """Rows in memory."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return ExactRows(index)


def packed(vectors: Vectors) -> tuple[npt.NDArray[np.int8], Scores]:
    """Rows as bytes and the scale of each; a cosine then errs by some 0.0005."""
    scales = np.abs(vectors).max(axis=1, initial=0.0) / 127
    values = np.rint(vectors / np.where(scales > 0, scales, 1)[:, None])
    return values.astype(np.int8), scales.astype(np.float32)


def unpacked(values: npt.NDArray[np.int8], scales: Scores) -> Vectors:
    """The rows that bytes and scales stand for."""
    rows: Vectors = values.astype(np.float32) * scales[:, None]
    return rows


def write_exact(vectors: Vectors, folder: Path) -> None:
    """Write through Python: FAISS itself fails on Windows paths with Chinese characters."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    (folder / _FLAT_FILE).write_bytes(faiss.serialize_index(index).tobytes())


def write_packed(vectors: Iterable[Vectors], count: int, *, folder: Path) -> None:
    """Write blocks of rows, `count` together, as bytes with scales."""
    values, scales, at = None, np.empty(count, dtype=np.float32), 0
    for block in vectors:
        if values is None:
            values = np.lib.format.open_memmap(
                folder / _VALUES_FILE, "w+", np.int8, (count, block.shape[1])
            )
        stop = at + len(block)
        values[at:stop], scales[at:stop] = packed(block)
        at = stop
    if values is not None:
        values.flush()
    np.save(folder / _SCALES_FILE, scales, allow_pickle=False)


def write_codes(folder: Path) -> CodedRows:
    """Make the codes of packed rows that lie in a folder."""
    arrays = read_arrays(_ARRAYS, folder, prefix=_BYTES)
    values, scales = arrays["values"], arrays["scales"]
    index = faiss.index_factory(
        values.shape[1], _codes(values.shape[1]), faiss.METRIC_INNER_PRODUCT
    )
    rng = np.random.default_rng(_SEED)
    sample = rng.choice(len(values), min(_TRAINED_ON, len(values)), replace=False)
    sample.sort()
    index.train(unpacked(values[sample], scales[sample]))
    for at in range(0, len(values), _BLOCK):
        index.add(unpacked(values[at : at + _BLOCK], scales[at : at + _BLOCK]))
    (folder / _CODES_FILE).write_bytes(faiss.serialize_index(index).data)
    return CodedRows(index, values, scales)


def is_packed(folder: Path) -> bool:
    """Whether the rows of a segment are in bytes, to be searched by codes."""
    return not (folder / _FLAT_FILE).exists()


def read_rows(folder: Path, *, searched: bool = True) -> Rows:
    """Read the rows of a segment; bytes stay on disk until they are used.

    Rows that are not `searched` need no codes.
    """
    if not is_packed(folder):
        return ExactRows(_deserialized(folder / _FLAT_FILE))
    arrays = read_arrays(_ARRAYS, folder, prefix=_BYTES)
    codes = _deserialized(folder / _CODES_FILE) if searched else None
    return CodedRows(codes, arrays["values"], arrays["scales"])


def _deserialized(path: Path) -> faiss.Index:
    return faiss.deserialize_index(np.fromfile(path, dtype=np.uint8))


@contextmanager
def _one_thread() -> Iterator[None]:
    """Threads cost a single query more than they save, most of all while others are answered."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _only(allowed: Places | None) -> faiss.SearchParameters | None:
    if allowed is None:
        return None
    return faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]


def _codes(dimension: int) -> str:
    """The kind of the codes; a dimension that does not part evenly gets codes of its own."""
    codes = dimension if dimension % _PER_CODE else dimension // _PER_CODE
    return f"PQ{codes}x4fs"
