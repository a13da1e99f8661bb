import json
import lzma
from pathlib import Path

import pytest
from click.testing import CliRunner

from evals.bench import growth, main, table
from evals.errors import EvalError
from evals.size import built, documents
from evals.types import SizeRow

_ROW = SizeRow(
    rows=10,
    passages=10,
    windows=30,
    build_s=1.0,
    build_peak_mb=200.0,
    bytes_per_passage=900.0,
    recall_at_10=1.0,
    first_answer_s=1.5,
    query_p50_ms=2.0,
    query_p95_ms=3.0,
    answer_p50_ms=9.0,
    query_peak_mb=150.0,
    more_s=0.5,
)


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    rows = [
        {"doc": f"d{n // 2}", "title": "某报告", "heading": "一、甲", "text": f"第{n}段的文字。"}
        for n in range(6)
    ]
    path = tmp_path / "passages.jsonl.xz"
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(lzma.compress(lines.encode()))
    return path


def test_paragraphs_of_one_document_stand_in_one(passages: Path) -> None:
    texts = [document.text for document in documents(passages, 1, stop=5)]
    assert [[f"第{n}段" in text for n in range(6)] for text in texts] == [
        [False, True, False, False, False, False],
        [False, False, True, True, False, False],
        [False, False, False, False, True, False],
    ]


def test_a_file_that_is_none_of_these_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.xz").write_bytes(b"no xz")
    with pytest.raises(EvalError, match=r"a\.xz cannot be read"):
        list(documents(tmp_path / "a.xz", 0, stop=1))


@pytest.mark.slow
def test_an_index_of_so_many_paragraphs_is_built(passages: Path, tmp_path: Path) -> None:
    found = built(passages, 5, folder=tmp_path / "index")
    assert (found["passages"], found["recall_at_10"]) == (5, 1.0)
    assert found["build_s"] > 0


def test_the_table_has_a_line_a_size_and_growth_is_a_power() -> None:
    large = SizeRow(**{**_as_dict(_ROW), "passages": 1_000, "build_s": 10.0, "query_p50_ms": 2.0})
    assert table([_ROW]).splitlines()[-1].startswith("| 10 | 30 | 1.0 | 200 | 0.5 | 900 | 1.000 |")
    assert growth([_ROW, large]).splitlines()[:2] == [
        "build s grows by the power 0.50 of the paragraphs",
        "query p50 ms grows by the power 0.00 of the paragraphs",
    ]


def test_a_size_given_twice_is_measured_once(passages: Path, monkeypatch) -> None:
    sizes = []

    def measured(path: Path, rows: int, *, folder: Path) -> SizeRow:
        sizes.append(rows)
        return _ROW

    monkeypatch.setattr("evals.size.measured", measured)
    assert CliRunner().invoke(main, [str(passages), "--rows", "5,5"]).exit_code == 0
    assert sizes == [5]


def _as_dict(row: SizeRow) -> dict[str, float]:
    return {name: getattr(row, name) for name in SizeRow.__slots__}
