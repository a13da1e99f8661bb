import re
from dataclasses import replace

from corpus import Section
from rag import Language
from tests.doubles import document
from tests.factories import make_document
from ui.outline import render_outline


def _headings(html: str) -> list[tuple[str, str, str]]:
    return re.findall(
        r'<li class="(depth-\d)"><button .*?data-at="(\d+)-.*?heading-words">([^<]*)<', html
    )


def test_every_heading_leads_to_its_place_in_order() -> None:
    source = document()
    found = _headings(render_outline(source, Language.ZH))
    assert [(int(start), words) for _, start, words in found] == [
        (section.start, section.path[-1]) for section in source.sections
    ]


def test_pages_are_said_as_where_the_section_starts() -> None:
    html = render_outline(document(), Language.EN)
    assert '<span aria-hidden="true">14</span><span class="unseen">from p. 14</span>' in html
    exact = replace(document().sections[0], page_exact=True)
    html = render_outline(replace(document(), sections=(exact,)), Language.ZH)
    assert '<span class="unseen">第9页</span>' in html


def test_a_heading_is_set_in_by_its_depth() -> None:
    made = make_document("一、概况\n\n(一)起\n\n甲。\n\n二、安排\n\n乙。\n")
    found = _headings(render_outline(made, Language.ZH))
    assert [(depth, words) for depth, _, words in found] == [
        ("depth-1", "一、概况"),
        ("depth-2", "(一)起"),
        ("depth-1", "二、安排"),
    ]


def test_a_text_without_headings_has_no_tree() -> None:
    assert render_outline(make_document("甲。\n\n乙。\n"), Language.ZH) == ""


def test_a_very_long_tree_shows_its_upper_levels_and_says_so() -> None:
    sections = tuple(
        Section(
            number, ("甲",) if number % 10 == 0 else ("甲", "乙"), number, number + 1, number + 1
        )
        for number in range(1000)
    )
    html = render_outline(replace(document(), sections=sections), Language.EN)
    assert len(_headings(html)) == 100
    assert "900 finer headings are not listed" in html
