import itertools
import json
import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import gradio as gr
import pytest
from gradio_client import Client

from rag import Answer, Language
from tests.doubles import FakeAssistant, document
from tests.ui.served import gradio_leaks_ignored, served
from ui.errors import AddressError, PortTaken
from ui.page import Served, build_page, serve, start, talk
from ui.page.ask import Ask
from ui.page.kept import Keeper
from ui.page.look import head
from ui.page.talk import paced, restored, sources_of, turns_of
from ui.page.wire import wired
from ui.types import Turn

pytestmark = pytest.mark.slow

_ROOT = Path(__file__).parents[2]


def _turns(question: str, *earlier: str, assistant: FakeAssistant | None = None) -> list[Turn]:
    asked = assistant or FakeAssistant()
    return list(turns_of(asked, question, earlier=earlier, language=Language.ZH))


def test_a_turn_waits_then_grows_then_is_whole() -> None:
    turns = _turns("PM2.5是多少")
    answers = [turn.answer and len(turn.answer.citations) for turn in turns]
    assert answers == [None, 1, 2]
    assert [turn.busy for turn in turns] == [True, True, False]
    assert turns[-1].answer == FakeAssistant().ask("PM2.5是多少")
    assert len({turn.key for turn in turns}) == 1


def test_two_turns_never_share_a_key() -> None:
    assert _turns("外资")[0].key != _turns("外资")[0].key


def test_what_the_assistant_does_not_take_is_told_in_its_words() -> None:
    turns = _turns("问" * 2001)
    assert [turn.error for turn in turns] == [
        None,
        "the question has 2001 characters; ask in at most 2000",
    ]


def test_a_fault_of_the_program_is_logged_and_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        turns = _turns("来一个程序错误")
    assert turns[-1].error is not None
    assert turns[-1].error.startswith("回答时出了程序错误")
    assert "a fault that nobody foresaw" in caplog.text


def test_ten_earlier_questions_are_enough() -> None:
    assistant = FakeAssistant()
    _turns("PM2.5", *(f"问{number}" for number in range(12)), assistant=assistant)
    assert assistant.asked == [("PM2.5", tuple(f"问{number}" for number in range(2, 12)))]


def test_sources_are_the_cited_then_the_near_each_once() -> None:
    assistant = FakeAssistant()
    sources = sources_of(assistant, assistant.ask("PM2.5是多少"))
    assert [source.passage.passage_id for source in sources] == [
        "chaoyang-2020:2.1",
        "chaoyang-2020:2.2",
    ]
    assert sources[0].document == document()


def test_a_passage_that_no_longer_says_what_is_quoted_is_no_source() -> None:
    assistant = FakeAssistant()
    answer = assistant.ask("PM2.5是多少")
    gone = replace(answer.citations[0], passage_id="chaoyang-2020:9.9")
    changed = replace(answer.citations[1], quote="优良天达到290天")
    turn = Turn("t", "问", replace(answer, citations=(gone, changed)))
    names = [source.passage.passage_id for source in restored(assistant, turn).sources]
    assert names == ["chaoyang-2020:2.2"]  # the one that is near


def test_the_last_turn_names_what_stands_beside_it() -> None:
    assistant = FakeAssistant()
    *_, growing, whole = _turns("PM2.5", assistant=assistant)
    assert growing.topics == ()
    assert whole.topics == ("放管服改革的持续推进", "不断优化市场化法治化国际化营商环境")
    assert _turns("海淀", assistant=assistant)[-1].topics == ()
    again = _turns("外资", "关于“放管服改革的持续推进”", assistant=assistant)[-1]
    assert again.topics == ("加强生态文明建设,打造美丽朝阳",)


def test_a_fast_stream_repaints_seldom_and_ends_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(0.0, 0.1)
    monkeypatch.setattr(talk, "monotonic", lambda: next(clock))
    answers = [Answer(str(number), Language.ZH, "…") for number in range(10)]
    shown = [(int(answer.question), last) for answer, last in paced(answers, seconds=0.35)]
    # The clock is read once more for each answer shown.
    assert shown == [(0, False), (4, False), (8, False), (9, True)]


def test_an_answer_without_words_is_shown_only_when_it_is_the_last() -> None:
    silent = Answer("问", Language.ZH, "")
    assert list(paced([silent, silent], seconds=0)) == [(silent, True)]


def test_an_empty_stream_shows_nothing() -> None:
    assert list(paced([], seconds=1)) == []


def test_only_the_turns_given_travel() -> None:
    turns = [Turn("a1", "问"), Turn("b2", "再问", error="太长")]
    sent = wired(turns, Language.EN, keeper=Keeper(b"s"))
    assert sent["lang"] == "en"
    assert [turn["key"] for turn in sent["turns"]] == ["a1", "b2"]
    assert 'id="turn-a1"' in sent["turns"][0]["turn"]
    assert sent["turns"][0]["evidence"] == ""
    assert [turn["copied"] for turn in sent["turns"]] == ["", "太长"]
    assert [bool(turn["kept"]) for turn in sent["turns"]] == [False, True]


def test_the_style_and_the_script_name_no_other_host() -> None:
    assert re.findall(r"(?:https?:)?//[\w.]+\.\w+|@import|url\(", head()) == []


