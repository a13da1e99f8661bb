import pytest

from corpus import parse_document, shipped_report, split
from evals import GoldError, load_gold
from evals.gold import gold_lines
from evals.starter import STARTER_HELP, UNWRITTEN, starter_gold
from evals.types import Evidence, GoldQuestion, Kind
from evals.validate import problems

from .samples import document, span, written

_REPORT = shipped_report()
_PASSAGES = split(_REPORT)
_TO_WRITE = "the question is still to be written: ask what the evidence answers, in your words"


def starter_of(text: str, count: int = 1) -> tuple[GoldQuestion, ...]:
    one = parse_document(text)
    return starter_gold([one], split(one), count=count, seed=1)


def test_a_starter_for_two_paragraphs():
    first, second, spare = starter_gold([document()], split(document()), count=5, seed=1)
    assert first.evidence == (Evidence(span("2020年审结案件450件，同比下降。")),)
    assert second.evidence == (Evidence(span("优良天数达到280天，比上年增加48天。")),)
    assert (first.must, second.must, spare.must) == ((("450件",),), (("280天",),), ())
    assert [row.kind for row in (first, second, spare)] == ["number", "number", "unanswerable"]


@pytest.mark.parametrize(
    ("sentence", "wanted", "kind"),
    [
        ("2020年5月1日全区收入28. 76亿元，增长3.5%。", "3.5%", Kind.NUMBER),
        ("2019年全区制定了《错峰延时办法》并公布。", "《错峰延时办法》", Kind.NAME),
        ("各街乡推行了“接诉即办”的改革措施。", "接诉即办", Kind.NAME),
        ("In all, 523 appeals were heard here.", "523", Kind.NUMBER),
    ],
)
def test_what_a_right_answer_must_hold(sentence, wanted, kind):
    (row,) = starter_of(sentence)
    assert (row.must, row.kind, row.answer) == (((wanted,),), kind, sentence)


@pytest.mark.parametrize(
    "text", ["各项工作都取得了新的显著成效。", "共12件。", "2020年是关键的一年。\n"]
)
def test_without_a_figure_or_a_name_there_is_nothing_to_ask(text):
    with pytest.raises(GoldError, match="no sentence with a figure or a name"):
        starter_of(text)


def test_a_starter_needs_nothing_but_its_questions(tmp_path):
    rows = starter_gold([_REPORT], _PASSAGES, count=20, seed=1)
    loaded = load_gold(written(tmp_path / "gold.jsonl", gold_lines(rows)), documents=[_REPORT])
    assert loaded == rows
    assert problems(rows, [_REPORT], every_section=False) == [
        f"q{number:03}: {_TO_WRITE}" for number in range(1, 21)
    ]


def test_the_evidence_is_spread_over_the_document():
    rows = starter_of("\n".join(f"全年受理这类案件{n + 100}件。" for n in range(24)), count=5)
    figures = [int(row.must[0][0].removesuffix("件")) - 100 for row in rows[:4]]
    assert [figure // 6 for figure in figures] == [0, 1, 2, 3]


def test_a_seed_gives_the_same_rows_every_time():
    first, again, other = (
        starter_gold([_REPORT], _PASSAGES, count=20, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again != other


def test_a_document_of_a_library_is_named():
    library = [document("a"), document("b")]
    passages = [passage for each in library for passage in split(each)]
    rows = starter_gold(library, passages, count=4, seed=1)
    assert [row.evidence[0].span.doc_id for row in rows] == ["a", "a", "b", "b"]


def test_every_field_is_explained():
    explained = [line.split()[0] for line in STARTER_HELP.splitlines()[1:] if line[2] != " "]
    assert {*explained, "id"} == set(GoldQuestion.__dataclass_fields__)
    assert repr(UNWRITTEN) in STARTER_HELP
