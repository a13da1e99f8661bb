"""Hybrid retrieval: three views of every passage, fused into one ranking.

Whether a passage can hold the figure, date or title asked for counts as a fourth: none of the
others sees that 多少件 is answered by a figure counted in 件.

The figures behind the defaults: `baipishu eval matrix evals/ablation.toml`, on the dev questions.
The weight of the kind is about what a listwise softmax gave it on passages that the model was not
trained on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from typing import Literal

import numpy as np

from index import Index, Scores

from .asked import asked_for, has_form
from .fuse import reciprocal_ranks, sight, standardised_sum
from .nearest import akin, nearest_terms
from .types import Hit, Parts, Question
from .units import unit_of
from .views import Ranks, Shares, Viewed, Views, places
from .widen import Widener

Mode = Literal["hybrid", "dense", "lexical", "late"]

_VIEWS = ("dense", "lexical", "late")


@dataclass(frozen=True, slots=True)
class RetrievalOptions:
    """Weights of the views and how they are fused.

    `lexical` is the weight of a lexical view that sees enough of the question; one that sees less
    counts less (see `sight`). `kind` is the weight of holding what is asked for, and counts where
    the kind can be told by its form. `pool` is how many of each view's best are compared.
    `widening` scales what a glossary term adds to the lexical view, beside the question's own
    words; 0 leaves the glossary out of every view.
    """

    dense: float = 1.0
    lexical: float = 1.0
    late: float = 1.0
    kind: float = 1.0
    fusion: Literal["sum", "rrf"] = "sum"
    pool: int = 100
    widening: float = 0.5


class Retriever:
    """Ranks the passages of an index for a question."""

    def __init__(self, index: Index, options: RetrievalOptions) -> None:
        """Take an open index; the glossary in it widens queries unless `widening` is 0."""
        self._index = index
        self._options = options
        self._widener = Widener(index.glossary if options.widening else ())

    def hits(
        self,
        query: str,
        top_k: int,
        *,
        mode: Mode = "hybrid",
        doc_ids: Collection[str] | None = None,
    ) -> tuple[Hit, ...]:
        """The best passages, ranked by (-score, passage_id); `doc_ids` limits the documents."""
        scope = self._scope(doc_ids)
        if not len(scope):
            return ()
        views = self._views(query)
        pool = self._pool(views, scope)
        pooled = {name: scores[pool] for name, scores in views.items()}
        scores = self._fused(query, pooled, pool=pool) if mode == "hybrid" else pooled[mode]
        ids = self._ids(pool)
        order = sorted(range(len(pool)), key=lambda i: (-float(scores[i]), ids[i]))
        return tuple(
            self._hit(rank, int(pool[i]), score=float(scores[i]), views=views)
            for rank, i in enumerate(order[:top_k], 1)
        )

    def merged(
        self, queries: Sequence[str], top_k: int, *, doc_ids: Collection[str] | None = None
    ) -> tuple[Hit, ...]:
        """The best passages of several queries, in turn by rank, so that each has its own there.

        A passage counts where it comes first; its score is at most that of the one before it.
        """
        if len(queries) == 1:
            return self.hits(queries[0], top_k, doc_ids=doc_ids)
        rankings = [self.hits(query, top_k, doc_ids=doc_ids) for query in queries]
        turns = (hit for turn in zip_longest(*rankings) for hit in turn if hit is not None)
        first: dict[str, Hit] = {}
        for hit in turns:
            first.setdefault(hit.passage_id, hit)
        scores = accumulate((hit.score for hit in first.values()), min)
        ranked = enumerate(zip(first.values(), scores, strict=True), 1)
        return tuple(replace(hit, rank=rank, score=score) for rank, (hit, score) in ranked)[:top_k]

    def views(self, question: Question, *, doc_ids: Collection[str] | None = None) -> Views:
        """What `hits` compares for the whole question, view by view, in the order of `hits`."""
        query, scope = question.searched, self._scope(doc_ids)
        views = self._views(query)
        pool = self._pool(views, scope)
        pooled = {name: scores[pool] for name, scores in views.items()}
        rows = self._viewed(query, views, pool=pool) if len(pool) else ()
        options = self._options
        return Views(
            typed=question.text,
            query=query,
            terms=self._terms(query),
            parts=question.parts,
            weights=Shares(options.dense, options.lexical, options.late, options.kind),
            sight=self._sight(query, pooled["lexical"]) if len(pool) else 0.0,
            rows=rows,
        )

    def _viewed(
        self, query: str, views: dict[str, Scores], *, pool: np.ndarray
    ) -> tuple[Viewed, ...]:
        pooled = {name: scores[pool] for name, scores in views.items()}
        ids = self._ids(pool)
        fused = self._fused(query, pooled, pool=pool)
        ranks = zip(*(places(pooled[name], ids) for name in _VIEWS), strict=True)
        shown = {**pooled, "kind": self._kind(query, pool)}
        shares = zip(*(self._fuse({name: shown[name]}, {name: 1.0}) for name in shown), strict=True)
        each = list(zip(places(fused, ids), pool, fused, ranks, shares, strict=True))
        return tuple(
            Viewed(
                self._hit(rank, int(number), score=float(score), views=views),
                Ranks(*in_views),
                Shares(*map(float, added)),
            )
            for rank, number, score, in_views, added in sorted(each, key=lambda row: row[0])
        )

    def _ids(self, pool: np.ndarray) -> list[str]:
        return [self._index.passages[i].passage_id for i in pool]

    def _views(self, query: str) -> dict[str, Scores]:
        """Each view of the query; the glossary's terms widen those that go by words.

        The dense view knows the words' meaning itself, and a term that the question does not mean
        would pull its one vector away; late interaction takes such terms only as are akin to it.
        """
        terms = self._terms(query)
        lexical = self._index.lexical.score(query)
        if terms:
            lexical = lexical + self._options.widening * self._index.lexical.score(" ".join(terms))
        widened = " ".join((query, *akin(self._index, query, terms=terms)))
        return {
            "dense": self._index.dense.score(query),
            "lexical": lexical,
            "late": self._index.late.score(widened),
        }

    def _terms(self, query: str) -> tuple[str, ...]:
        """The glossary terms that a query means, by its words and by their likeness."""
        if not self._options.widening:
            return ()
        meant = self._widener.terms(query)
        return (*meant, *nearest_terms(self._index, query, known=meant))

    def _fused(self, query: str, views: dict[str, Scores], *, pool: np.ndarray) -> Scores:
        options = self._options
        weights = {
            "dense": options.dense,
            "lexical": options.lexical * self._sight(query, views["lexical"]),
            "late": options.late,
            "kind": options.kind,
        }
        return self._fuse({**views, "kind": self._kind(query, pool)}, weights)

    def _fuse(self, views: dict[str, Scores], weights: dict[str, float]) -> Scores:
        by_sum = self._options.fusion == "sum"
        return (standardised_sum if by_sum else reciprocal_ranks)(views, weights)

    def _sight(self, query: str, lexical: Scores) -> float:
        tokens = sorted(set(self._index.lexical.segmenter.tokens(query)))
        return sight(float(lexical.max()), float(self._index.lexical.idf(tokens).sum()))

    def _kind(self, query: str, pool: np.ndarray) -> Scores:
        """Whether each passage can hold the figure, date or title asked for."""
        asked, unit = asked_for(query), unit_of(query)
        texts = (self._index.passages[i].text for i in pool)
        return np.array([has_form(asked, text, unit=unit) for text in texts], dtype=np.float32)

    def _scope(self, doc_ids: Collection[str] | None) -> np.ndarray:
        passages = self._index.passages
        if doc_ids is None:
            return np.arange(len(passages))
        return np.array([i for i, p in enumerate(passages) if p.doc_id in doc_ids], dtype=int)

    def _pool(self, views: dict[str, Scores], scope: np.ndarray) -> np.ndarray:
        """The best of each view within the scope, in the order of the index."""
        best = [
            scope[np.argsort(-scores[scope], kind="stable")[: self._options.pool]]
            for scores in views.values()
        ]
        return np.unique(np.concatenate(best))

    def _hit(self, rank: int, number: int, *, score: float, views: dict[str, Scores]) -> Hit:
        passage = self._index.passages[number]
        return Hit(
            rank=rank,
            passage_id=passage.passage_id,
            doc_id=passage.doc_id,
            start=passage.start,
            end=passage.end,
            score=score,
            parts=Parts(**{name: float(views[name][number]) for name in _VIEWS}),
            text=passage.text,
            section=passage.section.path,
            page=passage.section.page,
            page_exact=passage.section.page_exact,
            paragraph=passage.paragraph,
        )
