import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import TrainingDataError
from index.train.data import Rewording, read_data, read_rewordings
from tests.index.train.conftest import write_rows

_ROWS = {
    "passages": {"doc": "d", "title": "法", "heading": "一", "text": "第一条"},
    "qa": {"question": "几条?", "context": "一条。", "answer": "一"},
    "everyday": {"question": "咋办?", "text": "第一条"},
    "pairs": {"source": "cedict", "en": "law", "zh": "法"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, row in _ROWS.items():
        write_rows(tmp_path, name, [row | {"other": "left out"}])
    return tmp_path


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _lines(*lines: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(lzma.compress("\n".join(lines).encode()))


_GOOD = '{"question": "a", "text": "b"}'


def test_rows_are_read_with_the_fields_that_are_used(folder: Path) -> None:
    data = read_data(folder)
    for name, row in _ROWS.items():
        assert getattr(data, name) == (row,)
    assert data.rewordings == read_rewordings()


@pytest.mark.parametrize(("sample", "kept"), [(3, [0, 3, 6]), (4, [0, 2, 5, 7]), (99, range(10))])
def test_a_sample_is_spread_evenly(folder: Path, sample: int, kept: list[int]) -> None:
    rows = [{"question": str(i), "text": ""} for i in range(10)]
    write_rows(folder, "everyday", rows)
    data = read_data(folder, sample=sample)
    assert [row["question"] for row in data.everyday] == [str(i) for i in kept]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (Path.unlink, "is missing; give the folder that holds passages, qa, everyday, pairs"),
        (_truncate, "is damaged (Compressed file ended"),
        (lambda path: path.write_bytes(b"{}\n"), "is damaged (Input format not supported"),
        (lambda path: path.write_bytes(lzma.compress(b"\xff")), "is damaged ('utf-8' codec"),
        (_lines("", ""), "line 1: no row with the texts question, text"),
        (_lines(_GOOD, '{"question": "a"}'), "line 2: no row with the texts question, text"),
        (_lines(_GOOD, "", _GOOD), "line 2: no row"),
        (_lines('["question", "text"]'), "line 1: no row"),
        (_lines('{"question": "a", "text": null}'), "line 1: no row"),
        (_lines(_GOOD + _GOOD), "line 1: no row"),
        (lambda path: path.write_bytes(lzma.compress(b"")), "holds no rows; copy it again"),
    ],
)
def test_a_damaged_file_is_told(folder: Path, damage: Callable[[Path], object], said: str) -> None:
    damage(folder / "everyday.jsonl.xz")
    with pytest.raises(TrainingDataError) as caught:
        read_data(folder)
    assert said in str(caught.value)
    assert str(folder / "everyday.jsonl.xz") in str(caught.value)
    assert "copy" in str(caught.value) or "python -m index.train DATA_DIR" in str(caught.value)


def test_a_folder_in_place_of_a_file_is_told(folder: Path) -> None:
    (folder / "qa.jsonl.xz").unlink()
    (folder / "qa.jsonl.xz").mkdir()
    with pytest.raises(TrainingDataError, match=r"qa\.jsonl\.xz is damaged"):
        read_data(folder)


def test_the_first_rewording() -> None:
    first = read_rewordings()[0]
    assert (first.passage[:8], first.plain[:8]) == ("市政府办公室公布", "市里列了张单子,")
    assert (first.zh[3], len(first.en)) == ("2024年度重大行政决策事项目录有几个事项", 2)


def _written_in(text: str) -> str:
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return "zh" if 3 * chinese > len(text) else "en"


def test_every_rewording_is_whole() -> None:
    def faults(row: Rewording) -> bool:
        texts = (row.passage, row.plain, *row.zh, *row.en)
        right = [*["zh"] * (2 + len(row.zh)), *["en"] * len(row.en)]
        counts = (len(row.zh), len(row.en))
        return counts != (4, 2) or list(map(_written_in, texts)) != right

    assert [row.passage for row in read_rewordings() if faults(row)] == []


def test_no_passage_is_reworded_twice() -> None:
    passages = [row.passage for row in read_rewordings()]
    assert len(passages) == len(set(passages)) == 3066
