"""Named arrays as plain .npy files, mapped into memory when they are large."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

# A small file is read faster than it is mapped, and a mapped array is slower to cut.
_MAPPED = 1 << 20
_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    rb"\{'descr': '([<|][a-z]\d+)', 'fortran_order': False, 'shape': \(([\d, ]*)\)"
)


def write_arrays(arrays: Mapping[str, npt.NDArray[Any]], folder: Path, *, prefix: str) -> None:
    """Write each array as `PREFIX-NAME.npy`."""
    for name, array in arrays.items():
        np.save(folder / f"{prefix}-{name}.npy", array, allow_pickle=False)


def read_arrays(names: Iterable[str], folder: Path, *, prefix: str) -> dict[str, npt.NDArray[Any]]:
    """Read what `write_arrays` wrote; large arrays stay on disk until they are used."""
    return {name: read_array(folder / f"{prefix}-{name}.npy") for name in names}


def read_array(path: Path) -> npt.NDArray[Any]:
    """Read a .npy file, or map it where it is large; raises ValueError where it is none.

    numpy's own reader takes the header for a Python expression, and Python 3.11 fails now and then
    when two threads parse expressions at once.
    """
    with path.open("rb") as stream:
        start = stream.read(10)
        header = stream.read(int.from_bytes(start[8:10], "little"))
        match = _HEADER.match(header)
        if start[:8] != _MAGIC or not match:
            raise ValueError(f"{path} is no array of a kind that is written here")
        shape = tuple(map(int, match[2].replace(b",", b" ").split()))
        dtype, offset = np.dtype(match[1].decode()), stream.tell()
        if path.stat().st_size <= _MAPPED:
            return np.fromfile(stream, dtype=dtype).reshape(shape)
    # A plain array over the mapping: numpy's memmap class makes every slice several times as slow.
    return np.asarray(np.memmap(path, dtype, "r", offset, shape))
