"""`baipishu build`: which documents go into an index, and making it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus import Document, load_document, source_files
from index import IndexMissing, Manifest, build_index, load_embedder, read_contents
from rag import Settings, glossary_of

from .errors import NothingToBuild


def build(
    paths: Sequence[Path],
    index_dir: Path,
    *,
    settings: Settings,
    model: str | None = None,
    prune: bool = False,
) -> Manifest:
    """Add the files of `paths` to an index, read again those it already holds, and publish it.

    A recorded file that is gone stays as it was indexed, or is dropped with `prune`. The index
    keeps its model unless `model` or the settings name another.
    """
    try:
        manifest, held = read_contents(index_dir)
        recorded_model = manifest.model.name
    except IndexMissing:
        held, recorded_model = (), settings.model
    # An index may lie in a folder that it is made of; its own copies of the texts are no sources.
    added = [file for file in source_files(paths) if not file.is_relative_to(index_dir.resolve())]
    documents = _with_distinct_ids(_documents(held, added, prune=prune))
    if not documents:
        raise NothingToBuild(
            f"nothing to put into {index_dir}; name a file: baipishu build FILE --index {index_dir}"
        )
    chosen = recorded_model if settings.model == Settings().model else settings.model
    return build_index(
        documents,
        index_dir,
        embedder=load_embedder(model or chosen, device=settings.device),
        glossary=glossary_of(settings),
        options=settings.index,
    )


def _documents(held: Sequence[Document], added: Sequence[Path], *, prune: bool) -> list[Document]:
    """Those held first, in their order, so that ids go to the same documents every time."""
    documents = []
    for document in held:
        if Path(document.source).is_file():
            documents.append(load_document(document.source))
        elif not (prune and document.source):
            documents.append(document)
    recorded = {document.source for document in held}
    return documents + [load_document(path) for path in added if str(path) not in recorded]


def _with_distinct_ids(documents: list[Document]) -> list[Document]:
    """Two files of one name get ids that end in a digest of their paths; the first keeps its id."""
    taken: set[str] = set()
    distinct = []
    for document in documents:
        if document.doc_id in taken:
            document = replace(document, doc_id=f"{document.doc_id}-{_digest(document)}")
        taken.add(document.doc_id)
        distinct.append(document)
    return distinct


def _digest(document: Document) -> str:
    return hashlib.sha256(document.source.encode()).hexdigest()[:6]
