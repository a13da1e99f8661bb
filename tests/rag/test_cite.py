from dataclasses import replace

import pytest

from rag import Verdict, check_citations, markers
from tests.factories import make_document
from tests.rag.made import answer, citation

_TEXT = "前言。全年审结450件。见附件[7]。\n"
_SOURCE = make_document(_TEXT)
_FIRST = citation("全年审结450件。", marker=1, at=0, source_start=3)
_SECOND = citation("见附件[7]。", marker=2, at=14, source_start=12)
_ANSWER = answer("全年审结450件。 [1]\n见附件[7]。 [2]", _FIRST, _SECOND)


def _verdicts(*citations: object) -> list[str]:
    checked = check_citations(replace(_ANSWER, citations=citations), [_SOURCE])
    return [str(found.verdict) for found in checked.citations]


def test_quotes_that_stand_in_their_source_are_supported() -> None:
    assert check_citations(_ANSWER, [_SOURCE]) == _ANSWER
    assert _verdicts(_FIRST, _SECOND) == ["supported", "supported"]


@pytest.mark.parametrize(
    "broken",
    [
        replace(_FIRST, source_start=4, source_end=13),  # a moved offset
        replace(_FIRST, source_end=11),
        replace(_FIRST, source_start=900, source_end=910),
        replace(_FIRST, quote="全年审结451件。"),  # a changed quote
        replace(_FIRST, quote="", source_start=3, source_end=3),
        replace(_FIRST, doc_id="other"),  # a document that is not there
        replace(_FIRST, marker=3),  # a marker that the answer does not use
    ],
)
def test_a_citation_that_does_not_hold_is_not_found(broken: object) -> None:
    assert _verdicts(broken, _SECOND) == ["not_found", "supported"]


def test_a_verdict_is_settled_anew() -> None:
    doubted = replace(_FIRST, verdict="contradicted")
    assert _verdicts(doubted, _SECOND) == ["supported", "supported"]


def test_what_a_model_wrote_keeps_the_verdict_of_its_checker() -> None:
    doubted = replace(_FIRST, verdict=Verdict.CONTRADICTED)
    moved = replace(_SECOND, source_start=4)
    written = replace(_ANSWER, answered_by="llm", citations=(doubted, moved))
    checked = check_citations(written, [_SOURCE])
    assert [str(found.verdict) for found in checked.citations] == ["contradicted", "not_found"]


def test_brackets_inside_a_quote_are_no_markers() -> None:
    assert markers(_ANSWER) == (1, 2)
    assert markers(answer("见附件[7]。 [2] 又[1][2]")) == (7, 2, 1, 2)
    assert markers(answer("没有[x]标记")) == ()
