"""How good a model is on public retrieval sets in BEIR form: pooled, windows, late interaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus import Passage, PassageKind, Section

from ..dense import DenseView, embed_windows, segment_of
from ..embed import StaticEmbedder
from ..errors import TrainingDataError
from ..late import LateView, build_late
from ..protocols import Searcher
from ..rows import exact_rows
from ..types import WindowKind
from ..windows import passage_windows

_CUTS = (1, 10)


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Passages, questions, and the number of the passage that answers each question."""

    name: str
    passages: tuple[Passage, ...]
    questions: tuple[str, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the questions whose passage comes first and among the first ten, by view."""

    name: str
    passages: int
    questions: int
    recall: dict[str, tuple[float, ...]]


def read_public_set(folder: Path) -> PublicSet:
    """Read corpus.jsonl, queries.jsonl and qrels/test.tsv; raises TrainingDataError."""
    try:
        rows = list(_lines(folder / "corpus.jsonl"))
        questions = {row["_id"]: row["text"] for row in _lines(folder / "queries.jsonl")}
        judged = (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]
        right = dict(line.split("\t")[:2] for line in judged)
        if not right:
            raise ValueError("no question is judged")
        number = {row["_id"]: i for i, row in enumerate(rows)}
        texts = [f"{row.get('title') or ''} {row['text']}".strip() for row in rows]
        return PublicSet(
            name=folder.name,
            passages=tuple(_passage(i, text) for i, text in enumerate(texts)),
            questions=tuple(questions[id] for id in right),
            right=tuple(number[id] for id in right.values()),
        )
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise TrainingDataError(
            f"{folder} is no retrieval set in BEIR form ({error!r}); it has to hold corpus.jsonl, "
            "queries.jsonl and qrels/test.tsv"
        ) from error


def figures(embedder: StaticEmbedder, public: PublicSet) -> Figures:
    """Recall at 1 and 10 of the three ways to score a passage."""
    late = LateView(embedder, [build_late(public.passages, embedder)])
    views: dict[str, Searcher] = {
        "pooled": _dense(embedder, public, kinds=(WindowKind.PASSAGE,)),
        "windows": _dense(embedder, public, kinds=tuple(WindowKind)),
        "late": late,
    }
    recall = {name: _recall(view, public) for name, view in views.items()}
    return Figures(public.name, len(public.passages), len(public.questions), recall)


def figures_table(found: Sequence[Figures]) -> str:
    """The figures as a Markdown table; empty without a set."""
    if not found:
        return ""
    views = list(found[0].recall)
    columns = [f"{view} R@{cut}" for view in views for cut in _CUTS]
    lines = [f"| set | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for one in found:
        cells = [f"{value:.3f}" for view in views for value in one.recall[view]]
        size = f"{one.name} ({one.questions:,} questions, {one.passages:,} passages)"
        lines.append(f"| {size} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _dense(
    embedder: StaticEmbedder, public: PublicSet, *, kinds: tuple[WindowKind, ...]
) -> DenseView:
    windows = passage_windows(public.passages, kinds)
    vectors, table = embed_windows(public.passages, windows, embedder=embedder, weight=0)
    return DenseView([segment_of(exact_rows(vectors), table)], embedder=embedder)


def _recall(view: Searcher, public: PublicSet) -> tuple[float, ...]:
    ranks, every = [], np.arange(len(public.passages))
    for question, right in zip(public.questions, public.right, strict=True):
        scores = view.scan(question).of(every)
        ranks.append(int((scores > scores[right]).sum()))
    return tuple(float(np.mean(np.array(ranks) < cut)) for cut in _CUTS)


def _passage(number: int, text: str) -> Passage:
    section = Section(0, (), 0, 0, len(text))
    return Passage(str(number), "public", section, number, PassageKind.TEXT, 0, len(text), text)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)
