import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.untrusted import plain, visible

_KEY = "sk-0123456789"


def _cut(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("审结450件。\n完", "审结450件。\n完"),
        ("<think>先想\n想</think>答", "答"),
        (" \n<think>a</think>答<think>b</think>", "答＜think＞b＜/think＞"),
        ("<thin 不是", "＜thin 不是"),
        ("<think>没有说完", ""),
        ("5\u200b2\u202e3\ufeff件", "523件"),  # invisible and direction-changing characters
        ("a\x1b[31m\x00b\u2028c\ud800", "a [31m b c "),
        ("<img src=x>", "＜img src=x＞"),
        (f"密钥{_KEY}。{_KEY}", "密钥…。…"),
        (f"半个{_KEY[:6]}。", f"半个{_KEY[:6]}。"),
        (f"半个{_KEY[:6]}", f"半个{_KEY[:6]}"),
        (f"藏{_KEY[:4]}\u200b{_KEY[4:]}", "藏…"),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_what_is_shown_does_not_depend_on_the_pieces(said: str, shown: str, size: int) -> None:
    assert "".join(visible(_cut(said, size), secret=_KEY)) == shown


def test_a_placeholder_is_no_secret() -> None:
    assert "".join(visible(["none of it"], secret="none")) == "none of it"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("**结论**：审结`450`件。", "结论：审结450件。"),
        ("## 一、概况", "一、概况"),
        ("- 审结 450\n件", "审结 450 件"),
        ("![x](http://a.example)", "![x] (http://a.example)"),
        ("[x]: http://a.example", "[x] : http://a.example"),
    ],
)
def test_a_sentence_is_one_plain_line(said: str, shown: str) -> None:
    assert plain(said) == shown


@given(pieces=st.lists(st.text(alphabet="<>think/![](): a\n\u200b", max_size=8), max_size=8))
def test_no_text_holds_markup_or_a_link(pieces: list[str]) -> None:
    shown = plain("".join(visible(pieces)))
    assert not {"<", ">", "\n", "\u200b"} & set(shown)
    assert "](" not in shown
