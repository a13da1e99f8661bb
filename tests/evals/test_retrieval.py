from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import SplitOptions, split
from evals import BeirError
from evals.retrieval import corpus_document, entry_ids, evaluate_beir, ranked
from evals.types import Entry, Estimate, RetrievalSet
from index import build_index, open_index
from rag import Assistant, Mode, RetrievalOptions, Settings

from .samples import CITIES

_LIKE_HEADINGS = st.sampled_from(
    ["一、总则\n", "第一章 概述", "——", "目 录\r\n前言...1", "\u2028", "。"]
)
_TEXTS = st.lists(st.one_of(_LIKE_HEADINGS, st.text(max_size=30)), max_size=4).map("".join)


def passages(beir, max_chars=10_000):
    return split(corpus_document(beir), SplitOptions(max_chars=max_chars))


def test_the_passages_of_a_corpus():
    assert [(p.passage_id, p.section.path, p.text) for p in passages(CITIES)] == [
        ("beir:1.1", ("朝阳区",), "全年审理行政复议案件523件。 一、审结450件 (一)其中和解80件"),
        ("beir:2.1", (), "空气质量优良天数达到280天，同比增加48天。"),
        ("beir:3.1", ("历史文化",), "正阳门城楼始建于明代永乐年间。"),
        ("beir:4.1", (), "北京自由贸易试验区"),
    ]
    assert entry_ids(CITIES) == {
        "beir:1.1": "d/1",
        "beir:2.1": "d 2",
        "beir:3.1": "d3",
        "beir:4.1": "d4",
    }


@given(st.lists(st.tuples(_TEXTS, _TEXTS), max_size=6))
def test_every_entry_with_text_is_one_passage(parts):
    entries = tuple(Entry(f"e{n}", *part) for n, part in enumerate(parts))
    beir = RetrievalSet("any", entries, {}, {})
    ids = entry_ids(beir)
    found = {ids[p.passage_id]: (p.section.path, p.text) for p in passages(beir)}
    expected = {}
    for entry in entries:
        title, text = (" ".join(part.split()) for part in (entry.title, entry.text))
        if title or text:
            expected[entry.id] = ((title,), text) if title and text else ((), text or title)
    assert found == expected


def test_the_figures_of_a_set_and_its_progress():
    ticks = []
    scores = evaluate_beir(CITIES, settings=Settings(), tick=lambda: ticks.append(1))
    assert (scores.name, len(ticks)) == ("cities", 3)
    assert list(scores.measures) == ["hybrid", "dense", "lexical", "late"]
    # Two questions have their passage first; the third has no word to search for and scores 0.
    for measures in scores.measures.values():
        assert list(measures) == ["ndcg@10", "mrr@10", "recall@1", "recall@5", "recall@10"]
        assert [e.mean for e in measures.values()] == pytest.approx([2 / 3] * 5)
        assert {e.n for e in measures.values()} == {3}


def test_a_long_entry_is_not_parted():
    long = Entry("long", "", "审理行政复议案件。" * 300)
    beir = replace(CITIES, documents=(*CITIES.documents, long), qrels={"q1": {"long": 1}})
    scores = evaluate_beir(beir, settings=Settings(), modes=["lexical"])
    assert scores.measures["lexical"]["recall@10"] == Estimate(1.0, 1.0, 1.0, 1)


def test_a_passage_without_a_word_in_common_is_not_found():
    beir = replace(CITIES, queries={"q": "高铁"}, qrels={"q": {"d3": 1, "d 2": 1}})
    scores = evaluate_beir(beir, settings=Settings(), modes=["lexical", "dense"])
    assert scores.measures["lexical"]["recall@10"].mean == 0
    assert scores.measures["dense"]["recall@10"].mean == 1


def test_one_search_ranks_as_a_search_in_each_mode_does(tmp_path):
    entries = tuple(
        Entry(f"e{n}", "", f"{year}年审结行政复议案件{n}件。空气{'质量优良' * (n % 3)}。")
        for n, year in enumerate(range(1900, 1960))
    )
    build_index([corpus_document(replace(CITIES, documents=entries))], tmp_path)
    # Most passages are in no view's pool.
    settings = Settings(retrieval=RetrievalOptions(pool=12))
    assistant = Assistant(open_index(tmp_path), settings)
    for query in ("1923年审结多少件", "空气质量", "行政复议 1950"):
        for mode in get_args(Mode):
            found = assistant.search(query, mode=mode)
            assert ranked(assistant.search(query, top_k=60), mode) == [h.passage_id for h in found]


def test_a_blank_corpus_is_refused():
    blank = replace(CITIES, documents=(Entry("d/1", " ", "\n"),))
    with pytest.raises(BeirError, match=r"cities: every entry of corpus.jsonl is blank"):
        evaluate_beir(blank, settings=Settings())
