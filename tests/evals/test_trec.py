from itertools import pairwise
from pathlib import Path

import ir_measures
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import split
from evals import BeirError
from evals.ranking import ndcg, recall, reciprocal_rank
from evals.trec import export_run, qrels_text, read_qrels, read_run, run_text
from evals.types import Evidence, Scored

from .samples import document, question, row, run_of, span, written

_IDS = [f"d:{section}.{paragraph}" for section in range(1, 7) for paragraph in (1, 2, 10)]
# Few values, so that ties abound, and neighbours that 32 or even 64 bits hardly tell apart.
_SCORES = st.one_of(
    st.sampled_from([0.0, -0.0, 1.0, 1.0 + 1e-9, 1.0 - 1e-16, 2.5, 2.5000001, -1e-12, 5e-324]),
    st.floats(-1e30, 1e30),
)
_RANKINGS = st.lists(st.tuples(st.sampled_from(_IDS), _SCORES), unique_by=lambda pair: pair[0]).map(
    lambda pairs: tuple(Scored(*pair) for pair in sorted(pairs, key=lambda pair: -pair[1]))
)
_RUNS = st.dictionaries(st.sampled_from(["q1", "q2", "q3", "q4"]), _RANKINGS)
_JUDGED = st.dictionaries(st.sampled_from([*_IDS, "missing:3-9"]), st.integers(-1, 3), min_size=1)
_QRELS = st.dictionaries(st.sampled_from(["q1", "q2", "q3"]), _JUDGED, min_size=1)
_MEASURES = {
    "nDCG@10": lambda ids, grades: ndcg(ids, grades, k=10),
    "RR@10": lambda ids, grades: reciprocal_rank(ids, grades, k=10),
    "RR": lambda ids, grades: reciprocal_rank(ids, grades, k=len(_IDS)),
    **{f"R@{k}": lambda ids, grades, k=k: recall(ids, grades, k=k) for k in (1, 5, 10)},
}


def read_back(path: Path, rankings) -> dict[str, tuple[Scored, ...]]:
    return read_run(written(path, run_text(rankings, tag="ours")))


@given(_RUNS, _QRELS)
@example({"q1": tuple(Scored(id, 1.0) for id in _IDS)}, {"q1": {_IDS[0]: 1}})
@example({}, {"q1": {_IDS[0]: 1}})
def test_our_measures_are_those_of_ir_measures(tmp_path_factory, rankings, qrels):
    folder = tmp_path_factory.mktemp("trec")
    run = written(folder / "run", run_text(rankings, tag="ours"))
    judged = written(folder / "qrels", qrels_text(qrels))
    theirs = {
        (value.query_id, str(value.measure)): value.value
        for value in ir_measures.iter_calc(
            [ir_measures.parse_measure(name) for name in _MEASURES],
            ir_measures.read_trec_qrels(str(judged)),
            ir_measures.read_trec_run(str(run)),
        )
    }
    ours = {
        (query, name): measure([found.id for found in rankings.get(query, ())], grades)
        for query, grades in qrels.items()
        for name, measure in _MEASURES.items()
    }
    assert ours == pytest.approx(theirs, abs=1e-9, rel=0)


@given(_RUNS)
def test_an_exported_ranking_is_read_as_it_was(tmp_path_factory, rankings):
    found = read_back(tmp_path_factory.mktemp("trec") / "run", rankings)
    kept = {query: ranking for query, ranking in rankings.items() if ranking}
    assert {q: [s.id for s in r] for q, r in found.items()} == {
        q: [s.id for s in r] for q, r in kept.items()
    }


@given(_RANKINGS)
def test_exported_scores_fall_in_32_bits_too(ranking):
    lines = run_text({"q": ranking}, tag="ours").splitlines()
    scores = [np.float32(line.split()[4]) for line in lines]
    assert all(before > after for before, after in pairwise(scores))


def test_the_lines_of_a_run():
    ranking = (Scored("d:1.2", 3.5), Scored("d:1.10", 3.5), Scored("d:1.1", 0.25))
    assert run_text({"q1": ranking}, tag="ours") == (
        "q1 Q0 d:1.2 1 3.5 ours\n"
        f"q1 Q0 d:1.10 2 {3.5 - 3.5 / 2**20!r} ours\n"
        "q1 Q0 d:1.1 3 0.25 ours\n"
    )


