import pytest

from rag.places import place_in


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
