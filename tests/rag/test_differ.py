import pytest

from rag.align import align
from rag.atoms import atoms_of
from rag.differ import differences
from rag.difference import Difference, Kind

_RULE = "未经批准，单位和个人不得擅自占用道路，由城市管理部门处罚，确有必要的除外。"


def _differences(claim: str, source: str = _RULE) -> list[tuple[str, str, str]]:
    atoms = atoms_of(claim)
    found = differences(align(atoms, (0, len(atoms.atoms)), source=atoms_of(source)))
    return [(str(one.kind), one.claim, one.source) for one in found]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("单位和个人不得擅自占用道路", []),
        ("单位和个人擅自占用道路", [("negation", "", "不得")]),
        ("由公安部门处罚", [("name", "由公安", "由城市管理")]),
        ("由城市管理部门批评处罚", [("added", "批评", "")]),
        ("由城市管理部门和公安部门处罚", [("added", "和公安部门", "")]),
        ("确有必要", [("negation", "", "的除外")]),
        ("擅自占用道路的", []),  # whom the ban is for
    ],
)
def test_differences_by_kind(claim: str, expected: list) -> None:
    assert _differences(claim) == expected


def test_clauses_joined_over_another_body() -> None:
    source = "公安机关查处违法行为，人民法院依法判决结案。"
    assert _differences("公安机关依法判决结案", source) == [
        ("joined", "", "查处违法行为，人民法院")
    ]


def test_a_date_belongs_to_its_clause() -> None:
    source = "2019年立案3件,2020年审结5件。"
    assert _differences("2020年审结5件", source) == []
    assert _differences("2019年审结5件", source) == [("date", "2019年", "2020年")]


def test_only_what_the_source_has_otherwise_contradicts() -> None:
    assert Difference(Kind.FIGURE, "450件", "523件").contradicts
    assert not Difference(Kind.FIGURE, "450件").contradicts
    assert not Difference(Kind.WORDS, "甲", "乙").contradicts
