import inspect
import json

import pytest
from jsonschema import Draft202012Validator

from index import Index
from rag import Assistant, QuestionError, Settings, UnknownDocument, json_schema
from ui.errors import SpanError
from ui.programs import tools_of

_QUESTION = "全年审理了多少件行政复议案件？"


@pytest.fixture(scope="module")
def tools(shipped_index: Index):
    made = tools_of(Assistant(shipped_index, Settings()))
    return {tool.__name__: tool for tool in made}


def test_there_are_four_and_a_model_is_told_what_each_argument_is(tools) -> None:
    assert list(tools) == ["ask", "search", "check", "read"]
    for tool in tools.values():
        described = inspect.getdoc(tool).partition("Args:")[2]
        for name in inspect.signature(tool).parameters:
            assert f"{name}: " in described


def test_ask_gives_what_the_command_line_does_without_the_hits(tools) -> None:
    answer = json.loads(tools["ask"](_QUESTION))
    assert list(Draft202012Validator(json_schema()).iter_errors(answer)) == []
    assert answer["answer"] == "全年共审理行政复议案件523件(含上年结转90件),审结450件。 [1]"
    assert (answer["hits"], answer["citations"][0]["page"]) == ([], 27)
    follow_up = json.loads(tools["ask"]("那调解率呢？", [_QUESTION]))
    assert follow_up["query"] == f"{_QUESTION} 那调解率呢？"


def test_search_gives_as_many_as_asked_for_within_bounds(tools) -> None:
    found = json.loads(tools["search"]("外资", 3))
    assert list(Draft202012Validator(json_schema()).iter_errors(found)) == []
    assert "46.2亿美元" in found["hits"][0]["text"]
    counts = [len(json.loads(tools["search"]("外资", top_k))["hits"]) for top_k in (3, -1, 10**9)]
    assert counts == [3, 1, 50]


def test_check_finds_a_figure_that_the_report_does_not_have(tools) -> None:
    said = json.loads(tools["check"]("全年共审理行政复议案件524件。"))
    assert (said["holds"], said["counts"]["contradicted"]) == (False, 1)


def test_read_gives_the_contents_then_the_text_that_a_citation_names(tools) -> None:
    listed = json.loads(tools["read"]())
    assert [each["doc_id"] for each in listed["documents"]] == ["chaoyang-2020"]
    assert listed["sections"][0]["section"] == ["前言"]
    cited = json.loads(tools["ask"](_QUESTION))["citations"][0]
    read = json.loads(tools["read"](cited["doc_id"], [cited["source_start"], cited["source_end"]]))
    assert read["text"] == cited["quote"]
    assert read["sections"][0]["section"] == cited["section"]


def test_of_several_documents_none_is_read_unless_named(two_folder) -> None:
    assistant = Assistant.open(two_folder)
    read = tools_of(assistant)[3]
    assert json.loads(read(span=[0, 50]))["sections"] == []
    assert json.loads(read("beihai", [0, 50]))["title"] == "北海规划"


def test_what_is_wrong_is_told_in_words_that_help(tools) -> None:
    with pytest.raises(QuestionError, match="holds no word to search for"):
        tools["ask"]("？")
    with pytest.raises(UnknownDocument, match="there are: chaoyang-2020"):
        tools["read"]("nowhere")
    with pytest.raises(SpanError, match=r"^\[5\] is no span; give two offsets: \[start, end\]$"):
        tools["read"]("", [5])
