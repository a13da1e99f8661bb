import io
import sys
from dataclasses import replace

import pytest

from index import DocumentRecord
from rag import Answer, Language, Verdict
from tests.doubles import FakeAssistant, document
from ui.terminal import print_answer, print_documents, print_hits

_ASSISTANT = FakeAssistant()
_DOCUMENTS = {"chaoyang-2020": document()}

_ZH = """\
PM2.5年均浓度为39微克/立方米,下降9.3%; [1]
优良天达到280天,同比增加48天 [2]

来源
[1] 2020年朝阳区法治政府建设白皮书 (截至2021年6月)
    一、总报告 › (三)依法全面履行政府职能 › 4.加强生态文明建设,打造美丽朝阳 · 第14页起 · 第1段
    「PM2.5年均浓度为39微克/立方米,下降9.3%;」
[2] 2020年朝阳区法治政府建设白皮书 (截至2021年6月)
    一、总报告 › (三)依法全面履行政府职能 › 4.加强生态文明建设,打造美丽朝阳 · 第14页起 · 第1段
    「优良天达到280天,同比增加48天」
"""
_EN = """\
The report says (quoted in the original Chinese):
全年共审理行政复议案件523件(含上年结转90件),审结450件。 [1]
Terms: 行政复议 = administrative review

Sources
[1] 2020年朝阳区法治政府建设白皮书 (as of June 2021)
    一、总报告 › (七)依法有效化解社会矛盾纠纷 › 2.行政复议化解行政争议的优势不断凸显 · from p. 27, para. 1
    「全年共审理行政复议案件523件(含上年结转90件),审结450件。」
"""  # noqa: E501 - a line is what is printed


def _printed(answer: Answer, capsys: pytest.CaptureFixture[str]) -> str:
    print_answer(answer, _DOCUMENTS)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("question", "golden"), [("PM2.5降到多少？", _ZH), ("How many cases?", _EN)]
)
def test_an_answer_is_followed_by_its_numbered_sources(question, golden, capsys) -> None:
    assert _printed(_ASSISTANT.ask(question), capsys) == golden


def test_sources_are_headed_in_the_askers_script(capsys) -> None:
    out = _printed(_ASSISTANT.ask("調解率"), capsys)
    assert "\n來源\n[1] 2020年朝阳区法治政府建设白皮书 (截至2021年6月)\n" in out
    assert "第27頁起 · 第2段\n" in out


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh", "理解为：2019年"), ("zh-Hant", "理解為：2019年"), ("en", "Understood as: 2019年")],
)
def test_how_a_question_was_understood_comes_first(language: str, line: str, capsys) -> None:
    answer = replace(_ASSISTANT.ask("PM2.5"), query="2019年", language=Language(language))
    assert _printed(answer, capsys).startswith(f"{line}\n{answer.answer[:5]}")


def test_a_refusal_names_the_places_that_are_near(capsys) -> None:
    refusal = _ASSISTANT.ask("别的区怎么样")
    out = _printed(replace(refusal, near=refusal.near[:1]), capsys)
    assert out == (
        "报告没有给出这一数字;报告只写了朝阳区的情况。\n\n也许相关（未作为依据）\n"
        "  一、总报告 › (三)依法全面履行政府职能 › 1.放管服改革的持续推进 · 第9页起 · 第1段\n"
    )


def test_a_note_stands_below_the_answer(capsys) -> None:
    answer = replace(_ASSISTANT.ask("外资"), notes=("依据较弱",), citations=())
    assert _printed(answer, capsys) == "全年实际利用外资46.2亿美元,占全市的三成以上 [1]\n依据较弱\n"


def test_what_a_model_wrote_says_so_and_each_doubted_source_says_why(capsys) -> None:
    answer = _ASSISTANT.ask("PM2.5")
    first, second = answer.citations
    doubted = (replace(first, verdict=Verdict.CONTRADICTED), second)
    out = _printed(replace(answer, answered_by="llm", citations=doubted), capsys)
    assert " [2]\n由语言模型撰写，请核对依据\n\n来源\n[1]" in out
    assert "下降9.3%;」\n    与原文不符\n[2]" in out
    assert out.endswith("同比增加48天」\n")
    refused = replace(_ASSISTANT.ask("别的区怎么样"), answered_by="llm")
    assert "由语言模型撰写" not in _printed(refused, capsys)


def test_hits_are_printed_with_their_scores_part_by_part(capsys) -> None:
    hit = replace(_ASSISTANT.search("x")[0], text="一段话")
    print_hits([hit], Language.EN)
    assert capsys.readouterr().out == (
        "1. 一、总报告 › (三)依法全面履行政府职能 › 1.放管服改革的持续推进 · from p. 9, para. 1\n"
        "   chaoyang-2020:0.1  score 3.500  dense 0.610  lexical 12.500  late 0.720\n"
        "   一段话\n"
    )


def test_documents_are_one_line_each_with_a_dash_for_what_is_unknown(capsys) -> None:
    known = DocumentRecord("a", "甲", "某局", "2021-06", "0", "", "", 12)
    print_documents([known, replace(known, doc_id="b", issuer="", as_of="")])
    assert capsys.readouterr().out == "a\t2021-06\t12\t某局\t甲\nb\t-\t12\t-\t甲\n"


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def _shown(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal 200 columns wide is sent."""
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "200"}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    screen = _Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    print_answer(answer, _DOCUMENTS)
    return screen.getvalue()


def test_a_terminal_gets_colours(monkeypatch) -> None:
    shown = _shown(_ASSISTANT.ask("外资"), monkeypatch)
    first, _, third, *_ = shown.splitlines()
    assert first == (
        "\x1b[1m全年实际利用外资46.2亿美元,占全市的三成以上 \x1b[0m\x1b[1;36m[1]\x1b[0m"
    )
    assert third == "\x1b[36m来源\x1b[0m"


def test_a_source_neither_marks_up_nor_steers_the_terminal(monkeypatch) -> None:
    answer = replace(_ASSISTANT.ask("外资"), answer="[red]红\x1b]0;x\x07\x9b2J", citations=())
    assert _shown(answer, monkeypatch) == "\x1b[1m[red]红\ufffd]0;x\ufffd\ufffd2J\x1b[0m\n"
