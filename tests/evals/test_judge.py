from corpus import split
from evals.beir import read_beir, write_beir
from evals.judge import gold_as_beir, judgements
from evals.types import Entry, Evidence

from .samples import TEXT, document, question, span

_PASSAGES = split(document())


def test_a_passage_is_judged_where_it_holds_evidence_or_an_alternative():
    questions = [
        question("one", Evidence(span("450件"))),
        question("either", Evidence(span("450件"), (span("280天"),))),
        question("both", Evidence(span("48天")), Evidence(span("450件"))),
        question("across", Evidence(span("下降。\n优良"))),
        question("none"),
    ]
    assert judgements(questions, _PASSAGES) == {
        "one": {"report:1.1": 1},
        "either": {"report:1.1": 1, "report:1.2": 1},
        "both": {"report:1.2": 1, "report:1.1": 1},
        "across": {"missing:16-22": 1},
    }


def test_only_the_document_of_a_span_is_judged():
    passages = (*_PASSAGES, *split(document("other", "九" * len(TEXT))))
    gold = question("one", Evidence(span("450件", "report")))
    assert judgements([gold], passages) == {"one": {"report:1.1": 1}}


def test_a_gold_set_as_a_beir_folder(tmp_path):
    gold = question("one", Evidence(span("450件")), history=("去年呢？",), question="审结多少？")
    beir = gold_as_beir([gold, question("none")], _PASSAGES, name="mine")
    assert beir.documents == (
        Entry("report:1.1", "", "2020年审结案件450件，同比下降。"),
        Entry("report:1.2", "", "优良天数达到280天，比上年增加48天。"),
    )
    assert beir.queries == {"one": "去年呢？ 审结多少？", "none": "审结了多少件案件？"}
    write_beir(beir, tmp_path / "mine")
    assert read_beir(tmp_path / "mine") == beir
