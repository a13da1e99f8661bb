from rag.blank import blank, filled, refused
from rag.types import Answer, Language
from tests.rag.made import citation, hit, question

_HITS = [hit("办结10件。", rank=rank) for rank in range(1, 6)]


def test_an_answer_begins_with_the_question_and_what_was_found() -> None:
    asked = question("那2019年呢", query="2019年多少件", language=Language.EN)
    assert blank(asked, _HITS, answered_by="llm") == Answer(
        question="那2019年呢",
        language=Language.EN,
        query="2019年多少件",
        answer="",
        answered_by="llm",
        hits=tuple(_HITS),
    )


def test_what_was_found_and_is_not_cited_is_near() -> None:
    begun = blank(question("多少件"), _HITS)
    cited = citation("10件", marker=1, at=0, source_start=2)  # of the first hit
    answer = filled(begun, "10件 [1]", citations=[cited])
    assert (answer.answer, answer.citations) == ("10件 [1]", (cited,))
    assert answer.near == ("d:0.2", "d:0.3", "d:0.4")


def test_a_refusal_says_why() -> None:
    answer = refused(blank(question("多少件"), _HITS), "报告没有说明。")
    assert (answer.refused, answer.answer, answer.reason) == (True, *["报告没有说明。"] * 2)
    assert answer.near == ("d:0.1", "d:0.2", "d:0.3")
