from rag.folded import folded, without_surrogates


def test_every_folded_character_knows_where_it_came_from() -> None:
    text = "審結…４５０ 件"
    plain = folded(text)
    assert plain.text == "审结...450 件"
    assert [text[slice(*plain.span(i, i + 1))] for i in range(len(plain.text))] == [
        *("審", "結", "…", "…", "…", "４", "５", "０", " ", "件")
    ]
    assert plain.span(3, 3) == (0, 0)


def test_simplified_forms_depend_on_the_word() -> None:
    assert folded("全面瞭解").text == "全面了解"


def test_lone_surrogates_become_replacement_characters() -> None:
    assert without_surrogates("a\ud800b") == "a\ufffdb"
