"""A sorted table of strings in two plain files, searched by halving without being read whole."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from .arrays import read_array

# A query asks for each of its tokens several times, and the next one for many of them again.
_FOUND = 8_192


class Strings(Sequence[bytes]):
    """Distinct strings as UTF-8, in the order of their bytes (which is that of code points)."""

    def __init__(self, data: bytes | mmap.mmap, ends: np.ndarray) -> None:
        """Take all strings end to end, and where each ends."""
        self._data = data
        # Plain integers come out of a memoryview several times as fast as out of an array.
        self._ends = plain_integers(ends)
        self._found = lru_cache(maxsize=_FOUND)(self._find)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        if not 0 <= number < len(self._ends):
            raise IndexError(number)
        return bytes(self._data[self._ends[number - 1] if number else 0 : self._ends[number]])

    def find(self, text: str) -> int:
        """The number of a string, or -1."""
        return self._found(text)

    def _find(self, text: str) -> int:
        wanted = text.encode("utf-8", "surrogatepass")
        number = bisect_left(self, wanted)
        return number if number < len(self) and self[number] == wanted else -1

    def beginning(self, prefix: str) -> dict[str, int]:
        """The strings that begin with a prefix, in order, and their numbers."""
        wanted = prefix.encode("utf-8", "surrogatepass")
        first = bisect_left(self, wanted)
        # No byte of UTF-8 is as high as this one.
        end = bisect_left(self, wanted + b"\xff", first)
        return {self[i].decode("utf-8", "surrogatepass"): i for i in range(first, end)}

    def texts(self) -> list[str]:
        """All strings in order."""
        return [self[i].decode("utf-8", "surrogatepass") for i in range(len(self))]


def plain_integers(numbers: np.ndarray) -> memoryview[int]:
    """The numbers as plain integers, each made when it is asked for."""
    return memoryview(np.ascontiguousarray(numbers, dtype=np.int64).data).cast("B").cast("q")


def strings_of(texts: Sequence[bytes]) -> Strings:
    """The table of strings that are distinct and in order."""
    return Strings(b"".join(texts), np.cumsum([len(text) for text in texts], dtype=np.int64))


def write_strings(texts: Sequence[bytes], folder: Path, *, name: str) -> None:
    """Write distinct strings, in order, as `NAME.bin` and `NAME-ends.npy`."""
    (folder / f"{name}.bin").write_bytes(b"".join(texts))
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    np.save(folder / f"{name}-ends.npy", ends, allow_pickle=False)


def read_strings(folder: Path, *, name: str) -> Strings:
    """Map what `write_strings` wrote; raises ValueError where the two files disagree."""
    ends = read_array(folder / f"{name}-ends.npy")
    path = folder / f"{name}.bin"
    size = path.stat().st_size
    if size != (int(ends[-1]) if len(ends) else 0):
        raise ValueError(f"{path} has {size} bytes")
    if not size:
        return Strings(b"", ends)
    with path.open("rb") as stream:
        return Strings(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ), ends)
