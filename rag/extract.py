"""Scoring sentences: how well each sentence of the passages found answers the question.

Every sentence of the leading passages is scored in the same three views as passages are, plus the
score of its passage and whether it holds the kind of thing asked for; each is standardised over
the candidates and summed. Which of them are quoted, and how much of each, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus import sentence_spans
from index import Index, Role, Scores

from .asked import asked_for, holds
from .evidence import Candidate
from .fuse import sight, standardised_sum
from .types import Hit, Parts
from .units import unit_of

# Weights of the views in a quote's strength, summing to 1. Words in common are worth half: they
# are missing wherever a question is put in other words.
_STRENGTH = {"dense": 0.4, "lexical": 0.2, "late": 0.4}

# A paragraph of a report may begin with its own title: ——综合化解率高于全市平均水平。
_TITLE = re.compile(r"[—–]{2}")

# 专员23人 under 各区, 身份证 under 申请材料.
_SHORT = 20

# A few reports' worth of sentences, some megabytes.
_BAGS = 4096


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """How quotes are chosen.

    `passages` is how many leading hits are read; `margin` is how far below the best sentence, in
    standard deviations of the summed score, a further one may lie; `max_chars` bounds all quotes
    together, a list that is kept whole aside, and `max_quotes` their number; the rest are weights.
    """

    passages: int = 8
    max_quotes: int = 3
    max_chars: int = 250
    margin: float = 0.75
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

    @property
    def read(self) -> str:
        """The sentence, under its heading where it is too short to say what it is about."""
        above = self.hit.section[-1:] if self.end - self.start < _SHORT else ()
        return " ".join((*above, self.text))


class Extractor:
    """Scores the sentences of a question's hits."""

    def __init__(self, index: Index, options: ExtractOptions) -> None:
        """Take the index that the hits come from."""
        self._index = index
        self._options = options
        # Cutting words is most of the work, and the parts of a question read the same sentences.
        self._bag = lru_cache(maxsize=_BAGS)(self._tokens)

    def candidates(self, query: str, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """The sentences of the leading hits, best first; () for no hits."""
        sentences = [
            _Sentence(hit, start, end)
            for hit in hits[: self._options.passages]
            for start, end in _answering(hit.text)
        ]
        if not sentences:
            return ()
        views = self._views(query, [sentence.read for sentence in sentences])
        scores = self._fused(query, sentences, views=views)
        strengths = np.add.reduce([_STRENGTH[name] * views[name] for name in _STRENGTH])
        return tuple(
            Candidate(
                hit=sentences[i].hit,
                start=sentences[i].start,
                end=sentences[i].end,
                score=float(scores[i]),
                strength=float(strengths[i]),
                parts=Parts(**{name: float(view[i]) for name, view in views.items()}),
            )
            for i in np.argsort(-scores, kind="stable")
        )

    def closeness(self, query: str, texts: Sequence[str]) -> Scores:
        """How close each text is to the query, for comparing stretches of one sentence."""
        asked = self._index.embedder.embed([query], Role.QUERY)[0]
        vectors = self._index.embedder.embed(list(texts))
        close: Scores = vectors @ asked + self._index.late.score_texts(query, texts)
        return close

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
        bags = [self._bag(text) for text in texts]
        held = np.array([[token in bag for token in tokens] for bag in bags])
        share: Scores = (held @ rarity / rarity.sum()).astype(np.float32)
        return share

    def _tokens(self, text: str) -> frozenset[str]:
        return frozenset(self._index.lexical.segmenter.tokens(text))

    def _fused(
        self, query: str, sentences: Sequence[_Sentence], *, views: dict[str, Scores]
    ) -> Scores:
        asked, unit = asked_for(query), unit_of(query)
        kind = np.array([holds(asked, s.text, unit=unit) for s in sentences], dtype=np.float32)
        passage = np.array([s.hit.score for s in sentences], dtype=np.float32)
        weights = {name: getattr(self._options, name) for name in (*views, "passage", "kind")}
        weights["lexical"] *= sight(float(views["lexical"].max()), 1.0)
        return standardised_sum({**views, "passage": passage, "kind": kind}, weights)


def _answering(text: str) -> Sequence[tuple[int, int]]:
    """The sentences of a passage without its title, which says what the next ones show."""
    spans = sentence_spans(text)
    return spans[1:] if len(spans) > 1 and _TITLE.match(text) else spans
