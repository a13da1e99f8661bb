import io
import json
from pathlib import Path

import pytest

from ui.checking import decoded

_TRUE = "全年审结行政复议案件450件。"
_FALSE = "新收行政复议申请433件，同比上升17.7%。"


@pytest.fixture
def check(run, shipped_folder: Path, monkeypatch: pytest.MonkeyPatch):
    def call(data: bytes | str, *arguments: str):
        data = data if isinstance(data, bytes) else data.encode()
        stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", stream)
        return run("check", *arguments, "--index", shipped_folder)

    return call


def test_a_true_text_ends_with_0_and_shows_its_evidence(check) -> None:
    done = check(_TRUE)
    assert (done.status, done.err) == (0, "")
    first, second, *_, last = done.out.splitlines()
    assert first == f"✓ 有依据  {_TRUE}"
    assert second.startswith(
        "    「全年共审理行政复议案件523件(含上年结转90件),审结450件」 一、总报告 › "
    )
    assert last == "✓ 有依据 1"


def test_a_false_text_ends_with_3_and_says_why(check) -> None:
    done = check(f"{_FALSE}区政府建成了三座核电站。")
    assert done.status == 3
    assert "    方向相反：所述「上升」，依据为「下降」" in done.out.splitlines()
    assert done.out.splitlines()[-1] == "✗ 与依据矛盾 1  ? 没有依据 1"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("審結450件[1]。\n\n[1] 審結450件。", "有依據"),
        ("Cases fell [1].\n\n[1] Cases fell.", "supported"),
    ],
)
def test_the_words_are_those_of_the_text(check, text: str, word: str) -> None:
    assert check(text).out.startswith(f"✓ {word}  ")


def test_what_ask_writes_is_what_check_reads(check, run, shipped_folder: Path) -> None:
    answer = run("ask", "全年审理了多少件行政复议案件？", "--json", "--index", shipped_folder).out
    done = check(answer, "-", "--json")
    row = json.loads(done.out)
    assert (done.status, row["holds"], row["claims"][0]["markers"]) == (0, True, [1])


def test_a_file_of_another_encoding(run, shipped_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        file.write_text(_TRUE, encoding=encoding)
        assert run("check", file, "--index", shipped_folder).status == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            "",
            "the text '' holds no sentence to check; pipe an answer into it: baipishu ask QUESTION",
        ),
        ('{"answer": 1}', "the JSON has no answer with citations; give what this writes: "),
        ("案" * 350_000, "the text has 350000 characters, at most 200000 can be checked; cut it"),
    ],
)
def test_what_cannot_be_checked_is_a_wrong_call(check, data: str, said: str) -> None:
    done = check(data)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"baipishu: {said}")
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there(run, shipped_folder: Path) -> None:
    done = run("check", "/nowhere/a.txt", "--index", shipped_folder)
    assert done.status == 2
    assert done.err.startswith("baipishu: cannot read /nowhere/a.txt: No such file or directory")


def test_broken_bytes_are_read_around(check) -> None:
    done = check("全年审结行政复议案件450件。".encode() + b"\xff\n")
    assert done.err == "baipishu: the text is not UTF-8 in 1 places; they are read as \ufffd\n"
    assert done.out.startswith("✓ 有依据  ")
    assert decoded(b"\xef\xbf\xbd") == ("\ufffd", "")


@pytest.mark.slow
def test_the_figures_of_the_checker(run, shipped_folder: Path) -> None:
    lines = run("eval", "check", "--index", shipped_folder).out.splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:-2]]
    figures = {(row[0], row[1], row[2]): float(row[4]) for row in rows}
    for (corpus, said, kind), share in figures.items():
        if corpus != "by hand":
            assert share <= 0.03 if said == "true" else share >= 0.95, (corpus, kind)
