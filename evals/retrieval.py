"""Public retrieval sets, searched as a user's own documents are: one passage per corpus entry."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import get_args

from corpus import Document, Section
from index import build_index, load_embedder, open_index
from rag import Assistant, Hit, Mode, QuestionError, Settings, glossary_of

from .errors import BeirError
from .ranking import DEPTH, ranking_measures
from .runner import Tick
from .types import Entry, RetrievalScores, RetrievalSet

_DOC_ID = "beir"
# Views in which a score of 0 says that nothing is shared: such a passage was not found.
_SHARING_VIEWS = ("lexical", "late")


def evaluate_beir(
    beir: RetrievalSet,
    *,
    settings: Settings,
    modes: Sequence[Mode] = get_args(Mode),
    tick: Tick = lambda: None,
) -> RetrievalScores:
    """Index the corpus in a temporary folder and rank it for every judged query in every mode.

    `tick` is called after each query. A query that finds nothing, or that search refuses, scores 0.
    """
    began = perf_counter()
    with TemporaryDirectory() as folder:
        assistant = _indexed(beir, settings, folder=Path(folder))
    built = perf_counter()
    ids = entry_ids(beir)
    rankings: dict[Mode, list[list[str]]] = {mode: [] for mode in modes}
    for query in beir.qrels:
        hits = _pool(assistant, beir.queries[query])
        for mode in modes:
            rankings[mode].append([ids[id] for id in ranked(hits, mode)])
        tick()
    searched = perf_counter()
    measures = {
        str(mode): ranking_measures(found, list(beir.qrels.values()))
        for mode, found in rankings.items()
    }
    return RetrievalScores(beir.name, measures, built - began, searched - built)


def corpus_document(beir: RetrievalSet) -> Document:
    """A corpus as one document with a section for each entry, headed by its title.

    Built rather than parsed, so that nothing in an entry is taken for a heading; white space,
    line ends too, becomes single spaces, so that each section is one line: one passage. An entry
    without text is its title; one without either has no passage and cannot be found.
    """
    text, sections = "", []
    for ordinal, entry in enumerate(beir.documents, 1):
        title, body = _cleaned(entry)
        heading = f"{title}\n" if title else ""
        start, text = len(text), f"{text}{heading}{body}\n"
        path = (title,) if title else ()
        sections.append(Section(ordinal, path, start, start + len(heading), len(text)))
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Document(_DOC_ID, beir.name, "", "", text, tuple(sections), digest)


def entry_ids(beir: RetrievalSet) -> dict[str, str]:
    """Passage id -> id of the corpus entry that it holds."""
    return {f"{_DOC_ID}:{n}.1": entry.id for n, entry in enumerate(beir.documents, 1)}


def ranked(hits: Sequence[Hit], mode: Mode) -> list[str]:
    """The passage ids that a search in this mode ranks first, from the hits of a hybrid one."""
    if mode == "hybrid":
        return [hit.passage_id for hit in hits[:DEPTH]]
    scores = {hit.passage_id: float(getattr(hit.parts, mode)) for hit in hits}
    found = (id for id in scores if scores[id] > 0 or mode not in _SHARING_VIEWS)
    return sorted(found, key=lambda id: (-scores[id], id))[:DEPTH]


def _cleaned(entry: Entry) -> tuple[str, str]:
    title, text = (" ".join(part.split()) for part in (entry.title, entry.text))
    return (title, text) if text else ("", title)


def _indexed(beir: RetrievalSet, settings: Settings, *, folder: Path) -> Assistant:
    document = corpus_document(beir)
    if not document.text.strip():
        raise BeirError(f"{beir.name}: every entry of corpus.jsonl is blank; give them text")
    # Longer than any entry, so that none is parted.
    split = replace(settings.index.split, max_chars=len(document.text))
    embedder = load_embedder(settings.model, device=settings.device)
    build_index(
        [document],
        folder,
        embedder=embedder,
        glossary=glossary_of(settings),
        options=replace(settings.index, split=split),
    )
    return Assistant(open_index(folder, embedder=embedder), settings)


def _pool(assistant: Assistant, query: str) -> tuple[Hit, ...]:
    """The best of every view: one search serves all modes, for a hit keeps its score in each."""
    try:
        return assistant.search(query, top_k=len(assistant.index.passages))
    except QuestionError:
        return ()
