import html as markup
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Document, shipped_report
from rag import Language
from tests.doubles import PAYLOAD, document
from tests.factories import make_document
from ui.reading import render_leaf, window
from ui.types import Spot

_BLOCK = re.compile(r'<(h\d|p)[^>]*? data-start="(\d+)" data-end="(\d+)">(.*?)</\1>', re.DOTALL)


def _leaf(source: Document, start: int = 0, end: int = 0) -> str:
    return render_leaf(Spot(source, start, end), Language.ZH)


def _blocks(html: str) -> list[tuple[int, int, str]]:
    return [
        (int(start), int(end), markup.unescape(re.sub("<[^>]+>", "", words)))
        for _, start, end, words in _BLOCK.findall(html)
    ]


def _marked(html: str) -> list[str]:
    return [markup.unescape(each) for each in re.findall("<mark>(.*?)</mark>", html, re.DOTALL)]


@pytest.mark.parametrize("source", [document(), shipped_report()], ids=["small", "shipped"])
def test_the_whole_document_is_there_word_for_word(source: Document) -> None:
    blocks = _blocks(_leaf(source))
    assert all(source.text[start:end] == words for start, end, words in blocks)
    assert "".join("".join(words.split()) for *_, words in blocks) == "".join(source.text.split())


def test_a_span_is_marked_where_it_stands() -> None:
    source = document()
    start = source.text.index("PM2.5年均")
    html = _leaf(source, start, start + 9)
    assert _marked(html) == [source.text[start : start + 9]]
    assert source.text[start:].startswith(_marked(html)[0])


def test_a_span_over_several_paragraphs_and_a_heading_is_marked_in_each() -> None:
    source = document()
    heading = source.sections[1]
    start, end = heading.start - 5, heading.body + 4
    assert _marked(_leaf(source, start, end)) == [
        source.text[start : heading.start - 1],
        heading.path[-1],
        "——国际",
    ]


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    source = make_document("一、概况\n\n𠮷𠮷甲😀乙丙。\n")
    at = source.text.index("甲")
    assert _marked(_leaf(source, at, at + 3)) == ["甲😀乙"]


def test_an_empty_span_marks_nothing() -> None:
    assert _marked(_leaf(document(), 40, 40)) == []


def test_the_page_is_said_once_where_sections_share_it() -> None:
    source = document()
    sections = tuple(replace(section, page=7) for section in source.sections)
    html = _leaf(replace(source, sections=sections))
    assert re.findall('class="page-from">([^<]*)<', html) == ["第7页起"]


def test_cover_and_contents_are_folded_until_led_to() -> None:
    source = make_document(
        "某某白皮书\n2020年\n目 录\n一、概况..... 1\n二、安排..... 2\n"
        "一、概况\n甲。\n二、安排\n乙。\n"
    )
    first = source.sections[0].start
    assert first > 0
    assert '<details class="unsectioned"><summary>封面、目录等</summary>' in _leaf(source)
    assert '<details class="unsectioned" open>' in _leaf(source, 0, 3)


def test_a_text_without_sections_is_read_all_the_same() -> None:
    bare = replace(document(), sections=())
    html = _leaf(bare)
    assert "details" not in html
    assert [words for *_, words in _blocks(html)] == bare.text.splitlines()


def test_a_long_document_shows_a_window_and_the_ways_on() -> None:
    body = "\n\n".join(f"第{number}段的文字在这里写着。" for number in range(6_000))
    source = make_document(f"一、概况\n\n{body}\n")
    middle = source.text.index("第3000段")
    html = _leaf(source, middle, middle + 6)
    assert _marked(html) == ["第3000段"]
    assert sum(len(words) for *_, words in _blocks(html)) < 45_000
    start, end = (int(re.search(rf'data-{name}="(\d+)"', html)[1]) for name in ("from", "to"))
    assert f'data-at="{start}-{start}"' in html
    assert f'data-at="{end}-{end}"' in html
    assert all(start <= first and last <= end for first, last, _ in _blocks(html))


def test_the_first_and_the_last_window_have_one_way_on() -> None:
    source = replace(document(), text="字" * 200_000, sections=())
    assert re.findall("further (earlier|later)", _leaf(source)) == ["later"]
    assert re.findall("further (earlier|later)", _leaf(source, 200_000, 200_000)) == ["earlier"]


@settings(deadline=None)
@given(st.integers(0, 300_000), st.sampled_from(["字", "字\n", "字" * 500 + "\n"]))
def test_a_window_holds_its_place_and_is_never_large(around: int, line: str) -> None:
    source = line * (300_000 // len(line))
    around = min(around, len(source))
    start, end = window(source, around)
    assert start <= around <= end
    assert end - start <= 48_000
    assert start == 0 or end == len(source) or end - start > 30_000


def test_what_a_document_says_stays_text() -> None:
    html = _leaf(document(title=PAYLOAD))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
