import re
from dataclasses import replace

import pytest

from rag import Catalogue, Language
from tests.doubles import document
from ui.examples import examples_for
from ui.frame import render_about, render_header, render_keys, render_panel_head, render_welcome

_OTHER = document("water-2021", title="水务年报")


def test_title_and_date_are_in_the_header() -> None:
    html = render_header(Catalogue([document()]), Language.ZH)
    assert '<span class="title" lang="zh">2020年朝阳区法治政府建设白皮书</span>' in html
    assert '<span class="as-of">截至2021年6月</span>' in html
    assert "as of June 2021" in render_header(Catalogue([document()]), Language.EN)


def test_of_several_documents_the_number_leads_to_the_choice() -> None:
    html = render_header(Catalogue([document(), _OTHER]), Language.EN)
    assert '<div class="about many"><p><button type="button" data-act="choosescope"' in html
    assert '<span class="title">2 documents</span>' in html
    assert "as of" not in html


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["water-2021"], "水务年报截至2020年"),
        # Dates that differ are not told together.
        (["water-2021", "chaoyang-2020"], "《水务年报》等2份文件"),
        ([], "3份文件"),
    ],
)
def test_the_header_follows_the_choice(chosen: list[str], said: str) -> None:
    water = replace(_OTHER, as_of="2020")
    catalogue = Catalogue([document(), water, document("c", title="丙")])
    html = render_about(catalogue.named(chosen), catalogue, language=Language.ZH)
    assert re.sub("<[^>]+>", "", html) == said


def test_examples_are_of_six_kinds() -> None:
    kinds = [example.kind for example in examples_for({"chaoyang-2020"})]
    assert kinds == [
        *("kind_number", "kind_list", "kind_everyday"),
        *("kind_english", "kind_traditional", "kind_silent"),
    ]


def test_examples_are_about_the_shipped_report_only() -> None:
    html = render_welcome(Catalogue([_OTHER]), Language.ZH)
    assert "data-question" not in html
    assert "可以这样问" not in html


def test_an_example_is_a_button_in_its_own_language() -> None:
    html = render_welcome(Catalogue([document()]), Language.ZH)
    question = "How much foreign investment did the district use?"
    assert f'data-act="ask" data-question="{question}"' in html
    assert f'<span lang="en">{question}</span>' in html


def test_headings_are_what_the_regions_of_the_page_are_called_by() -> None:
    assert 'id="conversation-title" class="unseen">Conversation<' in render_welcome(
        Catalogue([]), Language.EN
    )
    assert 'id="evidence-title">Evidence<' in render_panel_head(Language.EN)


def test_a_title_with_markup_is_shown_as_text() -> None:
    html = render_header(Catalogue([document(title="<b>年报</b>")]), Language.ZH)
    assert "&lt;b&gt;年报&lt;/b&gt;" in html


def test_the_words_of_notes_and_the_chats_buttons_follow_the_interface() -> None:
    html = render_keys(Language.EN)
    assert '<p role="status" id="note" data-note-copied="Copied"' in html
    assert 'data-act="fresh">New chat<' in html
    assert 'data-act="export" data-form="json">Export JSON<' in html


def test_the_welcome_says_where_the_chat_is_kept() -> None:
    assert "只保存在这个浏览器里" in render_welcome((document("other"),), Language.ZH)


def test_the_header_carries_what_is_said_of_the_server() -> None:
    html = render_header(Catalogue([document()]), Language.ZH_HANT)
    assert '<p role="status" id="connection" data-connection-lost="連不上服務' in html
