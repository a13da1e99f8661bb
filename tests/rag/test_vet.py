import pytest

from rag import Assistant, Checker, Verdict
from rag.marking import Sentence
from rag.vet import Vetted, Vetter
from tests.factories import make_document
from tests.rag.made import hit

_DOCUMENTS = {"d": make_document("一、概况\n\n绿化面积12公顷。\n", "d", title="2020年某区白皮书")}
_EVIDENCE = (
    hit("全年共审理行政复议案件523件,审结450件。其中新收申请433件。"),
    hit("全年共调解民事纠纷14440件,调解成功13441件。", rank=2),
    hit("新建公园三座,面积12公顷。", rank=3),
)


@pytest.fixture
def vetter(assistant: Assistant) -> Vetter:
    return Vetter(Checker(assistant.index), _EVIDENCE, documents=_DOCUMENTS)


def _uses(vetted: Vetted) -> list[tuple[int, str, Verdict]]:
    return [(use.hit.rank, use.hit.text[use.start : use.end], use.verdict) for use in vetted.uses]


def test_a_sentence_that_holds_gets_the_span_that_holds_it(vetter: Vetter) -> None:
    found = vetter.vetted(Sentence("审结450件。", (1,), True))
    assert (found.verdict, found.begins_line, found.dropped) == (Verdict.SUPPORTED, True, 0)
    assert _uses(found) == [(1, "审结450件", Verdict.SUPPORTED)]


def test_a_changed_figure_is_contradicted_by_the_passage_it_cites(vetter: Vetter) -> None:
    found = vetter.vetted(Sentence("全年共审理行政复议案件632件。", (1,), False))
    assert found.verdict is Verdict.CONTRADICTED
    assert [use.verdict for use in found.uses] == [Verdict.CONTRADICTED]


def test_a_right_sentence_with_a_wrong_marker_is_not_supported(vetter: Vetter) -> None:
    found = vetter.vetted(Sentence("全年共调解民事纠纷14440件。", (3,), False))
    assert found.verdict is not Verdict.SUPPORTED
    assert _uses(found)[0][0] == 3


def test_what_is_not_found_cites_the_whole_passage(vetter: Vetter) -> None:
    found = vetter.vetted(Sentence("区长已经辞职。", (3,), False))
    assert _uses(found) == [(3, _EVIDENCE[2].text, Verdict.NOT_FOUND)]


def test_a_marker_that_does_not_bear_on_a_sentence_that_holds_is_dropped(vetter: Vetter) -> None:
    found = vetter.vetted(Sentence("全年共调解民事纠纷14440件。", (2, 3), False))
    assert (found.verdict, found.dropped) == (Verdict.SUPPORTED, 1)
    assert [use.hit.rank for use in found.uses] == [2]


@pytest.mark.parametrize("markers", [(), (0,), (4,), (99, 0)])
def test_without_a_valid_marker_the_passage_that_says_so_is_found(vetter, markers) -> None:
    found = vetter.vetted(Sentence("全年共调解民事纠纷14440件。", markers, False))
    assert (found.verdict, found.dropped) == (Verdict.SUPPORTED, len(markers))
    assert [use.hit.rank for use in found.uses] == [2]


def test_without_a_valid_marker_what_does_not_hold_cites_nothing(vetter: Vetter) -> None:
    found = vetter.vetted(Sentence("全年共调解民事纠纷15550件。", (9,), False))
    assert found == Vetted("全年共调解民事纠纷15550件。", False, Verdict.NOT_FOUND, (), 1)


def test_the_year_of_the_title_counts_as_said(vetter: Vetter) -> None:
    said = vetter.vetted(Sentence("2020年共调解民事纠纷14440件。", (2,), False))
    other = vetter.vetted(Sentence("2019年共调解民事纠纷14440件。", (2,), False))
    assert said.verdict is Verdict.SUPPORTED
    assert other.verdict is not Verdict.SUPPORTED
