import json

import pytest

from rag import Assistant, CheckError, Reviewer, Verdict, answer_json, review_json
from rag.material import MAX_CHARACTERS

_PASTED = (
    "全年审结行政复议案件450件[1]，同比上升17.7%【1】。\n\n参考资料：\n"
    "[1] 全年共审理行政复议案件523件,审结450件,同比下降17.7%。\n"
)


@pytest.fixture(scope="module")
def reviewer(assistant: Assistant) -> Reviewer:
    return Reviewer(assistant)


def _verdicts(reviewer: Reviewer, text: str) -> list[str]:
    return [str(claim.verdict) for claim in reviewer.review(text).claims]


def test_our_own_answers_hold(reviewer: Reviewer, assistant: Assistant) -> None:
    for question in (
        "全年审理了多少件行政复议案件？",
        "全年實際利用外資多少？",
        "How many urban parks were built in 2020?",
    ):
        answer = assistant.ask(question)
        reviewed = reviewer.review(json.dumps(answer_json(answer), ensure_ascii=False))
        assert reviewed.holds
        assert len(reviewed.claims) == len(answer.citations) > 0
        for claim in reviewed.claims:
            support = claim.support
            text = assistant.document(support.doc_id).text
            assert text[support.source_start : support.source_end] == support.quote
            assert reviewed.text[claim.start : claim.end] == claim.text


def test_a_quote_that_its_document_does_not_hold_is_not_found(reviewer, assistant) -> None:
    row = answer_json(assistant.ask("全年审理了多少件行政复议案件？"))
    row["citations"][0]["source_start"] += 1
    (claim,) = reviewer.review(json.dumps(row)).claims[:1]
    assert claim.verdict is Verdict.NOT_FOUND
    assert claim.reasons[-1].startswith("文件中没有这段引文：「")


def test_pasted_text_is_held_against_its_own_sources(reviewer: Reviewer) -> None:
    reviewed = reviewer.review(_PASTED)
    held, denied = reviewed.claims
    assert (held.verdict, denied.verdict) == (Verdict.SUPPORTED, Verdict.CONTRADICTED)
    assert denied.reasons == ("方向相反：所述「上升」，依据为「下降」",)
    for claim in reviewed.claims:
        support = claim.support
        assert (support.marker, support.doc_id) == (1, None)
        assert _PASTED[support.source_start : support.source_end] == support.quote
    assert not reviewed.holds


def test_bare_text_is_held_against_the_index(reviewer: Reviewer, assistant: Assistant) -> None:
    (claim,) = reviewer.review("全年审结行政复议案件450件。").claims
    assert (claim.verdict, claim.markers) == (Verdict.SUPPORTED, ())
    passage = assistant.passage(claim.support.passage_id)
    assert claim.support.quote in passage.text
    assert claim.support.section == passage.section.path


def test_markers_beyond_the_sources(reviewer: Reviewer) -> None:
    text = "审结450件[1][7]。审结450件[8]。\n\n[1] 审结450件。"
    both, none = reviewer.review(text).claims
    assert (both.verdict, none.verdict) == (Verdict.PARTLY, Verdict.NOT_FOUND)
    assert both.reasons == ("引用标记[7]没有对应的来源",)
    assert none.reasons == ("引用标记[8]没有对应的来源",)


def test_a_refusal_claims_nothing(reviewer: Reviewer, assistant: Assistant) -> None:
    row = answer_json(assistant.ask("火星上有多少人？"))
    assert row["refused"]
    reviewed = reviewer.review(json.dumps(row))
    assert (reviewed.claims, reviewed.holds) == ((), True)
    assert reviewed.notes == ("a refusal claims nothing",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the text '' holds no sentence to check; pipe an answer into it: "),
        ("\x00\x1b[1]……", "holds no sentence to check"),
        ("{", "the text begins like JSON and is none"),
        ('{"a": 1}', "the JSON has no answer with citations"),
        ('{"answer": "a", "citations": [{"marker": 1}]}', "a citation of the JSON lacks what it"),
        ("案" * (MAX_CHARACTERS + 1), f"the text has {MAX_CHARACTERS + 1} characters, at most"),
    ],
)
def test_what_cannot_be_checked(reviewer: Reviewer, text: str, said: str) -> None:
    with pytest.raises(CheckError, match=said.replace("[", r"\[")):
        reviewer.review(text)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("\ud800审结450件。\n\n", ["supported"]),  # lone surrogates
        ("<p>审结<b>450件</b>[1]。</p>\n\n参考资料\n[1] <i>审结450件</i>。", ["supported"]),
        ("**审结**450件[1]。\n\n## 来源\n1. 审结450件。", ["supported"]),
        ("审结450件[1]。\n\n[1] 今日の天気は晴れです。", ["not_found"]),
        ("审结450件[1]。\n\n[1] Le chat dort.", ["not_found"]),
        ("审结450件[1]。\n\n[1] https://example.org", ["not_found"]),
    ],
)
def test_odd_text_is_marked(reviewer: Reviewer, text: str, verdicts: list[str]) -> None:
    assert _verdicts(reviewer, text) == verdicts


def test_the_json_of_a_review(reviewer: Reviewer) -> None:
    row = json.loads(json.dumps(review_json(reviewer.review(_PASTED))))
    assert list(row) == ["schema", "text", "holds", "counts", "notes", "claims"]
    assert row["counts"] == {"supported": 1, "partly": 0, "contradicted": 1, "not_found": 0}
    claim = row["claims"][0]
    assert list(claim) == "start end text markers verdict reasons differences support".split()
    assert row["text"][claim["start"] : claim["end"]] == claim["text"]
    assert list(claim["support"]) == (
        "marker doc_id passage_id section page source_start source_end quote".split()
    )
