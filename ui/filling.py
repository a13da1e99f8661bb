"""`baipishu build --store milvus`: filling an engine from one or many workers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus import CorpusError, Document, Skipped, Source, load_document, walk
from index import load_entries, publish_entries, reach_milvus, read_held
from rag import Settings

from .building import Sources, Tick, Wanted, making_of
from .errors import NothingToBuild
from .types import BuildReport

# A new index measures on the first of its files; no more are opened for that.
_FIRST = 200


def fill(
    wanted: Wanted, *, settings: Settings, tick: Tick = lambda done, total: None
) -> BuildReport:
    """Bring an engine up to date with files, as `build` does an index; publish if no shard.

    Workers with a shard each read files of their own and load side by side.
    """
    engine = reach_milvus(settings.milvus, making=True)
    manifest, held = read_held(engine)
    if not wanted.paths and not held:
        raise NothingToBuild(
            f"nothing to put into {engine.uri}; name a file: "
            f"baipishu build FILE --store milvus --milvus-uri {engine.uri}"
        )
    recorded = manifest.model.name if manifest else settings.model
    making = making_of(wanted, settings, recorded=recorded)
    sources = Sources(held, prune=wanted.prune)
    if wanted.paths or not wanted.finalize or manifest is None:
        found = list(walk([*sources.recorded(), *wanted.paths]))
        manifest = load_entries(
            engine,
            sources.entries([one for one in found if _is_mine(one.path, wanted)], tick=tick),
            making=making,
            removed=sources.removed,
            first=lambda: _first_documents(found),
        )
    if wanted.shard is None:
        manifest = publish_entries(engine, making=making)
    return sources.report(manifest)


def _is_mine(path: Path, wanted: Wanted) -> bool:
    """Whether a file is in the shard; by its path, so that new files move no other."""
    if wanted.shard is None:
        return True
    number, count = wanted.shard
    return zlib.crc32(str(path).encode("utf-8", "surrogateescape")) % count == number - 1


def _first_documents(found: list[Source | Skipped]) -> Iterator[Document]:
    for one in islice((one for one in found if isinstance(one, Source)), _FIRST):
        try:
            yield load_document(one)
        except CorpusError:
            # The worker whose file it is will say so.
            continue
