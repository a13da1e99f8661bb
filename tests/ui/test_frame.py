import re

from rag import Language
from tests.doubles import document
from ui.examples import examples_for
from ui.frame import render_header, render_keys, render_panel_head, render_welcome

_OTHER = document("water-2021", title="水务年报")


def test_title_and_date_are_in_the_header() -> None:
    html = render_header([document()], Language.ZH)
    assert '<span class="title" lang="zh">2020年朝阳区法治政府建设白皮书</span>' in html
    assert '<span class="as-of">截至2021年6月</span>' in html
    assert "as of June 2021" in render_header([document()], Language.EN)


def test_several_documents_are_listed_behind_their_number() -> None:
    html = render_header([document(), _OTHER], Language.EN)
    assert "<summary>2 documents</summary>" in html
    assert re.findall('lang="zh">(.*?)</span>', html) == [document().title, "水务年报"]


def test_examples_are_of_six_kinds() -> None:
    kinds = [example.kind for example in examples_for([document()])]
    assert kinds == [
        *("kind_number", "kind_list", "kind_everyday"),
        *("kind_english", "kind_traditional", "kind_silent"),
    ]


def test_examples_are_about_the_shipped_report_only() -> None:
    html = render_welcome([_OTHER], Language.ZH)
    assert "data-question" not in html
    assert "可以这样问" not in html


def test_an_example_is_a_button_in_its_own_language() -> None:
    html = render_welcome([document()], Language.ZH)
    question = "How much foreign investment did the district use?"
    assert f'data-act="ask" data-question="{question}"' in html
    assert f'<span lang="en">{question}</span>' in html


def test_headings_are_what_the_regions_of_the_page_are_called_by() -> None:
    assert 'id="conversation-title" class="unseen">Conversation<' in render_welcome([], Language.EN)
    assert 'id="evidence-title">Evidence<' in render_panel_head(Language.EN)


def test_a_title_with_markup_is_shown_as_text() -> None:
    html = render_header([document(title="<b>年报</b>")], Language.ZH)
    assert "&lt;b&gt;年报&lt;/b&gt;" in html


def test_the_words_of_notes_and_the_chats_buttons_follow_the_interface() -> None:
    html = render_keys(Language.EN)
    assert '<p role="status" id="note" data-note-copied="Copied"' in html
    assert 'data-act="fresh">New chat<' in html
    assert 'data-act="export" data-form="json">Export JSON<' in html


def test_the_welcome_says_where_the_chat_is_kept() -> None:
    assert "只保存在这个浏览器里" in render_welcome((document("other"),), Language.ZH)


def test_the_header_carries_what_is_said_of_the_server() -> None:
    html = render_header((document(),), Language.ZH_HANT)
    assert '<p role="status" id="connection" data-connection-lost="連不上服務' in html
