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

from corpus import Passage
from index import Index, Mask, Numbers, Scan, Scores

from .asked import asked_for, has_form
from .fuse import reciprocal_ranks, sight, standardised_sum
from .nearest import akin, nearest_terms
from .types import Hit, Parts, Question
from .units import unit_of
from .views import Ranks, Shares, Viewed, Views, best_first, places
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
        self._scopes: dict[frozenset[str], Mask | None] = {}

    def hits(
        self,
        query: str,
        top_k: int,
        *,
        mode: Mode = "hybrid",
        doc_ids: Collection[str] | None = None,
    ) -> tuple[Hit, ...]:
        """The best passages, ranked by (-score, passage_id); `doc_ids` limits the documents."""
        passages, views = self._compared(query, self._terms(query), doc_ids=doc_ids)
        if not passages:
            return ()
        if mode == "hybrid":
            scores = self._fused(query, views, texts=[passage.text for passage in passages])
        else:
            scores = views[mode]
        order = best_first(scores, [passage.passage_id for passage in passages])
        return tuple(
            _hit(passages[i], rank, score=float(scores[i]), parts=_parts(views, i))
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
        query, options = question.searched, self._options
        terms = self._terms(query)
        passages, views = self._compared(query, terms, doc_ids=doc_ids)
        return Views(
            typed=question.text,
            query=query,
            terms=terms,
            parts=question.parts,
            weights=Shares(options.dense, options.lexical, options.late, options.kind),
            sight=self._sight(query, views["lexical"]) if passages else 0.0,
            rows=self._viewed(query, views, passages=passages) if passages else (),
        )

    def _viewed(
        self, query: str, views: dict[str, Scores], *, passages: Sequence[Passage]
    ) -> tuple[Viewed, ...]:
        ids, texts = [p.passage_id for p in passages], [p.text for p in passages]
        fused = self._fused(query, views, texts=texts)
        ranks = {name: places(views[name], ids) for name in _VIEWS}
        shown = {**views, "kind": _kind(query, texts)}
        shares = {name: self._fuse({name: shown[name]}, {name: 1.0}) for name in shown}
        return tuple(
            Viewed(
                _hit(passages[i], rank, score=float(fused[i]), parts=_parts(views, i)),
                Ranks(**{name: of_all[i] for name, of_all in ranks.items()}),
                Shares(**{name: float(of_all[i]) for name, of_all in shares.items()}),
            )
            for rank, i in enumerate(best_first(fused, ids), 1)
        )

    def _compared(
        self, query: str, terms: Sequence[str], *, doc_ids: Collection[str] | None
    ) -> tuple[Sequence[Passage], dict[str, Scores]]:
        """The passages that are best in some view, and what each view says of all of them."""
        scans = self._scans(query, terms)
        pool = self._pool(scans, self._scope(doc_ids))
        passages = self._index.passages.many(pool) if len(pool) else ()
        return passages, {name: scan.of(pool) for name, scan in scans.items()}

    def _scans(self, query: str, terms: Sequence[str]) -> dict[str, Scan]:
        """Each view of the query; the glossary's terms widen those that go by words.

        The dense view knows the words' meaning itself, and a term that the question does not mean
        would pull its one vector away; late interaction takes such terms only as are akin to it.
        """
        also, weight = " ".join(terms), self._options.widening
        widened = " ".join((query, *akin(self._index, query, terms=terms)))
        return {
            "dense": self._index.dense.scan(query),
            "lexical": self._index.lexical.scan(query, also=also, weight=weight),
            "late": self._index.late.scan(widened),
        }

    def _terms(self, query: str) -> tuple[str, ...]:
        """The glossary terms that a query means, by its words and by their likeness."""
        if not self._options.widening:
            return ()
        meant = self._widener.terms(query)
        return (*meant, *nearest_terms(self._index, query, known=meant))

    def _fused(self, query: str, views: dict[str, Scores], *, texts: Sequence[str]) -> Scores:
        options = self._options
        weights = {
            "dense": options.dense,
            "lexical": options.lexical * self._sight(query, views["lexical"]),
            "late": options.late,
            "kind": options.kind,
        }
        return self._fuse({**views, "kind": _kind(query, texts)}, weights)

    def _fuse(self, views: dict[str, Scores], weights: dict[str, float]) -> Scores:
        by_sum = self._options.fusion == "sum"
        return (standardised_sum if by_sum else reciprocal_ranks)(views, weights)

    def _sight(self, query: str, lexical: Scores) -> float:
        tokens = sorted(set(self._index.lexical.segmenter.tokens(query)))
        return sight(float(lexical.max()), float(self._index.lexical.idf(tokens).sum()))

    def _scope(self, doc_ids: Collection[str] | None) -> Mask | None:
        """The passages that are searched; None for all."""
        if doc_ids is None:
            return self._index.alive
        ids = frozenset(doc_ids)
        if ids not in self._scopes:
            # Filters are few and come again, as those of a page's picker do.
            self._scopes = {ids: self._index.passages.within(ids)}
        return self._scopes[ids]

    def _pool(self, scans: dict[str, Scan], scope: Mask | None) -> Numbers:
        """The best of each view within the scope, in the order of the index."""
        return np.unique(
            np.concatenate([scan.best(self._options.pool, scope) for scan in scans.values()])
        )


def _kind(query: str, texts: Sequence[str]) -> Scores:
    """Whether each text can hold the figure, date or title asked for."""
    asked, unit = asked_for(query), unit_of(query)
    return np.array([has_form(asked, text, unit=unit) for text in texts], dtype=np.float32)


def _parts(views: dict[str, Scores], place: int) -> Parts:
    return Parts(**{name: float(views[name][place]) for name in _VIEWS})


def _hit(passage: Passage, rank: int, *, score: float, parts: Parts) -> Hit:
    return Hit(
        rank=rank,
        passage_id=passage.passage_id,
        doc_id=passage.doc_id,
        start=passage.start,
        end=passage.end,
        score=score,
        parts=parts,
        text=passage.text,
        section=passage.section.path,
        page=passage.section.page,
        page_exact=passage.section.page_exact,
        paragraph=passage.paragraph,
    )
