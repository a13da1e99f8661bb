from rag.atoms import atoms_of
from rag.candidates import clauses_of


def _clauses(text: str) -> list[str]:
    atoms = atoms_of(text)
    return [atoms.shown(*clause) for clause in clauses_of(atoms)]


def test_short_clauses_are_read_with_their_neighbours() -> None:
    assert _clauses("其中，新收申请433件，审结450件。") == ["其中，新收申请433件", "审结450件"]


def test_a_claim_that_is_all_commas_has_few_clauses() -> None:
    joined = ",".join("1" * 11)
    assert _clauses("1," * 250) == [*[joined] * 21, ",".join("1" * 19)]
    # Every atom is in one of them.
    assert "".join(_clauses("甲乙，" * 160)).replace("，", "") == "甲乙" * 160