def test_gradio_is_told_to_be_silent_whatever_the_environment_says() -> None:
    code = "import ui.page, gradio.analytics as a; print(a.analytics_enabled())"
    environment = os.environ | {"GRADIO_ANALYTICS_ENABLED": "True"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, env=environment, capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("False\n", 0)


def test_no_question_waits_for_gradios_statistics(page: Served) -> None:
    with gradio_leaks_ignored():
        Client(page.url, verbose=False).predict("外资", "zh", "[]", "[]", api_name="/ask")
    assert page.page._queue.cached_event_analytics_summary == {"functions": {}}
    assert len(page.page._queue.event_analytics) == 1


def test_the_page_is_built_without_being_served() -> None:
    with gradio_leaks_ignored():
        page = build_page(FakeAssistant())
        assert page.title == "白皮书问答 Baipishu"
        assert page._queue.default_concurrency_limit == 16
        del page


@pytest.fixture(scope="module")
def page() -> Iterator[Served]:
    with served(FakeAssistant()) as served_page:
        yield served_page


def test_the_browser_itself_is_told_to_stay_on_this_host(page: Served) -> None:
    with urlopen(page.url) as response:
        policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_the_style_sheet_and_the_script_are_served(page: Served) -> None:
    with urlopen(page.url) as response:
        text = response.read().decode()
    assert "prefers-reduced-motion" in text
    assert "window.baipishu" in text


def test_chats_at_the_same_time_never_mix() -> None:
    assistant = FakeAssistant(delay=0.05)
    questions = {"PM2.5是多少": "优良天达到280天", "外资": "46.2亿美元", "海淀": "没有找到答案"}

    def talk_twice(question: str) -> str:
        client = Client(url, verbose=False)
        client.predict(question, "zh", "[]", "[]", api_name="/ask")
        past = json.dumps([question])
        return str(client.predict(f"再问{question}", "zh", past, "[]", api_name="/ask"))

    with gradio_leaks_ignored(), served(assistant) as own:
        url = own.url
        with ThreadPoolExecutor(len(questions)) as pool:
            answers = list(pool.map(talk_twice, questions))
    for answer, (question, words) in zip(answers, questions.items(), strict=True):
        assert words in answer
        assert (f"再问{question}", (question,)) in assistant.asked


def test_an_empty_question_is_not_asked(page: Served) -> None:
    with gradio_leaks_ignored():
        sent = Client(page.url, verbose=False).predict(" \n", "zh", "[]", "[]", api_name="/ask")
    assert "turns" not in str(sent)


@pytest.mark.parametrize("past", ["", "{", "{}", "[1, null]", "9" * 5000])
def test_what_a_page_sends_along_is_not_trusted(past: str) -> None:
    with gradio_leaks_ignored():
        page = build_page(FakeAssistant())
        tab = Ask(assistant := FakeAssistant())
        list(tab.ask("外资", language="zh", past=past))
        del page
    assert assistant.asked == [("外资", ())]


def test_turns_come_back_from_the_browser_in_the_language_asked_for() -> None:
    tab = Ask(FakeAssistant())
    *_, (_, sent) = tab.ask("外资", language="zh", past="[]")
    kept = sent["turns"][0]["kept"]
    shown = tab.show({"kept": [kept, "forged" + kept, 7], "language": "en"})
    assert [turn["key"] for turn in shown["turns"]] == [sent["turns"][0]["key"]]
    assert "Quoted from the source" in shown["turns"][0]["turn"]
    assert (
        "<mark>全年实际利用外资46.2亿美元,占全市的三成以上</mark>" in shown["turns"][0]["evidence"]
    )
    assert tab.show({})["turns"] == []
    assert tab.export({"kept": [kept], "language": "zh"}).startswith("## 外资\n")
    assert (
        json.loads(tab.export({"kept": [kept], "form": "json"}))["turns"][0]["question"] == "外资"
    )


def test_a_turn_that_is_stopped_goes_no_further() -> None:
    tab = Ask(FakeAssistant())
    turns = tab.ask("PM2.5", language="zh", past="[]")
    _, first = next(turns)
    tab.stop({"key": "another"})
    next(turns)
    tab.stop({"key": first["turns"][0]["key"]})
    assert [each for each in turns if each != (gr.skip(), gr.skip())] == []


def test_a_port_in_use_names_the_next_one(page: Served) -> None:
    port = int(page.url.rsplit(":")[-1].strip("/"))
    with pytest.raises(PortTaken, match=f"^port {port} is in use .*make chat PORT={port + 1} "):
        start(FakeAssistant(), host="127.0.0.1", port=port)


def test_an_address_that_cannot_be_served_is_told() -> None:
    with pytest.raises(AddressError, match=r"cannot serve the page at 127\.0\.0\.1:70000 .*--port"):
        start(FakeAssistant(), host="127.0.0.1", port=70000)


def test_serving_ends_with_ctrl_c_and_frees_the_port(capfd: pytest.CaptureFixture[str]) -> None:
    seen = []

    def ready(url: str) -> None:
        seen.append(url)
        raise KeyboardInterrupt

    with gradio_leaks_ignored():
        serve(FakeAssistant(), host="127.0.0.1", port=0, ready=ready)
    [url] = seen
    port = int(url.rsplit(":")[-1].strip("/"))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
    assert capfd.readouterr().out == ""
