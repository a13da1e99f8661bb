from rag.atoms import atoms_of


def test_facts_and_listed_words_are_one_atom_each() -> None:
    found = atoms_of("2020年審結450件，比去年少了17.7%")
    assert found.keys[0] == "Y2020"
    assert found.keys[2:4] == ("450件", "同比")
    assert found.keys[-1] == "17.7%"
    assert found.keys[1] == atoms_of("办结").keys[0]  # synonyms share a key
    assert found.atoms[1].group


def test_atoms_know_their_place_in_the_original() -> None:
    text = "審結　４５０ 件案"
    found = atoms_of(text)
    assert [text[atom.start : atom.end] for atom in found.atoms] == ["審結", "４５０ 件", "案"]
    assert found.shown(1, 3) == "４５０ 件案"
    assert found.stretch(1, 2) == "　４５０ 件"
    assert found.words(0, 3) == "审结案"


def test_clauses_begin_at_marks_but_not_within_titles() -> None:
    found = atoms_of("依照《甲（试行），乙》，审查。同意")
    assert sorted(found.breaks) == [6, 8]
    assert [found.clause(n) for n in (0, 6, 8)] == [(0, 6), (6, 8), (8, 9)]
