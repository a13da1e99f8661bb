"""Named arrays as plain .npy files, mapped into memory when they are large."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

# A small file is read faster than it is mapped, and a mapped array is slower to cut.
_MAPPED = 1 << 20


def write_arrays(arrays: Mapping[str, npt.NDArray[Any]], folder: Path, *, prefix: str) -> None:
    """Write each array as `PREFIX-NAME.npy`."""
    for name, array in arrays.items():
        np.save(folder / f"{prefix}-{name}.npy", array, allow_pickle=False)


def read_arrays(names: Iterable[str], folder: Path, *, prefix: str) -> dict[str, npt.NDArray[Any]]:
    """Read what `write_arrays` wrote; large arrays stay on disk until they are used."""
    return {name: _read(folder / f"{prefix}-{name}.npy") for name in names}


def _read(path: Path) -> npt.NDArray[Any]:
    mapped = path.stat().st_size > _MAPPED
    # A plain array over the mapping: numpy's memmap class makes every slice several times as slow.
    return np.asarray(np.load(path, mmap_mode="r" if mapped else None, allow_pickle=False))
