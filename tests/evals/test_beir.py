from dataclasses import replace
from pathlib import Path

import pytest

from evals import BeirError
from evals.beir import read_beir, write_beir
from evals.types import Entry, RetrievalSet

from .samples import CITIES, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_beir(CITIES, tmp_path / "cities")
    return tmp_path / "cities"


def test_a_folder_as_others_write_it(tmp_path):
    corpus = (
        '{"_id": "a", "title": "题", "text": "文", "metadata": {}}\r\n{"_id": "b", "text": "字"}'
    )
    written(tmp_path / "set/corpus.jsonl", "\ufeff" + corpus)
    written(
        tmp_path / "set/queries.jsonl", '{"_id": "1", "text": "问"}\n\n{"_id": "2", "text": ""}'
    )
    written(
        tmp_path / "set/qrels/dev.tsv", "query-id\tcorpus-id\tscore\r\n1\ta\t2\r\n1\tgone\t1\r\n"
    )
    assert read_beir(tmp_path / "set", split="dev") == RetrievalSet(
        name="set",
        documents=(Entry("a", "题", "文"), Entry("b", "", "字")),
        queries={"1": "问", "2": ""},
        qrels={"1": {"a": 2, "gone": 1}},
    )


def test_what_is_written_is_read_again(folder):
    assert read_beir(folder) == CITIES


@pytest.mark.parametrize("separator", ["\n", "\r", "\u2028", "\x85", "\x0c", "\t", '"'])
def test_no_character_of_a_text_parts_its_line(tmp_path, separator):
    entry = Entry("d/1", f"上{separator}下", f"前{separator}后")
    beir = replace(CITIES, name="odd", documents=(entry,))
    write_beir(beir, tmp_path / "odd")
    assert read_beir(tmp_path / "odd") == beir


@pytest.mark.parametrize(
    ("name", "line", "text", "said"),
    [
        ("corpus.jsonl", 2, '{"_id": "x", ', "not JSON"),
        ("corpus.jsonl", 2, '["x"]', 'no object with an "_id"'),
        ("corpus.jsonl", 2, '{"text": "x"}', 'no object with an "_id"'),
        ("corpus.jsonl", 2, '{"_id": 7, "text": "x"}', "_id is 7, must be text"),
        ("corpus.jsonl", 2, '{"_id": "d3", "text": null}', "text is None, must be text"),
        ("corpus.jsonl", 2, '{"_id": "d3", "title": 1, "text": "x"}', "title is 1, must be text"),
        ("corpus.jsonl", 2, '{"_id": "d/1", "text": "x"}', "the _id 'd/1' occurs twice"),
        ("corpus.jsonl", 2, '{"_id": "d3", "text": "\\ud800"}', "text holds half a character"),
        ("queries.jsonl", 3, '{"_id": "q3"}', "text is None, must be text"),
        ("qrels/test.tsv", 1, "q1\td/1\t1", "the header is"),
        ("qrels/test.tsv", 2, "q1 d3 1", "1 columns, expected 3"),
        ("qrels/test.tsv", 2, "q1\td3\t1\t1", "4 columns, expected 3"),
        ("qrels/test.tsv", 2, "q1\td3\thigh", "the grade is 'high'"),
        ("qrels/test.tsv", 2, "q9\td3\t1", "no query 'q9' in queries.jsonl"),
        ("qrels/test.tsv", 2, "q2\td 2\t1", "'q2' and 'd 2' are judged twice"),
    ],
)
def test_a_malformed_line_is_named(folder, name, line, text, said):
    path = folder / name
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[line - 1] = text
    written(path, "\n".join(lines))
    with pytest.raises(BeirError) as caught:
        read_beir(folder)
    # A line that repeats one below is told of where it is repeated.
    at = line + 1 if "judged twice" in said else line
    assert str(caught.value).startswith(f"{path}:{at}: {said}")


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(BeirError, match="cannot read") as caught:
        read_beir(folder)
    assert str(folder / name) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("corpus.jsonl", b"", "is empty"),
        ("corpus.jsonl", "朝阳".encode("gb18030"), "cannot read"),
        ("qrels/test.tsv", b"", "the header is ''"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\n", "judges nothing"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq1\tx\t1\n", "holds none of the doc"),
    ],
)
def test_a_file_that_is_no_use_is_named(folder, name, data, said):
    (folder / name).write_bytes(data)
    with pytest.raises(BeirError, match=said):
        read_beir(folder)


def test_a_file_is_never_overwritten(tmp_path):
    path = written(tmp_path / "qrels" / "test.tsv", "mine")
    with pytest.raises(BeirError, match="exists and is left as it is"):
        write_beir(CITIES, tmp_path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [found.name for found in tmp_path.iterdir()] == ["qrels"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    written(tmp_path / "taken", "a file")
    with pytest.raises(BeirError, match=r"cannot write .*taken"):
        write_beir(CITIES, tmp_path / "taken")
