"""The names, signatures and values that others may rely on (design, sections 1 to 3)."""

import inspect
import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus
import index
import rag
from rag import Answer, Assistant, Language, QuestionError, answer_json, markers, search_json
from rag.schema import json_schema
from tests.rag.questions import QUESTIONS
from tests.tree import ROOT

_ANSWER_KEYS = (
    "schema id question query language answer answered_by refused reason notes citations near "
    "hits conflicts timings_ms"
).split()
_SEARCH_KEYS = "schema id question query language notes hits timings_ms".split()
_CITATION_KEYS = (
    "marker doc_id doc_title section page page_exact paragraph passage_id quote source_start "
    "source_end answer_spans score verdict"
).split()
_HIT_KEYS = "rank passage_id doc_id start end score parts text section page paragraph".split()
_LAXLY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

_WORDS = st.sampled_from(
    "行政复议 案件 多少 营商环境 垃圾分类 外资 街乡 2020年 怎么 how [1] 《条例》 審結 😀".split()
)
_ANY = st.one_of(st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), st.text(max_size=40))


def _names_of(package: str) -> list[str]:
    return (ROOT / "tests" / "golden" / "names" / f"{package}.txt").read_text("utf-8").split()


@pytest.mark.parametrize("package", [corpus, index, rag], ids=["corpus", "index", "rag"])
def test_the_public_names_are_these_and_all_are_there(package) -> None:
    assert sorted(package.__all__) == _names_of(package.__name__)
    assert all(hasattr(package, name) for name in package.__all__)


def test_the_signatures_of_the_assistant() -> None:
    def signature(name: str) -> str:
        return str(inspect.signature(getattr(Assistant, name)))

    assert signature("open") == (
        "(index: 'str | Path | None' = None, settings: 'Settings | None' = None) -> 'Assistant'"
    )
    assert signature("ask") == (
        "(self, question: 'str', *, history: 'Sequence[str]' = (),"
        " doc_ids: 'Collection[str] | None' = None) -> 'Answer'"
    )
    assert signature("stream") == (
        "(self, question: 'str', *, history: 'Sequence[str]' = (),"
        " doc_ids: 'Collection[str] | None' = None) -> 'Iterator[Answer]'"
    )
    assert signature("search").startswith("(self, query: 'str', *, top_k: 'int' = 10")
    assert signature("search").endswith("-> 'tuple[Hit, ...]'")


def test_the_keys_of_the_json_and_their_order(assistant: Assistant) -> None:
    row = answer_json(assistant.ask("全年审理了多少件行政复议案件？"), id="q1")
    assert list(row) == _ANSWER_KEYS
    assert list(row["citations"][0]) == _CITATION_KEYS
    assert list(row["hits"][0]) == _HIT_KEYS
    assert list(row["hits"][0]["parts"]) == ["dense", "lexical", "late"]
    assert list(row["timings_ms"]) == ["retrieve", "answer"]
    assert (row["schema"], row["id"], row["query"], row["answered_by"]) == (
        *(1, "q1"),
        *(None, "extractive"),
    )
    found = search_json("外资", assistant.search("外资"))
    assert list(found) == _SEARCH_KEYS
    assert list(found["hits"][0]) == _HIT_KEYS


def test_the_json_is_what_the_design_prints() -> None:
    """The readme of the schema is the schema: required keys are all keys, in their order."""
    parts = json_schema()["$defs"]
    for name, keys in (
        *(("answer", _ANSWER_KEYS), ("search", _SEARCH_KEYS)),
        *(("citation", _CITATION_KEYS), ("hit", _HIT_KEYS)),
    ):
        assert parts[name]["required"] == keys == list(parts[name]["properties"])
        assert parts[name]["additionalProperties"] is False


def test_the_schema_ships_and_is_sound() -> None:
    assert json.loads((ROOT / "rag" / "answer.schema.json").read_text("utf-8")) == json_schema()
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_every_answer_and_every_search_fits_the_schema(assistant: Assistant) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for number, (question, history) in enumerate(QUESTIONS):
        answer = answer_json(assistant.ask(question, history=history), id=str(number))
        validator.validate(json.loads(json.dumps(answer)))
        found = search_json(question, assistant.search(question, top_k=3), retrieve_ms=1.5)
        validator.validate(json.loads(json.dumps(found)))
        assert ([hit["rank"] for hit in answer["hits"]], len(found["hits"])) == (
            list(range(1, 11)),
            3,
        )
    validator.validate({"id": None, "error": "line 1 is not JSON"})


@pytest.mark.parametrize(
    "spoilt",
    [
        {"schema": 2},
        {"language": "fr"},
        {"refused": True},  # a refusal has no citations and a reason
        {"citations": []},  # and anything else has some, and none
        {"reason": "报告没有说明"},
        {"extra": 1},
        {"near": [1]},
    ],
)
def test_the_schema_refuses_what_is_no_answer(assistant: Assistant, spoilt: dict) -> None:
    row = json.loads(json.dumps(answer_json(assistant.ask("实际利用外资多少？"))))
    validator = jsonschema.Draft202012Validator(json_schema())
    assert validator.is_valid(row)
    assert not validator.is_valid(row | spoilt)


def _check(answer: Answer, assistant: Assistant) -> None:
    """The invariants of an answer: verbatim quotes, spans, markers, ranking."""
    for citation in answer.citations:
        document = assistant.document(citation.doc_id)
        assert document.text[citation.source_start : citation.source_end] == citation.quote != ""
        passage = assistant.passage(citation.passage_id)
        assert passage.start <= citation.source_start < citation.source_end <= passage.end
        assert citation.page == passage.section.page
        for start, end in citation.answer_spans:
            assert answer.answer[start:end] == citation.quote
            assert answer.answer[end:].startswith(f" [{citation.marker}]")
    cited = [citation.marker for citation in answer.citations]
    assert list(markers(answer)) == cited == list(range(1, len(cited) + 1))
    quotes = [citation.quote for citation in answer.citations]
    assert len(set(quotes)) == len(quotes) <= 3
    assert sum(map(len, quotes)) <= 250
    assert (bool(cited), answer.reason is None) == (not answer.refused, not answer.refused)
    assert not set(answer.near) & {citation.passage_id for citation in answer.citations}
    _check_ranking(answer, assistant)


def _check_ranking(answer: Answer, assistant: Assistant) -> None:
    order = [(-hit.score, hit.passage_id) for hit in answer.hits]
    assert order == sorted(order)
    for hit in answer.hits:
        assert assistant.document(hit.doc_id).text[hit.start : hit.end] == hit.text


def test_the_invariants_hold_for_questions_of_all_kinds(assistant: Assistant) -> None:
    for question, history in QUESTIONS:
        _check(assistant.ask(question, history=history), assistant)


@given(question=_ANY)
@_LAXLY
def test_the_invariants_hold_for_whatever_is_typed(assistant: Assistant, question: str) -> None:
    try:
        answer = assistant.ask(question)
    except QuestionError:
        return
    _check(answer, assistant)


def test_the_questions_cover_languages_refusals_and_follow_ups(assistant: Assistant) -> None:
    answers = [assistant.ask(question, history=history) for question, history in QUESTIONS]
    assert {answer.language for answer in answers} == set(Language)
    assert {answer.refused for answer in answers} == {False, True}
    assert any(answer.query for answer in answers)
    assert {len(answer.citations) for answer in answers} == {0, 1, 2, 3}
