"""Counting all that is loaded, for the statistics that are published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np

from ..build import Making
from ..phrases import build_phrases
from ..segment import OWN_WORDS, Recipe
from ..text import fold, named
from .engine import Engine, Row
from .rows import is_term
from .statistics import Statistics, Tally


class Counted:
    """What is counted over all passages."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.terms, self.held = Tally(), Tally()
        self.titles: set[str] = set()
        self.found: set[str] = set()
        self.texts: list[str] = []
        self.passages = self.windows = 0


def count(engine: Engine, listed: Collection[int], *, making: Making) -> Counted:
    """Count the passages of the documents that are listed, and remove all others."""
    counted = Counted()
    terms = [entry.term for entry in making.glossary]
    orphans: set[int] = set()
    for block in engine.scan("passages", fields=["document", "folded", "body", "terms"]):
        orphans.update(row["document"] for row in block if row["document"] not in listed)
        _count(counted, [row for row in block if row["document"] in listed], terms=terms)
    for block in engine.scan("windows", fields=["document"]):
        orphans.update(row["document"] for row in block if row["document"] not in listed)
        counted.windows += sum(row["document"] in listed for row in block)
    for number in sorted(orphans):
        engine.remove(number)
    return counted


def _count(counted: Counted, rows: Sequence[Row], *, terms: Sequence[str]) -> None:
    counted.passages += len(rows)
    counted.terms.add(filter(is_term, row["terms"]) for row in rows)
    counted.held.add(chain.from_iterable(row["body"]["late"]) for row in rows)
    for row in rows:
        folded = row["folded"]
        counted.titles.update(named(folded))
        counted.found.update(
            term for term in terms if term not in counted.found and fold(term) in folded
        )
        if counted.passages <= OWN_WORDS:
            counted.texts.append(folded)


def statistics_of(counted: Counted, recipe: Recipe, *, making: Making) -> Statistics:
    """What is published of what was counted."""
    numbers, df = counted.terms.counted()
    small = counted.passages <= OWN_WORDS
    words = recipe.segmenter.restricted_to([*counted.texts, *recipe.terms]) if small else None
    return Statistics(
        terms=numbers.astype(np.uint32),
        df=df,
        held=np.stack(counted.held.counted()).astype(np.int32),
        phrases=build_phrases(making.glossary, counted.found.__contains__, embedder=recipe.late),
        glossary=tuple(making.glossary),
        titles=tuple(sorted(counted.titles)),
        words=words,
    )
