import pytest

from rag.lexicon import ends_negated, has_opposite, negations, synonyms, weighty


@pytest.mark.parametrize(
    ("text", "count"),
    [
        *(("不得擅自占用", 1), ("不断提升", 0), ("未来五年", 0), ("尚未完成", 1)),
        *(("不动产登记", 0), ("没有发生", 1), ("严禁烟火", 1), ("not found and never will", 2)),
    ],
)
def test_negation_is_counted_and_its_look_alikes_are_not(text: str, count: int) -> None:
    assert negations(text) == count


def test_a_negation_must_stand_before_what_it_negates() -> None:
    assert ends_negated("任何单位和个人不得")
    assert not ends_negated("对不符合条件的")
    assert not ends_negated("不断")


def test_opposites_have_opposite_numbers() -> None:
    groups = synonyms()
    assert groups["上升"] == groups["增长"] == -groups["下降"] != 0
    assert groups["审结"] == groups["办结"]
    assert has_opposite("比例提高")
    assert not has_opposite("审结案件")


def test_no_word_is_in_two_groups() -> None:
    from rag.lexicon import _SYNONYMS_FILE

    rows = _SYNONYMS_FILE.read_text("utf-8").splitlines()[1:]
    words = [word for row in rows for word in row.replace("\t", "|").split("|") if word]
    assert sorted(words) == sorted(set(words))


def test_words_without_weight_go() -> None:
    assert weighty("进一步加强了对") == "加强"
