"""Refusing: saying plainly that the report does not answer, not quoting what is merely near."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .extract import Strength


@dataclass(frozen=True, slots=True)
class RefusalOptions:
    """How strong the best sentence must be; the strength is a weighted sum of its three views.

    Below `refuse` there is no answer; below `weak` the answer says that its evidence is weak. On
    the dev questions one quote in ten held below 0.42, and two in three above.
    """

    dense: float = 1.0
    lexical: float = 0.5
    late: float = 1.0
    refuse: float = 0.25
    weak: float = 0.42


class Support(StrEnum):
    """What the best sentence can carry."""

    ENOUGH = "enough"
    WEAK = "weak"
    NONE = "none"


def support(strength: Strength, options: RefusalOptions) -> Support:
    """Whether the best sentence is evidence, weak evidence or none."""
    total = (
        options.dense * strength.dense
        + options.lexical * strength.lexical
        + options.late * strength.late
    )
    if total < options.refuse:
        return Support.NONE
    return Support.WEAK if total < options.weak else Support.ENOUGH
