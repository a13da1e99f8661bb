import re
from dataclasses import replace

from rag import Language, Shares
from tests.doubles import FakeAssistant
from ui.trial import render_form, render_understood, render_weights


def _words(html: str) -> str:
    return re.sub("<[^>]+>", "", html)


def test_a_query_that_was_put_right_and_widened_says_so() -> None:
    views = FakeAssistant().views("法绿上访")
    words = _words(render_understood(views, Language.ZH))
    assert words == "按此检索法律上访已改写自“法绿上访”去问答里提问一并查找信访"


def test_a_query_searched_as_typed_says_nothing_more() -> None:
    words = _words(render_understood(FakeAssistant().views("外资"), Language.EN))
    assert words == "Searched for外资Ask this"


def test_each_of_several_questions_can_be_tried_alone() -> None:
    views = replace(FakeAssistant().views("甲乙"), parts=("甲？", "乙？"))
    html = render_understood(views, Language.ZH)
    assert re.findall('data-query="([^"]+)"', html) == ["甲？", "乙？"]


def test_sliders_stand_at_the_weights_of_the_settings() -> None:
    views = replace(FakeAssistant().views("外资"), weights=Shares(0.5, 1.0, 0.0, 4.2))
    html = render_weights(views, Language.EN)
    found = re.findall('max="([^"]+)" step="0.1" value="([^"]+)" data-view="([^"]+)"', html)
    assert found == [
        ("3", "0.5", "dense"),
        ("3", "1", "lexical"),
        ("3", "0", "late"),
        ("5", "4.2", "kind"),
    ]
    assert "The words view sees 50% of this question" in html
    assert "%" not in render_weights(replace(views, sight=1.0), Language.EN)


def test_a_document_can_be_chosen_where_there_are_several() -> None:
    assert "trial-doc" not in render_form(False, Language.ZH)
    html = render_form(True, Language.ZH)
    assert 'id="trial-doc" value="" data-act="trialdoc" data-every="全部文件"' in html