def test_a_foreign_run_is_ranked_as_trec_eval_ranks_it(tmp_path):
    lines = ["q1 Q0 a 1 1.0 x", "q1 Q0 b 2 1.0 x", "", "q2\tQ0\ta\t7\t-3\tx", "q1 Q0 c 3 2e0 x"]
    assert read_run(written(tmp_path / "run", "\n".join(lines))) == {
        "q1": (Scored("c", 2.0), Scored("b", 1.0), Scored("a", 1.0)),
        "q2": (Scored("a", -3.0),),
    }


def test_judgements_are_read_as_they_were_written(tmp_path):
    qrels = {"q1": {"a": 1, "b": 0}, "q2": {"a": -2}}
    path = written(tmp_path / "qrels", qrels_text(qrels))
    assert path.read_text(encoding="utf-8") == "q1 0 a 1\nq1 0 b 0\nq2 0 a -2\n"
    assert read_qrels(path) == qrels


@pytest.mark.parametrize(
    ("read", "line", "said"),
    [
        (read_run, "q1 Q0 b 2 1.0", "5 columns, expected 6"),
        (read_run, "q1 Q0 b 2 high x", "the score is 'high'"),
        (read_run, "q1 Q0 b 2 nan x", "the score is 'nan'"),
        (read_run, "q1 Q0 a 2 0.5 x", "'a' is ranked twice for 'q1'"),
        (read_qrels, "q1 0 b 1 x", "5 columns, expected 4"),
        (read_qrels, "q1 0 b 0.5", "the grade is '0.5'"),
        (read_qrels, "q1 0 a 1", "'q1' and 'a' are judged twice"),
    ],
)
def test_a_malformed_line_is_named(tmp_path, read, line, said):
    first = "q1 Q0 a 1 1.0 x" if read is read_run else "q1 0 a 1"
    path = written(tmp_path / "file", f"{first}\n{line}\n")
    with pytest.raises(BeirError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}:2: {said}")


@pytest.mark.parametrize("read", [read_run, read_qrels])
def test_a_missing_file_is_named(tmp_path, read):
    with pytest.raises(BeirError, match=r"cannot read .*absent"):
        read(tmp_path / "absent")


@pytest.mark.parametrize("id", ["a b", "", "a\u3000b"])
def test_an_id_with_white_space_is_refused(id):
    with pytest.raises(BeirError, match="is empty or holds white space"):
        qrels_text({"q1": {id: 1}})


def test_the_export_of_a_run(tmp_path):
    questions = [
        question("g1", Evidence(span("审结案件450件"), (span("优良天数达到280天"),))),
        question("g2", Evidence(span("同比下降。\n优良"))),
        question("g3"),
        question("not asked", Evidence(span("48天"))),
    ]
    run = run_of(
        row("g1", ("report:1.2", "report:1.1"), (2.0, 2.0)),
        row("g2", ("report:1.1",), (1.5,)),
        row("g3", (), ()),
        name="all, one quote",
    )
    export_run(run, tmp_path, questions=questions, passages=split(document()))
    assert (tmp_path / "run.trec").read_text(encoding="utf-8") == (
        "g1 Q0 report:1.2 1 2.0 all,-one-quote\n"
        f"g1 Q0 report:1.1 2 {2 - 2 / 2**20!r} all,-one-quote\n"
        "g2 Q0 report:1.1 1 1.5 all,-one-quote\n"
    )
    # Evidence across two passages is in neither; it counts as not found, not as not asked.
    assert (tmp_path / "qrels.trec").read_text(encoding="utf-8") == (
        "g1 0 report:1.1 1\ng1 0 report:1.2 1\ng2 0 missing:14-22 1\n"
    )


def test_an_export_overwrites_nothing(tmp_path):
    path = written(tmp_path / "qrels.trec", "mine")
    with pytest.raises(BeirError, match="exists and is left as it is"):
        export_run(run_of(), tmp_path, questions=[], passages=[])
    assert path.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "run.trec").exists()
