from rag.context import completed, with_context
from rag.types import Asked
from tests.rag.made import candidate, hit, question

_TEXT = "县里制定了《办法》。该办法自9月1日起施行。另有一事。"


def _span(text: str, stretch: str, *, room: int = 100) -> str:
    start = text.index(stretch)
    found = with_context(
        candidate(text, of=hit(text)) if stretch in text else candidate(stretch),
        (start, start + len(stretch)),
        room=room,
    )
    return text[slice(*found)]


def test_a_stretch_without_its_subject_begins_a_clause_earlier() -> None:
    sentence = "全年收案483件,同比下降25.3%,败诉率低。"
    assert _span(sentence, "同比下降25.3%,") == "全年收案483件,同比下降25.3%,"
    assert _span(sentence, "败诉率低。") == "败诉率低。"
    assert _span(sentence, "同比下降25.3%,", room=12) == "同比下降25.3%,"


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    of = hit(_TEXT)
    pointing = candidate("该办法自9月1日起施行。", of=of)
    start, end = with_context(pointing, (pointing.start, pointing.end), room=100)
    assert _TEXT[start:end] == "县里制定了《办法》。该办法自9月1日起施行。"
    assert with_context(pointing, (pointing.start, pointing.end), room=12)[0] == pointing.start


def test_the_best_sentence_goes_on_into_the_one_that_holds_what_is_asked() -> None:
    of = hit(_TEXT)
    found = [candidate(s, of=of) for s in ("县里制定了《办法》。", "该办法自9月1日起施行。")]
    asked = question("《办法》何时施行", Asked.DATE)
    (best,) = completed(asked, found)
    assert best.text == "县里制定了《办法》。该办法自9月1日起施行。"
    assert completed(question("是什么办法", Asked.TITLE), found) == tuple(found)
    assert completed(asked, found[1:]) == tuple(found[1:])
    assert completed(asked, []) == ()
