"""Where training starts: random directions, and lengths that grow with a token's rarity."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .ragged import Ragged

_SHORTEST, _LONGEST = 0.15, 1.2


def first_table(texts: Ragged, size: int, *, dimension: int, seed: int) -> Tensor:
    """A table of shape (size, dimension); a token of median rarity has a length of about 1."""
    counts = np.bincount(texts.ids, minlength=size)
    rarity = np.log((counts.sum() + size) / (counts + 1))
    lengths = np.clip(rarity / np.median(rarity), _SHORTEST, _LONGEST).astype(np.float32)
    generator = torch.Generator().manual_seed(seed)
    directions = torch.randn(size, dimension, generator=generator) / dimension**0.5
    return directions * torch.from_numpy(lengths)[:, None]
