from hypothesis import given
from hypothesis import strategies as st

from ui.excerpt import Excerpt, excerpt


def test_a_short_paragraph_stays_whole() -> None:
    assert excerpt("甲乙丙丁", start=1, end=3) == Excerpt("", "甲", "乙丙", "丁", "")


def test_a_long_paragraph_keeps_the_sentences_around_the_quote() -> None:
    before, after = "前" * 99 + "。", "后" * 99 + "。"
    paragraph = before * 3 + "引文。" + after * 3
    cut = excerpt(paragraph, start=300, end=303)
    assert cut == Excerpt(before * 2, before, "引文。", after, after * 2)


def test_a_long_sentence_is_cut_at_two_lines() -> None:
    cut = excerpt("前" * 400 + "引文" + "后" * 400, start=400, end=402)
    assert cut == Excerpt("前" * 330, "前" * 70, "引文", "后" * 70, "后" * 330)


def test_no_few_characters_are_folded_away() -> None:
    paragraph = "前" * 130 + "引文" + "后" * 400
    assert excerpt(paragraph, start=130, end=132).far_before == ""


def test_a_quote_outside_the_paragraph_is_clipped() -> None:
    assert excerpt("甲乙", start=-5, end=1) == Excerpt("", "", "甲", "乙", "")
    assert excerpt("甲乙", start=7, end=9) == Excerpt("", "甲乙", "", "", "")


@given(st.text("甲。;a\n", max_size=900), st.integers(-9, 950), st.integers(-9, 950))
def test_the_pieces_are_the_paragraph(paragraph: str, start: int, end: int) -> None:
    cut = excerpt(paragraph, start=start, end=end)
    pieces = (cut.far_before, cut.before, cut.quote, cut.after, cut.far_after)
    assert "".join(pieces) == paragraph
    if 0 <= start <= end <= len(paragraph):
        assert cut.quote == paragraph[start:end]
