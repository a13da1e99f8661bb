"""Making the parts of a large index in several processes, each a segment of its own.

Documents come as a stream and are handed on in portions of about two million characters; as many
portions are held as there are processes, and one more. A stream of a single portion, which most
libraries are, is made in this process.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from .embed import StaticEmbedder, load_embedder
from .segment import Recipe, write_part
from .text import Segmenter
from .types import Entry, IndexOptions

_PORTION = 2_000_000
_MOST_PROCESSES = 8

# The name of the model, words of the user's own, the options, whether documents are signed.
_Given = tuple[str, tuple[str, ...], IndexOptions, bool]

_recipes: list[Recipe] = []


def write_parts(entries: Iterable[Entry], folder: Path, *, recipe: Recipe) -> list[Path]:
    """Write the documents as parts in order, those without a passage left out of the result."""
    portions = _portions(entries)
    first = next(portions, None)
    if first is None:
        return []
    second = next(portions, None)
    if second is None:
        return _with_passages(
            [(_part(folder, 0), write_part(first, _part(folder, 0), recipe=recipe))]
        )
    rest = chain((first, second), portions)
    processes = build_processes()
    if processes == 1 or not isinstance(recipe.embedder, StaticEmbedder):
        written = (
            (_part(folder, n), write_part(some, _part(folder, n), recipe=recipe, pack=True))
            for n, some in enumerate(rest)
        )
        return _with_passages(written)
    return _with_passages(_in_processes(rest, folder, recipe=recipe, processes=processes))


def _in_processes(
    portions: Iterable[list[Entry]], folder: Path, *, recipe: Recipe, processes: int
) -> Iterator[tuple[Path, int]]:
    spawn = multiprocessing.get_context("spawn")
    name = recipe.embedder.info.name
    given = (name, recipe.terms, recipe.options, recipe.signs)
    waiting: deque[tuple[Path, Future[int]]] = deque()
    with ProcessPoolExecutor(processes, spawn, _prepare, (given,)) as pool:
        try:
            for number, portion in enumerate(portions):
                part = _part(folder, number)
                waiting.append((part, pool.submit(_write, portion, part)))
                if len(waiting) > processes:
                    path, made = waiting.popleft()
                    yield path, made.result()
            while waiting:
                path, made = waiting.popleft()
                yield path, made.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _prepare(given: _Given) -> None:
    """Load in a new process what its parts are made with."""
    model, terms, options, signs = given
    embedder = load_embedder(model)
    if not isinstance(embedder, StaticEmbedder):
        raise TypeError(f"{model} is no model for several processes")
    segmenter = Segmenter.full(terms, kind=options.tokens)
    _recipes[:] = [Recipe(embedder, embedder, segmenter, options, terms, signs)]


def _write(entries: list[Entry], part: Path) -> int:
    return write_part(entries, part, recipe=_recipes[0], pack=True)


def _part(folder: Path, number: int) -> Path:
    path = folder / f"p-{number:04}"
    path.mkdir(exist_ok=True)
    return path


def _with_passages(written: Iterable[tuple[Path, int]]) -> list[Path]:
    return [path for path, passages in written if passages]


def _portions(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    portion: list[Entry] = []
    characters = 0
    for entry in entries:
        portion.append(entry)
        characters += len(entry.document.text)
        if characters >= _PORTION:
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion


def build_processes() -> int:
    """How many processes a build takes at most."""
    return min(_processors(), _MOST_PROCESSES)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
