"""Making an index: documents -> passages -> the three views -> one published version on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from corpus import Document, GlossaryEntry, Passage, split

from .dense import build_dense, write_dense
from .embed import StaticEmbedder, bundled_embedder, load_embedder
from .errors import DuplicateDocument, NothingToIndex
from .late import build_late, write_late
from .lexical import build_lexical, write_lexical
from .phrases import build_phrases, write_phrases
from .protocols import Embedder
from .records import write_records
from .store import FORMAT, hash_files, new_version, publish
from .text import Segmenter, dictionary_path
from .types import DocumentRecord, IndexOptions, Manifest
from .windows import passage_windows


def build_index(
    documents: Sequence[Document],
    index_dir: Path,
    *,
    embedder: Embedder | None = None,
    glossary: Iterable[GlossaryEntry] = (),
    options: IndexOptions | None = None,
) -> Manifest:
    """Index documents and make the result the current index of `index_dir`.

    `embedder` defaults to the bundled model; the terms of the glossary are kept whole when text
    is cut into words. Raises NothingToIndex when there is no passage, DuplicateDocument,
    IndexNotWritable, ModelError.
    """
    _require_distinct(documents)
    embedder, options = embedder or load_embedder(), options or IndexOptions()
    late_embedder = embedder if isinstance(embedder, StaticEmbedder) else bundled_embedder()
    entries = tuple(glossary)
    passages = [passage for document in documents for passage in split(document, options.split)]
    if not passages:
        names = ", ".join(document.doc_id for document in documents) or "no document"
        raise NothingToIndex(f"nothing to index in {names}: give a file that holds paragraphs")
    with new_version(index_dir) as folder:
        write_records(folder, documents, passages=passages, glossary=entries)
        windows = _write_views(
            folder,
            passages,
            embedders=(embedder, late_embedder),
            glossary=entries,
            options=options,
        )
        manifest = Manifest(
            format=FORMAT,
            model=embedder.info,
            late_model_sha256=late_embedder.info.sha256,
            dictionary_sha256=_dictionary_sha256(),
            options=options,
            documents=_document_records(documents, passages),
            passages=len(passages),
            windows=windows,
            files=hash_files(folder),
        )
        publish(folder, manifest, index_dir=index_dir)
    return manifest


def _require_distinct(documents: Sequence[Document]) -> None:
    known: dict[str, Document] = {}
    for document in documents:
        if other := known.get(document.doc_id):
            places = " and ".join(each.source or repr(each.title) for each in (other, document))
            raise DuplicateDocument(
                f"{places} are both called {document.doc_id!r}; give one of them another id: "
                "load_document(path, doc_id=...)"
            )
        known[document.doc_id] = document


def _write_views(
    folder: Path,
    passages: Sequence[Passage],
    *,
    embedders: tuple[Embedder, StaticEmbedder],
    glossary: Sequence[GlossaryEntry],
    options: IndexOptions,
) -> int:
    texts = [passage.index_text() for passage in passages]
    terms = [entry.term for entry in glossary]
    segmenter = Segmenter.full(terms, kind=options.tokens).restricted_to([*texts, *terms])
    segmenter.write(folder)
    write_lexical(build_lexical(passages, segmenter=segmenter, options=options), folder)
    windows = passage_windows(passages, options.windows)
    dense = build_dense(passages, windows, embedder=embedders[0], weight=options.section_weight)
    write_dense(*dense, folder=folder)
    write_late(build_late(passages, embedders[1]), folder)
    write_phrases(build_phrases(glossary, passages, embedder=embedders[1]), folder)
    return len(windows)


def _document_records(
    documents: Sequence[Document], passages: Sequence[Passage]
) -> tuple[DocumentRecord, ...]:
    return tuple(
        DocumentRecord(
            doc_id=document.doc_id,
            title=document.title,
            issuer=document.issuer,
            as_of=document.as_of,
            sha256=document.sha256,
            source=document.source,
            passages=sum(passage.doc_id == document.doc_id for passage in passages),
        )
        for document in documents
    )


@cache
def _dictionary_sha256() -> str:
    return hashlib.sha256(dictionary_path().read_bytes()).hexdigest()
