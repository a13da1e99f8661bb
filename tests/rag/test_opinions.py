from dataclasses import replace

import pytest

from corpus import split
from rag import Place, place_of, place_today
from tests.doubles import FakeAssistant
from tests.factories import make_document

_BEFORE = make_document("一、概况\n\n绿化面积12公顷。\n\n全年审结案件450件。\n")
_WORDS = "全年审结案件450件。"
_PLACE = Place("d", _BEFORE.sha256, 17, 28, _WORDS)


def test_a_passage_and_a_quote_are_places_of_their_document() -> None:
    assert place_of(split(_BEFORE)[1], _BEFORE) == _PLACE
    assistant = FakeAssistant()
    [citation] = assistant.ask("外资").citations
    place = place_of(citation, assistant.document(citation.doc_id))
    assert place.quote == citation.quote == "全年实际利用外资46.2亿美元,占全市的三成以上"
    assert (place.start, place.end) == (citation.source_start, citation.source_end)


def test_a_place_stands_in_the_same_document() -> None:
    assert place_today(_PLACE, [_BEFORE]) == _PLACE


def test_words_that_moved_are_found_again() -> None:
    after = make_document(f"一、概况\n\n新的一段。\n\n绿化面积12公顷。\n\n{_WORDS}\n")
    start = after.text.index(_WORDS)
    assert place_today(_PLACE, [after]) == replace(
        _PLACE, sha256=after.sha256, start=start, end=start + len(_WORDS)
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (_PLACE, "一、概况\n\n全年审结案件451件。\n"),
        (_PLACE, f"一、概况\n\n{_WORDS}\n\n{_WORDS}\n"),  # which of the two?
        (replace(_PLACE, doc_id="another"), _BEFORE.text),
        (replace(_PLACE, start=3, end=3, quote=""), _BEFORE.text),
    ],
)
def test_words_that_are_gone_or_stand_twice_have_no_place(place: Place, text: str) -> None:
    assert place_today(place, [make_document(text)]) is None
