from pathlib import Path

import numpy as np
import pytest

from corpus import GlossaryEntry
from index import Index, build_index, open_index
from rag import Language, Shares
from rag.retrieve import RetrievalOptions, Retriever
from rag.types import Question
from tests.factories import make_document

_TEXT = """一、概况

上访总量下降了。

绿化面积增加了。

绿化面积增加了。

绿化面积增加了。

二、安排

信访条例已经施行。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("small")
    other = make_document("三、其他\n\n绿化面积减少了。\n", "other")
    glossary = [GlossaryEntry("信访", ("上访",), ("petition",))]
    build_index([make_document(_TEXT), other], folder, glossary=glossary)
    return open_index(folder)


def _ids(index: Index, query: str, *, top_k: int = 10, mode: str = "hybrid", **options) -> list:
    hits = Retriever(index, RetrievalOptions(**options)).hits(query, top_k, mode=mode)
    return [hit.passage_id for hit in hits]


def test_several_queries_take_turns_and_scores_still_fall(index: Index) -> None:
    retriever = Retriever(index, RetrievalOptions())
    first, second = (retriever.hits(query, 10) for query in ("绿化面积增加", "信访条例"))
    merged = retriever.merged(["绿化面积增加", "信访条例"], 3)
    assert [hit.passage_id for hit in merged] == [
        *(first[0].passage_id, second[0].passage_id, first[1].passage_id),
    ]
    assert [hit.rank for hit in merged] == [1, 2, 3]
    assert merged[0].score >= merged[1].score >= merged[2].score
    every = retriever.merged(["绿化面积增加", "信访条例"], 10)
    assert sorted(h.passage_id for h in every) == sorted(h.passage_id for h in first)
    assert retriever.merged(["信访条例"], 2) == second[:2]


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical", "late"])
def test_a_ranking_is_by_score_then_by_id_ties_included(index: Index, mode: str) -> None:
    hits = Retriever(index, RetrievalOptions()).hits("绿化面积增加", 10, mode=mode)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5, 6]
    assert [(-h.score, h.passage_id) for h in hits] == sorted(
        (-h.score, h.passage_id) for h in hits
    )
    assert hits[0].score == hits[1].score == hits[2].score
    assert [hit.text for hit in hits[:3]] == ["绿化面积增加了。"] * 3


def test_a_hit_is_its_passage_and_its_scores_view_by_view(index: Index) -> None:
    (hit,) = Retriever(index, RetrievalOptions()).hits("绿化面积减少", 1)
    source = next(d for d in index.documents if d.doc_id == "other")
    assert (hit.doc_id, hit.text, hit.section) == ("other", "绿化面积减少了。", ("三、其他",))
    assert source.text[hit.start : hit.end] == hit.text
    number = [p.passage_id for p in index.passages].index(hit.passage_id)
    assert hit.parts.dense == float(index.dense.scan("绿化面积减少").of(np.arange(6))[number])
    assert hit.parts.lexical == float(index.lexical.scan("绿化面积减少").scores[number])
    assert hit.parts.late == float(index.late.scan("绿化面积减少").of(np.arange(6))[number])


@pytest.mark.parametrize("mode", ["dense", "lexical", "late"])
def test_one_view_alone_scores_by_its_own_scale(index: Index, mode: str) -> None:
    for hit in Retriever(index, RetrievalOptions()).hits("信访条例", 10, mode=mode):
        assert hit.score == getattr(hit.parts, mode)


def test_fewer_are_found_than_asked_for_where_there_are_no_more(index: Index) -> None:
    assert len(_ids(index, "绿化", top_k=2)) == 2
    assert len(_ids(index, "绿化", top_k=1000)) == 6


def test_a_search_keeps_to_the_documents_given(index: Index) -> None:
    retriever = Retriever(index, RetrievalOptions())
    within = retriever.hits("绿化面积增加", 10, doc_ids={"other"})
    assert [hit.doc_id for hit in within] == ["other"]
    assert retriever.hits("绿化面积增加", 10, doc_ids=set()) == ()


def test_everyday_words_reach_the_official_term(index: Index) -> None:
    def lexical(query: str, **options: float) -> float:
        hits = Retriever(index, RetrievalOptions(**options)).hits(query, 10)
        return next(hit.parts.lexical for hit in hits if "信访条例" in hit.text)

    term = float(max(index.lexical.scan("信访").scores))
    assert lexical("petitions", widening=0.0) == 0.0
    assert lexical("petitions") == pytest.approx(0.5 * term)
    assert lexical("petitions", widening=2.0) == pytest.approx(2.0 * term)


def test_a_small_pool_ranks_the_best_of_each_view_alone(index: Index) -> None:
    assert len(_ids(index, "信访条例", pool=1)) == 1


def test_the_two_fusions_give_scores_of_their_own(index: Index) -> None:
    (hit,) = Retriever(index, RetrievalOptions(fusion="rrf")).hits("信访条例施行", 1)
    assert hit.text == "信访条例已经施行。"
    # First in three views that all see the question in full, and first as all are in the fourth.
    assert hit.score == pytest.approx(4 / 61)


def test_a_passage_that_holds_the_figure_asked_for_comes_before_one_that_cannot(
    tmp_path: Path,
) -> None:
    text = "一、调解\n\n各街道调解成功的有多少件，另行公布。\n\n调解成功51万件。\n\n其他工作。\n"
    build_index([make_document(text)], tmp_path)
    small = open_index(tmp_path)
    first = [
        Retriever(small, RetrievalOptions(kind=kind)).hits(query, 1)[0].paragraph
        for kind in (0.0, 3.0)
        for query in ("各街道调解成功的有多少件", "各街道调解成功的另行公布")
    ]
    # Without the view the words decide; with it only the question that asks for a figure changes.
    assert first == [1, 1, 2, 1]


@pytest.mark.parametrize("fusion", ["sum", "rrf"])
@pytest.mark.parametrize("query", ["绿化面积增加", "有多少件上访", "petition"])
def test_views_are_what_the_ranking_is_made_of(index: Index, query: str, fusion: str) -> None:
    options = RetrievalOptions(dense=0.5, late=2.0, fusion=fusion)
    retriever = Retriever(index, options)
    views = retriever.views(Question(query, Language.ZH))
    assert tuple(row.hit for row in views.rows) == retriever.hits(query, 100)
    weights = (options.dense, options.lexical * views.sight, options.late, options.kind)
    for row in views.rows:
        shares = (row.shares.dense, row.shares.lexical, row.shares.late, row.shares.kind)
        total = sum(weight * share for weight, share in zip(weights, shares, strict=True))
        assert total == pytest.approx(row.hit.score, abs=1e-4)


@pytest.mark.parametrize("view", ["dense", "lexical", "late"])
def test_a_rank_in_a_view_is_that_of_a_search_in_it(index: Index, view: str) -> None:
    retriever = Retriever(index, RetrievalOptions())
    rows = retriever.views(Question("绿化面积增加", Language.ZH)).rows
    ranked = sorted(rows, key=lambda row: getattr(row.ranks, view))
    alone = retriever.hits("绿化面积增加", 100, mode=view)
    assert [row.hit.passage_id for row in ranked] == [hit.passage_id for hit in alone]


def test_views_say_how_the_query_was_widened_and_weighted(index: Index) -> None:
    views = Retriever(index, RetrievalOptions(late=0.5)).views(Question("上访", Language.ZH))
    assert (views.typed, views.query, views.terms) == ("上访", "上访", ("信访",))
    assert views.weights == Shares(1.0, 1.0, 0.5, 1.0)
    assert 0 < views.sight <= 1


def test_views_of_no_document_are_empty(index: Index) -> None:
    views = Retriever(index, RetrievalOptions()).views(Question("上访", Language.ZH), doc_ids=[])
    assert (views.rows, views.sight) == ((), 0.0)
