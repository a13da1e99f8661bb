import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.marking import sentences


def _read(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.text, sentence.markers) for sentence in sentences([text])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("审结450件。[1]其中一半。[2]", [("审结450件。", (1,)), ("其中一半。", (2,))]),
        ("审结450件[1]。其中一半[2]。", [("审结450件。", (1,)), ("其中一半。", (2,))]),
        ("审结450件。【1】［２］其中", [("审结450件。", (1, 2)), ("其中", ())]),
        ("审结450件。[1][3]", [("审结450件。", (1, 3))]),
        ("审结450件。[1,3]", [("审结450件。", (1, 3))]),
        ("审结450件。[1、3]", [("审结450件。", (1, 3))]),
        ("审结450件。[2-4]", [("审结450件。", (2, 3, 4))]),
        ("审结450件。〔1〕", [("审结450件。", (1,))]),
        ("审结450件。[^1]", [("审结450件。", (1,))]),
        ("审结450件。\n[1]\n其中", [("审结450件。", (1,)), ("其中", ())]),
        ("[1] 审结450件。其中", [("审结450件。", (1,)), ("其中", ())]),
        ("It closed 450 [1]. Others", [("It closed 450.", (1,)), ("Others", ())]),
        ("It closed 28.76. [1] Others", [("It closed 28.76.", (1,)), ("Others", ())]),
        ("依据[2020]15号。", [("依据[2020]15号。", ())]),  # the number of a document
        ("见[x]和[1", [("见[x]和[1", ())]),
        ("见[[1]2]。", [("见。", (1,))]),  # what is left is no marker either
        ("[99]审结。[0]", [("审结。", (99, 0))]),
        ("", [("", ())]),
    ],
)
def test_markers_belong_to_the_sentence_they_follow(text: str, found: list) -> None:
    assert _read(text) == found


def test_a_sentence_is_out_as_soon_as_the_next_begins_and_not_before() -> None:
    sent = []

    def pieces():
        for character in "审结450件。[1]其中一半。":
            sent.append(character)
            yield character

    assert next(sentences(pieces())).markers == (1,)
    assert "".join(sent) == "审结450件。[1]其"


def test_a_new_line_is_remembered() -> None:
    found = list(sentences(["一。二。[1]\n\n三。 四"]))
    assert [(s.text, s.begins_line) for s in found] == [
        *(("一。", False), ("二。", False)),
        *(("三。", True), ("四", False)),
    ]


def test_what_never_ends_is_cut() -> None:
    found = list(sentences(["年" * 5000]))
    assert "".join(sentence.text for sentence in found) == "年" * 5000
    assert max(len(sentence.text) for sentence in found) <= 601


@given(text=st.text(alphabet="年。[]【】1２,- \n.A“”()", max_size=60), size=st.integers(1, 7))
def test_the_pieces_make_no_difference(text: str, size: int) -> None:
    cut = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(sentences(cut)) == list(sentences([text]))
