import json
from dataclasses import replace

import pytest

from evals import GoldError, load_gold
from evals.gold import gold_lines
from evals.locate import located, misplaced
from evals.measures import matches, rank_of
from evals.types import Evidence, Span
from index import build_index, open_index
from rag import Assistant, Settings

from .samples import TEXT, document, question, span, written

_OTHER = "空" * 40 + TEXT
_GOLD = question("g1", Evidence(span("450件"), (span("280天"),)))


def test_one_document_needs_no_id():
    assert located(_GOLD, [document()]) == _GOLD


def test_of_several_the_one_that_holds_the_text_is_filled_in():
    evidence = Evidence(span("450件"), (span("280天", source=_OTHER),))
    found = located(question("g1", evidence), [document("a"), document("b", _OTHER)])
    assert [place.doc_id for place in found.evidence[0].spans] == ["a", "b"]


def test_a_span_may_name_its_document():
    gold = question("g1", Evidence(span("450件", "b")))
    assert located(gold, [document("a"), document("b")]) == gold


@pytest.mark.parametrize(
    ("wrong", "documents", "said"),
    [
        (Span("450件", 0, 4), ["a"], "the span 0-4 does not hold '450件'"),
        (Span("450件", 999, 1003), ["a", "b"], "the span 999-1003 does not hold '450件'"),
        (Span("加48天。", -6, -1), ["a"], "the span -6--1 does not hold '加48天。'"),
        (Span("", 5, 5), ["a"], "the span 5-5 does not hold ''"),
        (span("450件", "c"), ["a", "b"], "no document 'c' here; there are: a, b"),
        (span("450件"), ["a", "b"], "the span 9-13 stands in a, b alike; add its doc_id"),
    ],
)
def test_a_span_that_is_nowhere_or_anywhere_is_refused(tmp_path, wrong, documents, said):
    gold = question("g1", Evidence(span("280天", "a"), (wrong,)))
    library = [document(name) for name in documents]
    with pytest.raises(GoldError) as caught:
        located(gold, library)
    assert str(caught.value) == said
    assert list(misplaced(gold, library)) == [said]
    path = written(tmp_path / "gold.jsonl", "\n" + gold_lines([gold]))
    with pytest.raises(GoldError) as caught:
        load_gold(path, documents=library)
    assert str(caught.value) == f"{path}:2: {said}; mend the line"


def test_a_gold_file_keeps_the_documents_of_its_spans(tmp_path):
    gold = question("g1", Evidence(span("450件", "b"), (span("280天"),)))
    path = written(tmp_path / "gold.jsonl", gold_lines([gold]))
    assert load_gold(path) == (gold,)
    item = json.loads(gold_lines([gold]))["evidence"][0]
    assert (item["doc_id"], "doc_id" in item["alternatives"][0]) == ("b", False)


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ({"text": "450件", "start": 9, "page": 1, "alternatives": []}, "unknown: end, page"),
        (
            {"text": "x", "start": 9, "end": 10, "alternatives": [{"text": "x", "from": 1}]},
            "unknown: end, from, start",
        ),
    ],
)
def test_an_odd_field_of_a_span_is_named(tmp_path, evidence, said):
    line = json.loads(gold_lines([_GOLD])) | {"evidence": [evidence]}
    path = written(tmp_path / "gold.jsonl", json.dumps(line))
    with pytest.raises(GoldError, match=rf"gold.jsonl:1: fields of a span missing or {said}"):
        load_gold(path)


def test_a_line_separator_within_a_string_parts_no_line(tmp_path):
    gold = replace(_GOLD, note="前\u2028后\x85")
    assert load_gold(written(tmp_path / "gold.jsonl", gold_lines([gold]))) == (gold,)


def test_a_hit_in_another_document_is_no_evidence(tmp_path):
    build_index([document("a"), document("b")], tmp_path)
    hits = Assistant(open_index(tmp_path), Settings()).search("审结案件450件")
    ids = [hit.passage_id for hit in hits]
    for name in ("a", "b"):
        evidence = Evidence(span("450件", name))
        assert rank_of(evidence, hits) == ids.index(f"{name}:1.1") + 1
    assert rank_of(Evidence(span("450件")), hits) == 1


@pytest.mark.parametrize(("doc_id", "expected"), [("a", True), ("b", False), ("", True)])
def test_a_citation_of_another_document_is_no_evidence(doc_id, expected):
    assert matches(span("450件", "a"), Evidence(span("450件", doc_id))) is expected
