"""A difference between a claim and its source, and what it makes of the claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What two texts differ in; the last three do not contradict."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    DIRECTION = "direction"
    NEGATION = "negation"
    JOINED = "joined"
    WORDS = "words"
    ADDED = "added"


CONTRADICTS = frozenset({Kind.FIGURE, Kind.DATE, Kind.NAME, Kind.DIRECTION, Kind.NEGATION})
"""The kinds that make a claim false rather than unproven."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The words of the claim and those of the source, each as written, or ""."""

    kind: Kind
    claim: str
    source: str = ""

    @property
    def contradicts(self) -> bool:
        """Whether the source says something else, not just nothing."""
        return self.kind in CONTRADICTS and bool(self.source)
