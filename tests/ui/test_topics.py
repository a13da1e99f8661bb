from dataclasses import replace

import pytest

from tests.doubles import document, passages
from ui.topics import _named, topics_beside

_DOCUMENT = document()
_PASSAGES = passages(_DOCUMENT)
_PM, _SMOKE = _PASSAGES[2:4]


def _topics(*cited: int, lead: str = "", asked: str = "") -> tuple[str, ...]:
    section = (_PM, replace(_SMOKE, lead=lead))
    chosen = [_PASSAGES[number] for number in cited]
    return topics_beside(_DOCUMENT, chosen, section=section, asked=asked)


def test_paragraphs_of_the_section_come_before_its_neighbours() -> None:
    assert _topics(2, lead="加强爱卫和健康促进工作力度") == (
        "加强爱卫和健康促进工作力度",
        "放管服改革的持续推进",
        "不断优化市场化法治化国际化营商环境",
    )


def test_following_sections_come_before_earlier_ones() -> None:
    assert _topics(1) == ("加强生态文明建设,打造美丽朝阳", "放管服改革的持续推进")


def test_what_is_cited_or_was_asked_is_not_offered() -> None:
    assert _topics(2, 3, lead="加强爱卫", asked="放管服改革的持续推进呢") == (
        "不断优化市场化法治化国际化营商环境",
    )


def test_names_too_short_or_too_long_to_ask_about_are_left_out() -> None:
    assert "概况" not in _topics(2, lead="概况")
    assert "长" * 31 not in _topics(2, lead="长" * 31)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("一、总报告", "总报告"),
        ("(三)依法全面履行政府职能", "依法全面履行政府职能"),
        ("4.加强生态文明建设", "加强生态文明建设"),
        ("第二章 财政收支", "财政收支"),
        # A figure that begins the name is no number of it.
        ("12345热线", "12345热线"),
        ("“五联动”机制", "‘五联动’机制"),
    ],
)
def test_a_heading_loses_its_number(heading: str, name: str) -> None:
    assert _named(heading) == name
