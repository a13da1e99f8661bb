"""The index that is used when none is named: the shipped report's, made on first use.

It lies in the user's cache folder under a key of format, model, options and text, so a change of
any of them makes a new one; it never takes other documents.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

from corpus import (
    GlossaryEntry,
    load_glossary,
    shipped_glossary,
    shipped_report,
    shipped_sha256,
)
from index import (
    FORMAT,
    Embedder,
    Index,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    build_index,
    load_embedder,
    open_index,
)

from .settings import Settings

_LOG = logging.getLogger(__name__)

Report = Callable[[str], None]


def open_shipped(settings: Settings, report: Report) -> Index:
    """Open the shipped report's index, making it where it is missing, damaged or out of date.

    `report` receives one line when an index is made. Raises IndexNotWritable, ModelError.
    """
    embedder = load_embedder(settings.model, device=settings.device)
    folder = settings.cache_folder / f"shipped-{_key(embedder, settings)}"
    try:
        return open_index(folder, embedder=embedder)
    except IndexMissing:
        report("making the index of the shipped report (once) …")
    except (IndexDamaged, IndexMismatch) as error:
        _LOG.debug("%s", error)
        report(f"the index of the shipped report in {folder} is damaged; making it anew …")
    build_index(
        [shipped_report()],
        folder,
        embedder=embedder,
        glossary=glossary_of(settings),
        options=settings.index,
    )
    return open_index(folder, embedder=embedder)


def glossary_of(settings: Settings) -> tuple[GlossaryEntry, ...]:
    """The glossary that the settings name, or the shipped one."""
    if not settings.glossary:
        return shipped_glossary()
    return load_glossary(Path(settings.glossary).expanduser())


def _key(embedder: Embedder, settings: Settings) -> str:
    parts = (FORMAT, embedder.info.sha256, shipped_sha256(), glossary_of(settings), settings.index)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
