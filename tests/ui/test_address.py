import pytest

from ui.page.address import query_of, tab_asked_for

_TABS = ("ask", "read")


@pytest.mark.parametrize(
    ("search", "tab"),
    [
        ("", "ask"),
        ("?doc=chaoyang-2020&at=10-20", "read"),
        ("?q=外资", "ask"),
        ("?tab=read", "read"),
        ("?tab=read&q=外资", "read"),
        ("?tab=nowhere", "ask"),
        ("?" + "&".join(["doc=1"] * 21), "ask"),
    ],
)
def test_an_address_opens_the_tab_that_shows_what_it_asks_for(search: str, tab: str) -> None:
    assert tab_asked_for(search, _TABS) == tab


def test_the_last_of_two_values_counts_and_escapes_are_read() -> None:
    assert query_of("?q=a&q=%E5%A4%96%E8%B5%84+%3C") == {"q": "外资 <"}
