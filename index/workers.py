"""Making the parts of a large index in several processes, each a segment of its own.

Documents come as a stream and are handed on in portions of about two million characters; as many
portions are held as there are processes, and one more. A stream of a single portion, which most
libraries are, is made in this process. A finished part outlives a build that is interrupted.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Thread

from .embed import StaticEmbedder, load_embedder
from .records import Records
from .segment import Recipe, write_part
from .store import FORMAT, PARTIAL, sync_all
from .text import Segmenter, dictionary_sha256
from .types import Entry, IndexOptions
from .writing import parts_of

_PORTION = 2_000_000
_MOST_PROCESSES = 8

# The name of the model, words of the user's own, the options, whether documents are signed.
_Given = tuple[str, tuple[str, ...], IndexOptions, bool]

_recipes: list[Recipe] = []


@dataclass(frozen=True, slots=True)
class _Part:
    """Documents, the folder that they become, and whether its rows are packed."""

    entries: list[Entry]
    path: Path
    pack: bool


def write_parts(entries: Iterable[Entry], folder: Path, *, recipe: Recipe) -> list[Path]:
    """Write the documents as parts in order, those without a passage left out of the result.

    A part that an interrupted build has finished, of the same documents, is taken as it is.
    """
    portions = _portions(entries)
    first, second = next(portions, None), next(portions, None)
    if first is None:
        return []
    home = parts_of(folder)
    home.mkdir(exist_ok=True)
    if second is None:
        parts = _in_turn([_part_of(first, home, recipe=recipe, pack=False)], recipe)
    else:
        rest = chain((first, second), portions)
        named = (_part_of(each, home, recipe=recipe, pack=True) for each in rest)
        processes = build_processes()
        if processes == 1 or not isinstance(recipe.embedder, StaticEmbedder):
            parts = _in_turn(named, recipe)
        else:
            parts = _in_processes(named, recipe, processes=processes)
    return [part for part in parts if Records(part).passages]


def _in_turn(parts: Iterable[_Part], recipe: Recipe) -> Iterator[Path]:
    for part in parts:
        if not part.path.is_dir():
            _make(part, recipe)
        yield part.path


def _in_processes(parts: Iterable[_Part], recipe: Recipe, *, processes: int) -> Iterator[Path]:
    spawn = multiprocessing.get_context("spawn")
    given = (recipe.embedder.info.name, recipe.terms, recipe.options, recipe.signs)
    waiting: deque[tuple[Path, Future[None] | None]] = deque()
    others = multiprocessing.active_children()
    with ProcessPoolExecutor(processes, spawn, _prepare, (given,)) as pool:
        try:
            for part in parts:
                made = None if part.path.is_dir() else pool.submit(_write, part)
                waiting.append((part.path, made))
                if len(waiting) > processes:
                    yield _awaited(*waiting.popleft())
            while waiting:
                yield _awaited(*waiting.popleft())
        except BaseException:
            # Their parts are in nobody's interest any more, and may take long.
            for process in set(multiprocessing.active_children()).difference(others):
                process.terminate()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _awaited(path: Path, made: Future[None] | None) -> Path:
    if made is not None:
        made.result()
    return path


def _prepare(given: _Given) -> None:
    """Load in a new process what its parts are made with."""
    # Ctrl-C reaches every process of a terminal; the first of them decides what becomes of this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    model, terms, options, signs = given
    embedder = load_embedder(model)
    if not isinstance(embedder, StaticEmbedder):
        raise TypeError(f"{model} is no model for several processes")
    segmenter = Segmenter.full(terms, kind=options.tokens)
    _recipes[:] = [Recipe(embedder, embedder, segmenter, options, terms, signs)]


def _end_with_parent() -> None:
    """End this process once the one that started it has: killed, it can tell nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _write(part: _Part) -> None:
    _make(part, _recipes[0])


def _make(part: _Part, recipe: Recipe) -> None:
    """Write a part; it has its name once it is whole, on disk too."""
    written = part.path.with_name(f"{PARTIAL}{part.path.name}")
    shutil.rmtree(written, ignore_errors=True)
    written.mkdir()
    write_part(part.entries, written, recipe=recipe, pack=part.pack)
    sync_all(written)
    written.rename(part.path)


def _part_of(entries: list[Entry], home: Path, *, recipe: Recipe, pack: bool) -> _Part:
    """A part named after all that goes into it."""
    models = (recipe.embedder.info, recipe.late.info, dictionary_sha256())
    how = (FORMAT, *models, recipe.options, recipe.terms, recipe.signs, pack)
    made_of = repr((how, entries)).encode("utf-8", "surrogatepass")
    return _Part(entries, home / f"p-{hashlib.sha256(made_of).hexdigest()[:16]}", pack)


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
