"""The table of token vectors: rows as stored, read as float32."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .types import Vectors

_PLAIN = "embedding.weight"


@dataclass(frozen=True, slots=True)
class TokenTable:
    """One row a token, in bytes or floats; `weights`, where given, multiply the rows.

    Bytes with a weight a row take a quarter of the space of float32 and cost nothing that can be
    measured, so a table may have twice the dimensions of one in float16. They stay bytes in
    memory, and only the rows of a text become floats.
    """

    values: npt.NDArray[Any]
    weights: npt.NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.values)

    @property
    def dimension(self) -> int:
        """How long a row is."""
        return int(self.values.shape[1])

    def rows(self, numbers: Sequence[int] | npt.NDArray[np.integer]) -> Vectors:
        """The rows of these numbers as float32, shape (len(numbers), dimension)."""
        taken: Vectors = self.values[numbers].astype(np.float32)
        if self.weights is not None:
            taken *= self.weights[numbers][:, None]
        return taken


def table_of(tensors: dict[str, npt.NDArray[Any]]) -> TokenTable:
    """The table of a model file, as sentence-transformers or model2vec lays it out.

    In model2vec's layout, which sentence-transformers reads too, tokens may share rows and have
    weights. Raises LookupError or ValueError where there is neither or the parts disagree.
    """
    if _PLAIN in tensors:
        values, weights = tensors[_PLAIN], None
    else:
        values, weights = tensors["embeddings"], tensors.get("weights")
        values = values[tensors["mapping"]] if "mapping" in tensors else values
    if values.ndim != 2 or (weights is not None and weights.shape != values.shape[:1]):
        raise ValueError(f"rows {values.shape}, weights {getattr(weights, 'shape', None)}")
    return TokenTable(values, None if weights is None else weights.astype(np.float32))
