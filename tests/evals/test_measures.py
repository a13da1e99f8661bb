"""The measures, worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from corpus import parse_document, split
from evals import measures as m
from evals.types import Evidence, GoldQuestion, Kind, Span, Style
from rag import Answer, Citation, Hit, Language, Parts, Verdict

_TEXT = "白皮书\n一、总报告\n甲地审理10件。乙地审理25件。\n全年调解300件。\n"
_DOCUMENT = parse_document(_TEXT, doc_id="d")
_DOCUMENTS = {"d": _DOCUMENT}
_HITS = tuple(
    Hit(n, p.passage_id, "d", p.start, p.end, 1.0, Parts(0, 0, 0), p.text, (), None, False, 1)
    for n, p in enumerate(split(_DOCUMENT), 1)
)


def _span(text: str) -> Span:
    start = _TEXT.index(text)
    return Span(text, start, start + len(text))


def _gold(*evidence: Evidence, must: tuple[tuple[str, ...], ...] = (("10件",),)) -> GoldQuestion:
    return GoldQuestion(
        "q", Language.ZH, Kind.NUMBER, Style.REPORT, "多少件？", (), "", must, evidence, "dev"
    )


def _answer(*quotes: str, refused: bool = False) -> Answer:
    text, citations = "", []
    for marker, quote in enumerate(quotes, 1):
        span = (len(text), len(text) + len(quote))
        text += f"{quote} [{marker}]\n"
        start = _TEXT.index(quote)
        citations.append(
            Citation(
                marker, "d", "白皮书", (), None, False, 1, "d:1.1", quote,
                start, start + len(quote), (span,), 1.0, Verdict.SUPPORTED,
            )
        )  # fmt: skip
    return Answer("多少件？", Language.ZH, text, refused=refused, citations=tuple(citations))


def test_a_rank_is_that_of_the_first_passage_holding_the_whole_span():
    assert m.rank_of(Evidence(_span("甲地审理10件。")), _HITS) == 1
    assert m.rank_of(Evidence(_span("全年调解300件。")), _HITS) == 2
    assert m.rank_of(Evidence(_span("乙地审理25件。\n全年")), _HITS) is None
    either = Evidence(_span("总报告"), (_span("全年调解300件。"),))
    assert m.rank_of(either, _HITS) == 2


def test_recall_every_evidence_and_reciprocal_rank():
    ranks = [2, None, 7]
    assert m.recall_at(ranks, 5) == pytest.approx(1 / 3)
    assert m.recall_at(ranks, 10) == pytest.approx(2 / 3)
    assert m.every_evidence_at([2, 5], 5) == 1
    assert m.every_evidence_at([2, 6], 5) == 0
    assert m.reciprocal_rank_at(ranks, 10) == 1 / 2
    assert m.reciprocal_rank_at([11], 10) == 0


def test_ndcg_is_the_mean_discount_of_the_evidence():
    assert m.ndcg_at([1], 10) == 1
    assert m.ndcg_at([3, None], 10) == pytest.approx(1 / math.log2(4) / 2)
    assert m.ndcg_at([11], 10) == 0


def test_correct_needs_every_must_group_and_no_refusal():
    gold = _gold(Evidence(_span("甲地审理10件。")), must=(("10件",), ("25件", "二十五件")))
    assert m.correct(_answer("甲地审理10件。", "乙地审理25件。"), gold) == 1
    assert m.correct(_answer("甲地审理10件。"), gold) == 0
    assert m.correct(_answer("甲地审理10件。", "乙地审理25件。", refused=True), gold) == 0


def test_exact_figure_looks_at_the_first_quote_only():
    gold = _gold(Evidence(_span("甲地审理10件。")))
    assert m.exact_figure(_answer("甲地审理10件。"), gold) == 1
    assert m.exact_figure(_answer("乙地审理25件。", "甲地审理10件。"), gold) == 0
    assert m.exact_figure(_answer("甲地审理10件。"), _gold(must=(("审理",),))) is None


def test_citation_precision_and_recall_count_sentences_that_share_half_of_the_shorter():
    gold = _gold(Evidence(_span("甲地审理10件。")), Evidence(_span("全年调解300件。")))
    answer = _answer("甲地审理10件。乙地审理25件。")
    assert m.citation_precision(answer, gold) == 1 / 2
    assert m.citation_recall(answer, gold) == 1 / 2
    assert m.first_right(answer, gold) == 1
    assert m.first_right(_answer("乙地审理25件。"), gold) == 0
    assert m.citation_precision(_answer(), gold) is None


def test_verbatim_offsets_and_support_catch_a_moved_citation():
    answer = _answer("甲地审理10件。")
    assert m.verbatim(answer, _DOCUMENTS) == 1
    assert m.offsets_right(answer) == 1
    assert m.support(answer, _DOCUMENTS) == 1
    from dataclasses import replace

    cited = answer.citations[0]
    moved = replace(cited, source_start=cited.source_end, source_end=cited.source_end + 8)
    shifted = replace(answer, citations=(moved,))
    assert m.verbatim(shifted, _DOCUMENTS) == 0
    assert m.support(shifted, _DOCUMENTS) == 0
    assert m.offsets_right(replace(answer, citations=(replace(cited, marker=2),))) == 0


def test_a_figure_named_again_must_stand_in_the_quote() -> None:
    from dataclasses import replace

    answer = _answer("甲地审理10件。")
    (cited,) = answer.citations

    def naming(words: str):
        text = f"{answer.answer}\n{words} [1]"
        at = len(text) - len(words) - 4
        spans = (*cited.answer_spans, (at, at + len(words)))
        return replace(answer, answer=text, citations=(replace(cited, answer_spans=spans),))

    assert m.offsets_right(naming("10件")) == 1
    assert m.offsets_right(naming("11件")) == 0
    assert m.offsets_right(replace(answer, citations=(replace(cited, answer_spans=()),))) == 0


def test_statements_of_a_model_are_followed_by_their_markers() -> None:
    answer = _answer("甲地审理10件。", "乙地审理25件。")
    first, second = answer.citations
    said = replace(answer, answer="甲地有十件。 [1][2] 乙地。")
    spans = {"answer_spans": ((0, 6),)}
    both = replace(said, citations=(replace(first, **spans), replace(second, **spans)))
    assert m.statements_marked(both) == 1.0
    moved = replace(first, answer_spans=((0, 6), (14, 17)))
    assert m.statements_marked(replace(said, citations=(moved, both.citations[1]))) == 0.5
    assert m.statements_marked(replace(said, citations=())) is None
