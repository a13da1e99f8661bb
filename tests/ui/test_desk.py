import re

from rag import Language
from tests.doubles import PAYLOAD, document
from ui.desk import render_bar


def test_one_document_is_named_with_its_date() -> None:
    html = render_bar([document()], document(), language=Language.EN)
    assert re.sub("<[^>]+>", "", html).startswith("2020年朝阳区法治政府建设白皮书as of June 2021")
    assert "<select" not in html


def test_several_documents_can_be_chosen_from() -> None:
    other = document("b", title="乙")
    html = render_bar([document(), other], other, language=Language.ZH)
    assert re.findall(r'<option value="([^"]+)"( selected)?>([^<]+)', html) == [
        ("chaoyang-2020", "", "2020年朝阳区法治政府建设白皮书 · 截至2021年6月"),
        ("b", " selected", "乙 · 截至2021年6月"),
    ]


def test_the_tools_speak_the_language_of_the_interface() -> None:
    html = render_bar([document()], document(), language=Language.ZH_HANT)
    for said in (
        'aria-label="在文中查找"',
        'aria-label="上一處"',
        "複製連結",
        'data-none="沒有找到"',
    ):
        assert said in html


def test_a_title_stays_text() -> None:
    hostile = document("b", title=PAYLOAD)
    assert "<script" not in render_bar([document(), hostile], hostile, language=Language.EN)
