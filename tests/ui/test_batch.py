import pytest

from rag import QuestionError
from ui.batch import replies


def _reply(question: str, history: list[str], id: str | None) -> dict[str, object]:
    if question == "bad":
        raise QuestionError("the question is bad; ask another")
    return {"id": id, "asked": [*history, question]}


def _one(line: str) -> tuple[dict[str, object], bool]:
    (result,) = replies([line], _reply)
    return result


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('{"id": "q1", "question": "外资"}', {"id": "q1", "asked": ["外资"]}),
        ('{"question": "外资"}', {"id": None, "asked": ["外资"]}),
        ('{"id": null, "question": "外资"}', {"id": None, "asked": ["外资"]}),
        ('{"id": 7, "question": "外资", "extra": 1}', {"id": "7", "asked": ["外资"]}),
        (
            '{"id": "q", "question": "呢", "history": ["外资"]}',
            {"id": "q", "asked": ["外资", "呢"]},
        ),
    ],
)
def test_a_good_line_is_answered_under_its_id(line: str, row: dict[str, object]) -> None:
    assert _one(line) == (row, True)


@pytest.mark.parametrize(
    ("line", "id", "said"),
    [
        ("{bad", None, "line 1 is not JSON: "),
        ('{"id": "q", "question": "x"} {}', None, "line 1 is not JSON: "),
        ("[" * 100_000, None, "line 1 is not JSON: "),  # deeper than can be read
        ("9" * 5000, None, "line 1 is not JSON: "),
        ("[1]", None, "line 1 is no object; write "),
        ("null", None, "line 1 is no object; write "),
        ('"外资"', None, "line 1 is no object; write "),
        ('{"id": "q"}', "q", 'line 1 has no "question", or it is not text; write '),
        ('{"id": "q", "question": 3}', "q", 'line 1 has no "question"'),
        ('{"id": "q", "question": null}', "q", 'line 1 has no "question"'),
        ('{"id": "q", "question": "x", "history": "y"}', "q", 'line 1: "history" must be a list'),
        ('{"id": "q", "question": "x", "history": [1]}', "q", 'line 1: "history" must be a list'),
        ('{"id": "q", "question": "\udcd6\udcd0"}', "q", "line 1 is not UTF-8; save the file"),
        ('{"id": "q", "question": "bad"}', "q", "line 1: the question is bad; ask another"),
    ],
)
def test_a_bad_line_says_what_is_wrong_in_its_place(line: str, id: str | None, said: str) -> None:
    row, went_well = _one(line)
    assert (went_well, row.keys(), row["id"]) == (False, {"id", "error"}, id)
    assert str(row["error"]).startswith(said)


def test_order_is_kept_and_blank_lines_count_but_yield_nothing() -> None:
    lines = [
        '{"id": "a", "question": "x"}\n',
        "\n",
        " \n",
        "oops\n",
        '{"id": "b", "question": "y"}',
    ]
    rows = [(row["id"], went_well) for row, went_well in replies(lines, _reply)]
    assert rows == [("a", True), (None, False), ("b", True)]
    assert "line 4" in str(next(row["error"] for row, good in replies(lines, _reply) if not good))


def test_a_line_is_answered_before_the_next_is_read() -> None:
    def lines():
        yield '{"question": "x"}'
        raise AssertionError("read on before the first was answered")

    assert next(replies(lines(), _reply))[1] is True


def test_an_error_of_another_kind_is_not_a_bad_line() -> None:
    def fail(*_: object) -> dict[str, object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(replies(['{"question": "x"}'], fail))
