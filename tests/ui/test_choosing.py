"""What the page's script asks for where documents are chosen, and what comes of a choice."""

import json

import pytest

from rag import Language
from tests.doubles import FakeAssistant, document
from ui.page.picker import Picker
from ui.page.tab import texts_of
from ui.page.talk import turns_of

_THREE = [document(), document("b", title="乙"), document("c", title="丙")]


def _picker() -> Picker:
    return Picker(FakeAssistant(*_THREE))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        # What was picked before stands first, and is not listed twice.
        ("", ["c", "chaoyang-2020", "b"]),
        ("丙", ["c"]),
        ("乙", ["b"]),
    ],
)
def test_what_is_typed_is_looked_for(words: str, ids: list[str]) -> None:
    listed = _picker().listing({"words": words, "picked": '["c"]', "lang": "zh"})
    assert [each.split('"')[0] for each in listed["rows"].split('value="')[1:]] == ids
    assert ('value="c" checked' in listed["rows"]) == ("c" in ids)


def test_a_choice_that_is_not_here_is_left_out_and_said() -> None:
    choice = _picker().choice({"chosen": '["b", "gone"]', "lang": "zh"})
    assert choice["chosen"] == ["b"]
    assert "乙" in choice["scope"]
    assert "乙" in choice["about"]
    assert "已去掉" in choice["lost"]
    assert _picker().choice({"chosen": '["b"]', "lang": "zh"})["lost"] == ""


def test_one_document_leaves_nothing_to_choose() -> None:
    choice = Picker(FakeAssistant()).choice({"chosen": "[]", "lang": "zh"})
    assert (choice["many"], choice["scope"]) == (False, "")


@pytest.mark.parametrize("listed", ["", "{", "{}", "null", "9" * 5000, '[1, null, "b"]'])
def test_a_list_from_a_browser_is_not_trusted(listed: str) -> None:
    assert texts_of(listed) == (("b",) if "b" in listed else ())


@pytest.mark.parametrize(("chosen", "within"), [((), None), (("b", "c"), ("b", "c"))])
def test_the_choice_reaches_the_assistant_and_the_turn(chosen, within) -> None:
    assistant = FakeAssistant(*_THREE)
    *_, turn = turns_of(assistant, "外资", earlier=(), language=Language.ZH, doc_ids=chosen)
    assert assistant.within == [within]
    assert tuple(each.doc_id for each in turn.scope) == chosen


def test_documents_that_are_gone_are_not_asked_around() -> None:
    assistant = FakeAssistant(*_THREE)
    *_, turn = turns_of(assistant, "外资", earlier=(), language=Language.ZH, doc_ids=["b", "gone"])
    assert turn.error == "所选文件里有这里没有的，没有提问。请在问题框上方重新选择。"
    assert assistant.asked == []
    assert json.loads(json.dumps([each.doc_id for each in turn.scope])) == ["b"]
