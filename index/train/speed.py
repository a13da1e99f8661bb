"""How fast a model loads and embeds on this machine."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from ..protocols import Embedder

# About as long as questions and headings are; distinct, so that nothing is cached.
_SHORT = "第{}件行政复议案件审结了没有"
_TEXTS = 20_000
_TRIES = 3


def speed_line(load: Callable[[], Embedder]) -> str:
    """The best of three tries of loading a model and of embedding short texts, as a line."""
    texts = [_SHORT.format(number) for number in range(_TEXTS)]
    loaded = min(_seconds(load) for _ in range(_TRIES))
    embedder = load()
    embedded = min(_seconds(lambda: embedder.embed(texts)) for _ in range(_TRIES))
    return f"loaded in {1000 * loaded:.0f} ms; {_TEXTS / embedded:,.0f} short texts a second"


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
