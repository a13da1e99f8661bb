"""The floor: every passage vector against the question's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class System:
    """A matrix."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        self._ids, self._vectors = ids, vectors

    def search(self, question: str, vector: Vectors) -> list[str]:
        """Ids, best first."""
        return [self._ids[row] for row in (-(self._vectors @ vector)).argsort(kind="stable")[:10]]
