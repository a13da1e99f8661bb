"""How often an address may guess: five wrong credentials a minute."""

from __future__ import annotations

from collections import OrderedDict, deque
from time import monotonic

_GUESSES = 5
_SECONDS = 60.0
# Addresses remembered; of more than that the one that guessed least recently is forgotten.
_ADDRESSES = 10_000


class Guesses:
    """The moments of the last wrong guesses of each address; for one thread."""

    def __init__(self) -> None:
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until this address may guess again; 0 where it may now."""
        wrong = self._wrong.get(address)
        if wrong is None or len(wrong) < _GUESSES:
            return 0.0
        return max(0.0, wrong[0] + _SECONDS - monotonic())

    def count(self, address: str) -> None:
        """Remember a wrong guess."""
        self._wrong.setdefault(address, deque(maxlen=_GUESSES)).append(monotonic())
        self._wrong.move_to_end(address)
        if len(self._wrong) > _ADDRESSES:
            self._wrong.popitem(last=False)
