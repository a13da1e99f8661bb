"""Choosing quotes: the sentences of the passages found that answer the question best.

Every sentence of the leading passages is scored in the same three views as passages are, plus the
score of its passage and whether it holds the kind of thing asked for; each is standardised over
the candidates and summed. Nothing is reworded: a quote is a span of the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus import clause_spans, sentence_spans
from index import Index, Role, Scores

from .asked import asked_for, holds
from .fuse import sight, standardised_sum
from .types import Hit, Quote

Span = tuple[int, int]

# Weights of the views in a quote's strength, summing to 1. Words in common are worth half: they
# are missing wherever a question is put in other words.
_STRENGTH = {"dense": 0.4, "lexical": 0.2, "late": 0.4}


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """How quotes are chosen.

    `passages` is how many leading hits are read; `margin` is how far below the best sentence, in
    standard deviations of the summed score, a further one may lie; `max_chars` bounds all quotes
    together and `max_quotes` their number; the rest are weights.
    """

    passages: int = 8
    max_quotes: int = 3
    max_chars: int = 250
    margin: float = 0.5
    dense: float = 1.0
    lexical: float = 1.0
    late: float = 1.0
    passage: float = 1.0
    kind: float = 1.0


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a hit's passage; offsets into `hit.text`."""

    hit: Hit
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.hit.text[self.start : self.end]


class Extractor:
    """Chooses quotes from the hits of a question."""

    def __init__(self, index: Index, options: ExtractOptions) -> None:
        """Take the index that the hits come from."""
        self._index = index
        self._options = options

    def quotes(self, query: str, hits: Sequence[Hit]) -> tuple[Quote, ...]:
        """The best quotes, best first; () for no hits.

        A quote's score is its strength: the mean of its sentence's cosine and of the shares of the
        question that it covers, so about 0 to 1 whatever the size of the corpus.
        """
        sentences = [
            _Sentence(hit, start, end)
            for hit in hits[: self._options.passages]
            for start, end in sentence_spans(hit.text)
        ]
        if not sentences:
            return ()
        views = self._views(query, [sentence.text for sentence in sentences])
        ranking = self._fused(query, sentences, views=views)
        strengths = np.add.reduce([_STRENGTH[name] * views[name] for name in _STRENGTH])
        return self._chosen(query, sentences, ranking=ranking, strengths=strengths)

    def _views(self, query: str, texts: list[str]) -> dict[str, Scores]:
        asked = self._index.embedder.embed([query], Role.QUERY)[0]
        return {
            "dense": self._index.embedder.embed(texts) @ asked,
            "lexical": self._coverage(query, texts),
            "late": self._index.late.score_texts(query, texts),
        }

    def _coverage(self, query: str, texts: list[str]) -> Scores:
        """The share of the query's tokens, weighted by rarity, that each text holds."""
        segmenter = self._index.lexical.segmenter
        tokens = list(dict.fromkeys(segmenter.tokens(query)))
        if not tokens:
            return np.zeros(len(texts), dtype=np.float32)
        rarity = self._index.lexical.idf(tokens)
        bags = [set(segmenter.tokens(text)) for text in texts]
        held = np.array([[token in bag for token in tokens] for bag in bags])
        share: Scores = (held @ rarity / rarity.sum()).astype(np.float32)
        return share

    def _fused(
        self, query: str, sentences: Sequence[_Sentence], *, views: dict[str, Scores]
    ) -> Scores:
        asked = asked_for(query)
        kind = np.array([holds(asked, s.text) for s in sentences], dtype=np.float32)
        passage = np.array([s.hit.score for s in sentences], dtype=np.float32)
        weights = {name: getattr(self._options, name) for name in (*views, "passage", "kind")}
        weights["lexical"] *= sight(float(views["lexical"].max()), 1.0)
        return standardised_sum({**views, "passage": passage, "kind": kind}, weights)

    def _chosen(
        self, query: str, sentences: Sequence[_Sentence], *, ranking: Scores, strengths: Scores
    ) -> tuple[Quote, ...]:
        options = self._options
        order = np.argsort(-ranking, kind="stable")
        floor = float(ranking[order[0]]) - options.margin * float(ranking.std())
        quotes: list[Quote] = []
        room = options.max_chars
        for number in order:
            if float(ranking[number]) < floor or len(quotes) == options.max_quotes:
                break
            kept = self._trimmed(query, sentences[number], room=room)
            if kept is None and quotes:
                break
            # Reports repeat themselves: a sentence is quoted once, wherever else it stands.
            if kept is None or kept.text in {quote.text for quote in quotes}:
                continue
            quotes.append(Quote(kept.hit, kept.start, kept.end, float(strengths[number])))
            room -= kept.end - kept.start
        return tuple(quotes)

    def _trimmed(self, query: str, sentence: _Sentence, *, room: int) -> _Sentence | None:
        """Narrow a long sentence to the clauses around its best one; None if none fits."""
        if sentence.end - sentence.start <= room:
            return sentence
        clauses = clause_spans(sentence.text)
        texts = [sentence.text[start:end] for start, end in clauses]
        best = int(np.argmax(self._index.late.score_texts(query, texts)))
        first, last = _grown(clauses, best, room=room)
        start, end = clauses[first][0], clauses[last][1]
        if end - start > room:
            return None
        return _Sentence(sentence.hit, sentence.start + start, sentence.start + end)


def _grown(clauses: Sequence[Span], best: int, *, room: int) -> Span:
    """First and last clause of the longest run around the best that fits, later ones first."""
    first = last = best
    while last + 1 < len(clauses) and clauses[last + 1][1] - clauses[first][0] <= room:
        last += 1
    while first > 0 and clauses[last][1] - clauses[first - 1][0] <= room:
        first -= 1
    return first, last
