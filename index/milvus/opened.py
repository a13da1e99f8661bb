"""An engine's index, open: the same documents, passages and views as one in files."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..embed import StaticEmbedder, load_embedder
from ..errors import IndexMismatch, IndexMissing
from ..holdings import Documents, Passages
from ..late import SEARCHED, LateView
from ..opened import Index, late_embedder_for
from ..phrases import PhraseView
from ..protocols import Embedder
from ..segment import Recipe
from ..text import Segmenter
from ..types import DocumentRecord, Manifest, MilvusOptions
from .connection import build_command, missing
from .engine import Engine, reach_milvus
from .records import EngineRecords, changed, listed_documents
from .statistics import Head, format_of, read_head, read_statistics
from .views import EngineDense, EngineLate, EngineLexical

FORMAT = 2
"""Raised whenever rows of an older index can no longer be read."""


def open_milvus(
    options: MilvusOptions, *, embedder: Embedder | None = None, device: str | None = None
) -> Index:
    """Open what was published last.

    `embedder` must be the model that the index was made with; None loads it by its name. Raises
    StoreUnavailable, IndexMissing, IndexMismatch, ModelError.
    """
    engine = reach_milvus(options)
    head = _published(engine, options)
    used = embedder or load_embedder(head.manifest.model.name, device=device)
    _require_same(engine, head.manifest, embedder=used)
    statistics = read_statistics(engine, head.statistics)
    if statistics is None:
        raise changed(engine)
    records = EngineRecords(engine)
    documents = Documents([records], [()])
    late_embedder = late_embedder_for(used)
    return Index(
        manifest=head.manifest,
        documents=documents,
        passages=Passages([records], documents),
        glossary=statistics.glossary,
        embedder=used,
        dense=EngineDense(engine, records, embedder=used),
        lexical=EngineLexical(
            engine,
            records,
            statistics=statistics,
            segmenter=statistics.words
            or Segmenter.full(
                (entry.term for entry in statistics.glossary), kind=head.manifest.options.tokens
            ),
        ),
        late=_late(records, statistics.held, embedder=late_embedder),
        phrases=PhraseView(late_embedder, statistics.phrases),
    )


def read_held(engine: Engine) -> tuple[Manifest | None, list[DocumentRecord]]:
    """What is loaded, published or not: None and nothing where that is nothing."""
    if not engine.exists():
        return None, []
    head = read_head(engine) if format_of(engine) in (None, FORMAT) else _head(engine)
    return (head.manifest, list(listed_documents(engine).values())) if head else (None, [])


def head_for(engine: Engine, recipe: Recipe) -> Head:
    """The head of an index that is to be added to; raises IndexMissing, IndexMismatch."""
    head = _head(engine)
    _require_same(engine, head.manifest, embedder=recipe.embedder)
    if head.manifest.options != recipe.options:
        raise _mismatch(engine, "made with other settings of [index]")
    return head


def _published(engine: Engine, options: MilvusOptions) -> Head:
    if not engine.exists():
        raise missing(options)
    head = _head(engine)
    if not head.statistics:
        raise IndexMissing(
            f"what is loaded at {engine.uri} is not published yet; once every worker is done: "
            f"{build_command(engine.uri, paths='')} --finalize"
        )
    return head


def _head(engine: Engine) -> Head:
    found = format_of(engine)
    if found not in (None, FORMAT):
        raise _mismatch(engine, f"of format {found}, this program reads format {FORMAT}")
    head = read_head(engine)
    if head is None:
        raise IndexMissing(
            f"nothing is loaded at {engine.uri} yet; load it: {build_command(engine.uri)}"
        )
    return head


def _late(records: EngineRecords, held: np.ndarray, *, embedder: StaticEmbedder) -> LateView:
    if records.passages > SEARCHED:
        return EngineLate(embedder, records, held=held)
    arrays = records.late(range(records.passages))
    return LateView(embedder, [replace(arrays, held=held)])


def _require_same(engine: Engine, manifest: Manifest, *, embedder: Embedder) -> None:
    made, used = manifest.model, embedder.info
    if made.sha256 != used.sha256:
        raise _mismatch(
            engine,
            f"made with the model {made.name!r} ({made.sha256[:12]}), but {used.name!r} "
            f"({used.sha256[:12]}) is in use",
        )
    late = late_embedder_for(embedder).info.sha256
    if manifest.late_model_sha256 != late:
        raise _mismatch(engine, f"made with another bundled model than {late[:12]}")


def _mismatch(engine: Engine, reason: str) -> IndexMismatch:
    return IndexMismatch(
        f"the index at {engine.uri} is {reason}; build it again under another name: "
        f"BAIPISHU_MILVUS__COLLECTION=NAME {build_command(engine.uri)}"
    )
