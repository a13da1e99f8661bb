import pytest

from rag.align import align
from rag.atoms import atoms_of
from rag.differ import differences
from rag.paired import pairs_of

_LISTS = "2020年、2019年分别审理案件523件、433件。"
_TURNS = "2020年审理案件523件，2019年审理案件433件。"
_BRACKET = "2020年审理案件523件（2019年433件）。"


def _paired(text: str) -> list[tuple[str, str]]:
    atoms = atoms_of(text)
    return [(atoms.keys[pair.year], atoms.keys[pair.figure]) for pair in pairs_of(atoms)]


def _found(claim: str, source: str) -> list[tuple[str, str, str]]:
    atoms = atoms_of(claim)
    found = differences(align(atoms, (0, len(atoms.atoms)), source=atoms_of(source)))
    return [(str(one.kind), one.claim, one.source) for one in found]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (_LISTS, [("Y2020", "523件"), ("Y2019", "433件")]),
        (_TURNS, [("Y2020", "523件"), ("Y2019", "433件")]),
        ("2020年新收433件、审结450件", [("Y2020", "433件"), ("Y2020", "450件")]),
        ("2019年、2020年收案433件、结案450件、调解118件", []),  # whose are three figures?
        ("2019年、2020年收案433件，涉及512人", []),
        ("2018—2020年新建公园5个、改建3个", []),  # one stretch of years
        ("433件（2020年）、450件（2019年）", []),
        ("审结450件", []),
    ],
)
def test_each_figure_has_its_year(text: str, pairs: list[tuple[str, str]]) -> None:
    assert _paired(text) == pairs


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("2019年、2020年分别审理案件433件、523件", _LISTS),
        ("2019年审理案件433件、2020年523件", _TURNS),
        ("2019年审理案件433件、2020年审理案件523件", _TURNS),
        ("2019年、2020年分别审理案件433件、523件", _TURNS),
        ("2019年办案433件", "2020年办案523件（2019年433件）。"),
    ],
)
def test_years_may_be_told_in_another_order(claim: str, source: str) -> None:
    assert _found(claim, source) == []


@pytest.mark.parametrize("source", [_LISTS, _TURNS, _BRACKET])
@pytest.mark.parametrize(
    "claim", ["2019年、2020年分别审理案件523件、433件", "2019年审理案件523件、2020年433件"]
)
def test_but_not_with_the_figures_of_another_year(claim: str, source: str) -> None:
    assert {("figure", "523件", "433件"), ("figure", "433件", "523件")} <= {*_found(claim, source)}


def test_nor_with_a_figure_for_something_else() -> None:
    source = "2020年立案3件，2019年审结5件。"
    found = _found("2019年立案5件、2020年审结3件", source)
    assert found == [("date", "2019年", "2020年"), ("figure", "3件", "")]
