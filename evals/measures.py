"""The measures, one function each; from 0 to 1, higher is better, unless said otherwise.

Retrieval measures take gold evidence, not passage ids: an item is found where a passage contains
the whole of its span, or of one of its alternatives. So a splitter that merges or cuts paragraphs
is scored on the same labels, and what it lost still counts in the denominator.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from corpus import Document, Passage, sentence_spans
from rag import Answer, Citation, Hit, markers

from .match import contains, lacking, normal
from .types import Evidence, GoldQuestion, Span

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_MARKERS = re.compile(r" (?:\[\d+\])+")
# ALCE asks a model of inference whether a citation entails its sentence; without one, a sentence
# counts as supported when its figures and this share of its characters' bigrams are in the quote.
_SUPPORTING_SHARE = 0.6


def rank_of(evidence: Evidence, hits: Sequence[Hit | Passage]) -> int | None:
    """The rank, from 1, of the first passage that contains the evidence, or None."""
    for rank, hit in enumerate(hits, 1):
        if any(holds(hit, span) for span in evidence.spans):
            return rank
    return None


def holds(place: Hit | Passage, span: Span) -> bool:
    """Whether a passage contains the whole of a span."""
    same_document = span.doc_id in ("", place.doc_id)
    return same_document and place.start <= span.start and span.end <= place.end


def overlaps(place: Hit | Passage, gold: GoldQuestion) -> bool:
    """Whether a passage holds any part of any evidence of a question."""
    return any(
        span.doc_id in ("", place.doc_id) and span.start < place.end and place.start < span.end
        for evidence in gold.evidence
        for span in evidence.spans
    )


def recall_at(ranks: Sequence[int | None], k: int) -> float:
    """The share of the evidence found among the first k."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def every_evidence_at(ranks: Sequence[int | None], k: int) -> float:
    """1 where all of the evidence is among the first k: what a full answer needs."""
    return float(recall_at(ranks, k) == 1)


def reciprocal_rank_at(ranks: Sequence[int | None], k: int) -> float:
    """1 / rank of the first evidence found among the first k, else 0 (Voorhees 1999)."""
    found = [rank for rank in ranks if rank is not None and rank <= k]
    return 1 / min(found) if found else 0.0


def ndcg_at(ranks: Sequence[int | None], k: int) -> float:
    """Mean over the evidence of 1 / log2(1 + rank), 0 beyond k.

    For one item this is nDCG (Järvelin and Kekäläinen 2002); several items may share a passage, so
    each has the first rank as its ideal.
    """
    return sum(1 / math.log2(1 + rank) for rank in ranks if rank is not None and rank <= k) / len(
        ranks
    )


def correct(answer: Answer, gold: GoldQuestion) -> float:
    """1 where the answer is no refusal and contains one string of each must group."""
    return float(not answer.refused and not lacking(answer.answer, gold.must))


def exact_figure(answer: Answer, gold: GoldQuestion) -> float | None:
    """1 where the first quote holds every figure of the must groups; None where there is none."""
    figures = [group for group in gold.must if all(_FIGURE.search(wanted) for wanted in group)]
    if not figures:
        return None
    first = answer.citations[0].quote if answer.citations else ""
    return float(not lacking(first, tuple(figures)))


def first_right(answer: Answer, gold: GoldQuestion) -> float:
    """1 where the first cited sentence is one of the evidence's."""
    first = cited_sentences(answer)[:1]
    return float(bool(first) and any(matches(first[0], evidence) for evidence in gold.evidence))


def citation_precision(answer: Answer, gold: GoldQuestion) -> float | None:
    """The share of cited sentences that are evidence; None where nothing is cited."""
    cited = cited_sentences(answer)
    if not cited:
        return None
    return sum(any(matches(span, e) for e in gold.evidence) for span in cited) / len(cited)


def citation_recall(answer: Answer, gold: GoldQuestion) -> float:
    """The share of the evidence of which a sentence is cited."""
    cited = cited_sentences(answer)
    found = sum(any(matches(span, evidence) for span in cited) for evidence in gold.evidence)
    return found / len(gold.evidence)


def verbatim(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """The share of quotes that stand in their document, verbatim, at their offsets."""
    return _share([_source(c, documents) == c.quote for c in answer.citations])


def offsets_right(answer: Answer) -> float | None:
    """The share of citations whose marker is used and whose answer spans hold the quote.

    One span holds all of it; further ones, where the frame names a figure again, words of it.
    """
    used = set(markers(answer))
    return _share([c.marker in used and _holds_quote(answer, c) for c in answer.citations])


def statements_marked(answer: Answer) -> float | None:
    """The share of citations whose marker follows each statement that it stands for.

    What `offsets_right` is for quotes, for the sentences that a model writes.
    """
    return _share(
        [
            all(a < b and f"[{c.marker}]" in _markers_at(answer, b) for a, b in c.answer_spans)
            for c in answer.citations
        ]
    )


def support(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """The share of statements that their citation supports, after ALCE (Gao et al. 2023).

    A statement is what a marker stands for; it is held against the source, not against the quote
    that the answer claims.
    """
    return _share(
        [
            _supports(_source(c, documents), answer.answer[start:end])
            for c in answer.citations
            for start, end in c.answer_spans
        ]
    )


def cited_sentences(answer: Answer) -> list[Span]:
    """The sentences of every quote, as spans of the document, in order of the markers."""
    return [
        Span(c.quote[start:end], c.source_start + start, c.source_start + end, c.doc_id)
        for c in answer.citations
        for start, end in sentence_spans(c.quote)
    ]


def matches(cited: Span, evidence: Evidence) -> bool:
    """Whether a cited span and the evidence share at least half of the shorter of the two."""
    return any(
        min(cited.end, span.end) - max(cited.start, span.start)
        >= 0.5 * min(cited.end - cited.start, span.end - span.start)
        for span in evidence.spans
        if span.doc_id in ("", cited.doc_id)
    )


def _holds_quote(answer: Answer, citation: Citation) -> bool:
    used = [answer.answer[start:end] for start, end in citation.answer_spans]
    return citation.quote in used and all(words and words in citation.quote for words in used)


def _markers_at(answer: Answer, offset: int) -> str:
    found = _MARKERS.match(answer.answer, offset)
    return found[0] if found else ""


def _source(citation: Citation, documents: Mapping[str, Document]) -> str:
    text = documents[citation.doc_id].text
    return text[citation.source_start : citation.source_end]


def _supports(source: str, statement: str) -> bool:
    # Compared as `contains` compares, so that "28. 76" is one figure.
    figures = _FIGURE.findall(normal(statement))
    pairs = {statement[i : i + 2] for i in range(len(statement) - 1)}
    shared = sum(pair in source for pair in pairs)
    return all(contains(source, f) for f in figures) and shared >= _SUPPORTING_SHARE * len(pairs)


def _share(truths: Sequence[bool]) -> float | None:
    return sum(truths) / len(truths) if truths else None
