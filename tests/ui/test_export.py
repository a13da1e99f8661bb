import json
import re

from rag import Language, Titled
from tests.doubles import PAYLOAD, FakeAssistant
from ui.export import turn_text, turns_json, turns_markdown
from ui.page.talk import sources_of
from ui.types import Turn

_ASSISTANT = FakeAssistant()


def _turn(question: str) -> Turn:
    answer = _ASSISTANT.ask(question)
    return Turn("t", question, answer, sources_of(_ASSISTANT, answer))


def test_an_answer_is_copied_with_its_quotes_and_places() -> None:
    assert turn_text(_turn("外资"), Language.EN) == (
        "全年实际利用外资46.2亿美元,占全市的三成以上 [1]\n"
        "\n"
        "[1] 全年实际利用外资46.2亿美元,占全市的三成以上\n"
        "    2020年朝阳区法治政府建设白皮书 · as of June 2021 · "
        "一、总报告 › (三)依法全面履行政府职能 › 2.不断优化市场化法治化国际化营商环境 · "
        "from p. 11, para. 1"
    )


def test_json_is_parsed_back_with_quote_place_offsets_and_verdict() -> None:
    read = json.loads(turns_json([_turn("PM2.5"), Turn("e", "长", error="太长")]))
    first, failed = read["turns"]
    assert read["schema"] == 1
    nothing = {"answer": None, "asked_in": [], "documents": []}
    assert failed == {"question": "长", "error": "太长", **nothing}
    text = _ASSISTANT.documents[0].text
    for citation in first["answer"]["citations"]:
        assert text[citation["source_start"] : citation["source_end"]] == citation["quote"]
        assert (citation["page"], citation["verdict"]) == (14, "supported")
    assert first["documents"][0]["as_of"] == "2021-06"


def test_markdown_is_parsed_back_with_quote_place_and_verdict() -> None:
    told = turns_markdown([_turn("PM2.5"), _turn("海淀")], Language.ZH)
    assert re.findall("^## (.*)$", told, re.M) == ["PM2.5", "海淀"]
    cited = re.findall(r"^- \*\*\[(\d)\]\*\* (.*)  \n  .* · (第.*页起 · .*) · (.*)$", told, re.M)
    assert cited == [
        ("1", "PM2.5年均浓度为39微克/立方米,下降9.3%;", "第14页起 · 第1段", "原文支持"),
        ("2", "优良天达到280天,同比增加48天", "第14页起 · 第1段", "原文支持"),
    ]
    assert "报告没有给出这一数字" in told


def test_nothing_in_markdown_is_markup_but_ours() -> None:
    told = turns_markdown([Turn("t", f"![x](http://y) {PAYLOAD}\n# z", error="*a*")], Language.ZH)
    assert told == (
        "## \\!\\[x\\](http://y) "
        + re.sub(r"([*_{}<>`])", r"\\\1", PAYLOAD)
        + " \\# z\n\n\\*a\\*\n"
    )


def test_what_was_asked_is_taken_along() -> None:
    scope = (Titled("a", "年报*"), Titled("b", "规划"))
    turn = Turn("t", "PM2.5", FakeAssistant().ask("PM2.5"), scope=scope)
    assert json.loads(turns_json([turn]))["turns"][0]["asked_in"] == ["a", "b"]
    assert "*只问了：年报\\*、规划*\n" in turns_markdown([turn], Language.ZH)
