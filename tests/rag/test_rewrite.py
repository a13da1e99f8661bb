import logging

import pytest

from rag import Language
from rag.rewrite import Rewriter
from rag.types import Question
from tests.llm_server import KEY, Scripted, fault

_ASKED = Question("蓝天变多了吗？", Language.ZH)


@pytest.fixture
def rewriter(writer):
    def make(*replies: Scripted, **options: object):
        assistant, service = writer(*replies, rewrite=True, **options)
        return Rewriter(assistant.settings.llm), service

    return make


def test_the_rewording_is_searched_beside_the_askers_words(rewriter) -> None:
    made, service = rewriter(Scripted(["**优良天", "数**\n还有"]))
    assert made.rewritten(_ASKED, ["空气如何？"]).query == "蓝天变多了吗？ 优良天数"
    assert "<history>\n空气如何？\n</history>" in service.prompt
    follow_up = Question("那呢？", Language.ZH, "空气如何？ 那呢？")
    assert made.rewritten(follow_up, ()).query == "空气如何？ 那呢？ 优良天数"


@pytest.mark.parametrize(
    "reply", [fault(401), Scripted(), Scripted(["？？"]), Scripted(["年" * 201])]
)
def test_without_a_usable_rewording_the_question_stays_and_the_log_says_why(
    rewriter, reply, caplog
) -> None:
    made, _ = rewriter(reply)
    with caplog.at_level(logging.WARNING):
        assert made.rewritten(_ASKED, ()) == _ASKED
    assert "searched as it stands, not reworded: " in caplog.text
    assert KEY not in caplog.text


def test_rewording_and_answer_share_the_deadline(writer) -> None:
    assistant, service = writer(
        Scripted(["优良天数"]), Scripted(["优良天达到280天。[1]"]), rewrite=True, deadline_s=4.0
    )
    options = assistant.settings.llm
    assert (options.rewrite_s, options.answer_s) == (1.0, 3.0)
    answer = assistant.ask("蓝天变多了吗？")
    assert (answer.query, len(service.requests)) == ("蓝天变多了吗？ 优良天数", 2)
    assert answer.answer == "优良天达到280天。 [1]"
