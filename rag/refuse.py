"""Refusing: saying plainly that the report does not answer, not quoting what is merely near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .types import Quote


@dataclass(frozen=True, slots=True)
class RefusalOptions:
    """How strong the best quote must be, on the scale of `Quote.score`.

    Below `refuse` there is no answer; below `weak` the answer says that its evidence is weak: on
    the dev questions one quote in ten held there, and two in three above. `constraints` says
    whether a place or a year of the question that the evidence does not meet refuses, too.
    """

    refuse: float = 0.10
    weak: float = 0.17
    constraints: bool = True


class Support(StrEnum):
    """What the best quote can carry."""

    ENOUGH = "enough"
    WEAK = "weak"
    NONE = "none"


def support(quotes: Sequence[Quote], options: RefusalOptions) -> Support:
    """Whether the best quote is evidence, weak evidence or none."""
    if not quotes or quotes[0].score < options.refuse:
        return Support.NONE
    return Support.WEAK if quotes[0].score < options.weak else Support.ENOUGH
