import html
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from ui.markup import NOTHING, element, join, text


def test_text_cannot_open_a_tag_or_leave_an_attribute() -> None:
    assert text('<b> & "it\'s"') == "&lt;b&gt; &amp; &quot;it&#x27;s&quot;"


def test_what_a_page_cannot_hold_is_replaced() -> None:
    assert text("a\x00b\ud800c\x1bd\x9be") == "a\ufffdb\ufffdc\ufffdd\ufffde"


def test_tabs_newlines_and_emoji_stay() -> None:
    assert text("一\t二\n三😀") == "一\t二\n三😀"


def test_line_ends_stay_as_long_as_they_are() -> None:
    assert text("a\r\nb") == "a&#13;\nb"


def test_an_element_escapes_its_attributes_and_not_its_children() -> None:
    made = element("p", text("<"), element("br"), class_="a", data_key='"x', tabindex=-1)
    assert made == '<p class="a" data-key="&quot;x" tabindex="-1">&lt;<br></p>'


def test_attributes_are_left_out_or_stand_alone() -> None:
    assert element("details", open=True, hidden=False, id=None) == "<details open></details>"


def test_nothing_is_empty() -> None:
    assert join((NOTHING, text("a"), NOTHING)) == "a"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.words += data


_SENDABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(inner=_SENDABLE, value=_SENDABLE)
def test_any_text_comes_back_as_the_text_it_was(inner: str, value: str) -> None:
    reader = _Reader()
    reader.feed(element("p", text(inner), title=value))
    reader.close()
    assert reader.seen == [("p", [("title", value)])]
    assert reader.words == inner


@given(st.text())
def test_no_text_is_ever_markup(value: str) -> None:
    made = text(value)
    assert not re.search("[<>\"']", made)
    made.encode("utf-8")
    assert html.unescape(made).count("\n") == value.count("\n")
