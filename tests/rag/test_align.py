from rag.align import align
from rag.atoms import atoms_of


def _aligned(claim: str, source: str):
    atoms = atoms_of(claim)
    return align(atoms, (0, len(atoms.atoms)), source=atoms_of(source))


def test_a_clause_that_stands_in_the_source_is_one_run_without_differences() -> None:
    found = _aligned("审结案件", "全年，审结案件四件。")
    assert [(run.claim, run.source, run.size) for run in found.runs] == [(0, 2, 3)]
    assert found.matched == 3
    assert found.span == (3, 9)  # the whole clause of the source


def test_gaps_pair_what_differs() -> None:
    found = _aligned("城市管理机关责令改正", "城市管理部门责令改正")
    (inner,) = [gap for gap in found.gaps if gap.inner]
    assert found.claim.shown(*inner.claim) == "机关"
    assert found.source.shown(*inner.source) == "部门"


def test_single_characters_in_common_are_chance() -> None:
    assert _aligned("种树三棵", "棵粒归仓，树立典型").runs == ()


def test_what_lies_far_off_belongs_to_something_else() -> None:
    source = "城市管理" + "甲乙丙丁戊己庚辛壬癸" * 4 + "责令改正罚款"
    found = _aligned("城市管理责令改正罚款", source)
    assert found.source.shown(*found.reach) == source
    assert [run.size for run in found.runs] == [6]
