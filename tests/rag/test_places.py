import pytest

from rag.places import names_a_place, place_in, places_named


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("海淀区有多少", "海淀区"),
        ("上海和北京", "上海"),
        ("朝陽區", "朝陽區"),
        ("parks in Shanghai?", "Shanghai"),
        ("街乡有多少", None),
        ("shanghaied", None),
    ],
)
def test_the_first_place_named_as_it_stands(text: str, place: str | None) -> None:
    assert place_in(text) == place


def test_every_place_named_with_its_chinese_name() -> None:
    assert list(places_named("上海和北京")) == [("北京", "北京"), ("上海", "上海")]
    assert list(places_named("Peking or shanghai?")) == [("北京", "Peking")]
    assert names_a_place("北京的做法")
    assert not names_a_place("区里的做法")
