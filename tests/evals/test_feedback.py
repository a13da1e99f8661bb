import re
from dataclasses import replace
from pathlib import Path

import pytest

from evals import GoldError, add_gold, gold_of, load_gold
from evals.types import Evidence, Kind
from evals.validate import problems
from rag import Language, Opinion, Place, Reason

from .samples import TEXT, document, question, span

_DOCUMENT = document()
_FIRST, _SECOND = "2020年审结案件450件，同比下降。", "优良天数达到280天，比上年增加48天。"


def _place(text: str) -> Place:
    start = TEXT.index(text)
    return Place("report", _DOCUMENT.sha256, start, start + len(text), text)


def _opinion(**fields: object) -> Opinion:
    values = {
        "key": "a1",
        "made": "2026-11-24T08:00:00+00:00",
        "question": "优良天有多少？",
        "query": None,
        "answer": "450件",
        "refused": False,
        "good": False,
    }
    return Opinion(**values | fields)


def test_of_a_chosen_passage_the_sentence_nearest_the_question_is_evidence() -> None:
    row = gold_of(_opinion(chosen=_place(_FIRST + "\n" + _SECOND)), [_DOCUMENT])
    assert row.evidence == (Evidence(span(_SECOND)),)
    assert (row.id, row.split, row.must, row.answer) == ("fb-a1", "dev", (), "")
    assert (row.kind, row.lang, row.note) == (Kind.NUMBER, Language.ZH, "")


def test_a_question_in_another_language_has_the_whole_passage() -> None:
    both = _FIRST + "\n" + _SECOND
    opinion = _opinion(question="How many good days?", chosen=_place(both), query="good days")
    row = gold_of(opinion, [_DOCUMENT])
    assert row.evidence == (Evidence(span(both)),)
    assert (row.lang, row.note) == (Language.EN, "understood as: good days")


def test_a_good_answer_brings_what_it_cited() -> None:
    row = gold_of(_opinion(good=True, cited=(_place("280天"),)), [_DOCUMENT])
    assert row.evidence == (Evidence(span("280天")),)
    assert row.answer == "450件"


@pytest.mark.parametrize(
    "said",
    [{"reason": Reason.SHOULD_REFUSE, "chosen": _place(_FIRST)}, {"good": True, "refused": True}],
)
def test_what_the_document_does_not_say_is_unanswerable(said: dict[str, object]) -> None:
    row = gold_of(_opinion(**said), [_DOCUMENT])
    assert (row.kind, row.evidence, row.must, row.answer) == (Kind.UNANSWERABLE, (), (), "")


def test_a_draft_cannot_be_measured_against_before_it_is_read() -> None:
    chosen = gold_of(_opinion(chosen=_place(_SECOND)), [_DOCUMENT])
    silent = gold_of(
        _opinion(key="b2", question="明年呢？", reason=Reason.SHOULD_REFUSE), [_DOCUMENT]
    )
    assert problems([chosen, silent], [_DOCUMENT], every_section=False) == [
        "fb-a1: an answerable question needs evidence and must",
        "fb-b2: an unanswerable question has no evidence, no must, and a note that says why",
    ]


def test_evidence_is_where_the_words_stand_today_and_names_one_of_several_documents() -> None:
    later = document(text="新的一段。\n" + TEXT)
    row = gold_of(_opinion(chosen=_place(_SECOND)), [later, document("other", "别的话。")])
    assert row.evidence == (Evidence(span(_SECOND, "report", source=later.text)),)


@pytest.mark.parametrize("chosen", [None, replace(_place(_SECOND), doc_id="gone")])
def test_without_a_passage_there_is_no_row(chosen: Place | None) -> None:
    with pytest.raises(GoldError, match=r"^a1: the reader picked no passage, .* by hand$"):
        gold_of(_opinion(chosen=chosen), [_DOCUMENT])


def test_rows_are_added_to_what_a_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "new" / "gold.jsonl"
    first, second, third = (question(name) for name in ("q1", "q2", "q3"))
    add_gold(path, [first])
    path.write_text(path.read_text().rstrip("\n"))  # as an editor may leave it
    add_gold(path, [second])
    assert load_gold(path) == (first, second)
    with pytest.raises(GoldError, match=rf"^{re.escape(str(path))} already holds q2"):
        add_gold(path, [third, second])
    assert load_gold(path) == (first, second)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GoldError, match=r"cannot write .*; name another file"):
        add_gold(tmp_path / "file" / "gold.jsonl", [question("q1")])
