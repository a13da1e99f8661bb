import re

from rag import Language
from tests.doubles import PAYLOAD, document
from ui.desk import render_bar


def test_one_document_is_named_with_its_date() -> None:
    html = render_bar(document(), several=False, language=Language.EN)
    assert re.sub("<[^>]+>", "", html).startswith("2020年朝阳区法治政府建设白皮书as of June 2021")
    assert "readother" not in html


def test_of_several_documents_another_can_be_chosen() -> None:
    html = render_bar(document("b", title="乙"), several=True, language=Language.ZH)
    assert re.findall(r'data-act="readother"[^>]*>([^<]+)', html) == ["换一份文件"]
    assert '<span lang="zh">乙</span>' in html


def test_the_tools_speak_the_language_of_the_interface() -> None:
    html = render_bar(document(), several=False, language=Language.ZH_HANT)
    for said in (
        'aria-label="在文中查找"',
        'aria-label="上一處"',
        "複製連結",
        'data-none="沒有找到"',
    ):
        assert said in html


def test_a_title_stays_text() -> None:
    hostile = document("b", title=PAYLOAD)
    assert "<script" not in render_bar(hostile, several=True, language=Language.EN)
