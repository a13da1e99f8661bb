"""Bad input, row by row: one clear line that names the thing and the next step, and the status."""

import errno
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from index import bundled_embedder
from tests.factories import make_model
from tests.tree import ROOT

_REPORT = ROOT / "corpus" / "data" / "chaoyang-2020" / "report.txt"
_CONTENTS_ONLY = "概况\n\n目 录\n\n一、总报告.......... 5\n"
_QUESTION = "全年审理了多少件行政复议案件？"


def _complains(done, status: int, *said: str) -> None:
    """One line on stderr that says all this, nothing on stdout, no traceback."""
    assert (done.status, done.out) == (status, "")
    (line,) = done.err.splitlines()
    assert line.startswith("baipishu: ")
    for words in said:
        assert words in line
    assert "unexpected" not in line


@pytest.fixture
def copy(shipped_folder: Path, tmp_path: Path) -> Path:
    """An index that a test may damage."""
    return Path(shutil.copytree(shipped_folder, tmp_path / "copy"))


def _version(index: Path) -> Path:
    return index / (index / "CURRENT").read_text().strip()


@pytest.mark.parametrize(
    ("command", "question", "said"),
    [
        ("ask", "", "the question '' holds no word to search for"),
        ("search", "", "the question '' holds no word to search for"),
        ("ask", "？！…", "the question '？！…' holds no word to search for"),
        ("ask", "😀🎉", "the question '😀🎉' holds no word to search for"),
        ("search", "\x1b\x07", "the question '' holds no word to search for"),
        ("ask", "问" * 10_000, "the question has 10000 characters, at most 2000"),
        ("search", "问" * 10_000, "the question has 10000 characters, at most 2000"),
    ],
)
def test_what_is_no_question(run, shipped_folder, command, question, said) -> None:
    _complains(run(command, question, "--index", shipped_folder), 2, said)


def test_what_is_no_question_with_its_traceback(run, shipped_folder: Path) -> None:
    done = run("ask", "？", "--index", shipped_folder, "--debug")
    assert (done.status, "rag.errors.QuestionError: the question" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("command", "typed", "cleaned"),
    [
        ("ask", b"\xed\xa0\x80\xe5\xa4\x96\xe8\xb5\x84\xff", "外资"),  # a lone surrogate, no UTF-8
        ("search", b"\xed\xa0\x80\xe5\xa4\x96\xe8\xb5\x84\xff", "外资"),
        ("ask", "外\x1b资\x07".encode(), "外 资"),
        ("search", "😀外资".encode(), "😀外资"),
    ],
)
def test_what_is_hidden_in_a_question_is_left_out(
    run, shipped_folder, command, typed, cleaned
) -> None:
    done = run(command, os.fsdecode(typed), "--json", "--index", shipped_folder)
    assert (done.status, done.err) == (0, "")
    row = json.loads(done.out)
    assert (row["question"], len(row["hits"])) == (cleaned, 10)
    assert run(command, os.fsdecode(typed), "--index", shipped_folder).status == 0


def test_a_history_of_rubbish_is_left_out(process, shipped_folder: Path) -> None:
    history = ("--history", "外资多少？", "--history", b"\xff", "--history", "")
    done = process("ask", "其中呢？", *history, "--json", "--index", shipped_folder)
    assert json.loads(done.out)["query"] == "外资多少？ 其中呢？"


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("missing.txt", None, 2, "missing.txt does not exist: check the path"),
        ("empty.txt", b"", 1, "empty.txt is empty: name a file with text"),
        ("blank.txt", b" \n\t\n", 1, "blank.txt is empty: name a file with text"),
        ("binary.txt", bytes(range(256)) * 9, 1, "binary.txt is a binary file, not plain text"),
        ("paper.pdf", b"%PDF-1.7\n", 1, "paper.pdf is damaged (the end is missing)"),
        ("list.txt", _CONTENTS_ONLY.encode(), 1, "/i: give a file that holds paragraphs"),
    ],
)
def test_a_source_that_cannot_be_indexed(run, tmp_path, name, data, status, said) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    _complains(run("build", tmp_path / name, "--index", tmp_path / "i"), status, said)
    done = run("build", tmp_path / name, "--index", tmp_path / "i", "--debug")
    assert (done.status, "Traceback" in done.err) == (status, True)
    assert not list((tmp_path).glob("i/*"))


def test_a_source_that_may_not_be_read(run, tmp_path, monkeypatch) -> None:
    source, opened = tmp_path / "secret.txt", Path.open

    def refuse(path: Path, *how: str, **options: str) -> IO:
        if path != source:
            return opened(path, *how, **options)
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    source.write_text("文", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    done = run("build", source, "--index", tmp_path / "i")
    _complains(done, 1, f"{source} cannot be read (Permission denied): check its permissions")


def test_a_folder_without_documents(run, tmp_path: Path) -> None:
    _complains(
        run("build", tmp_path, "--index", tmp_path / "i"),
        1,
        "/i: give a file that holds paragraphs",
    )


def test_a_source_in_gb18030_is_read_rightly(run, tmp_path: Path) -> None:
    source = tmp_path / "报告.txt"
    source.write_bytes(_REPORT.read_text(encoding="utf-8").encode("gb18030"))
    assert run("build", source, "--index", tmp_path / "i").status == 0
    answer = run("ask", _QUESTION, "--index", tmp_path / "i").out
    assert answer.startswith("全年共审理行政复议案件523件(含上年结转90件),审结450件。 [1]\n")


@pytest.mark.parametrize("arguments", [("ask", "外资"), ("search", "外资"), ("docs",)])
def test_a_place_without_an_index(run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("文")
    for place in (tmp_path / "nowhere", tmp_path / "file"):
        said = f"there is no index in {place}; make one: baipishu build FILE --index {place}"
        _complains(run(*arguments, "--index", place), 1, said)
    said = f"cannot write the index to {tmp_path}/file (File exists); choose another folder"
    _complains(run("build", _REPORT, "--index", tmp_path / "file"), 1, said)


def test_nothing_to_build(run, tmp_path: Path) -> None:
    said = f"nothing to put into {tmp_path}; name a file: baipishu build FILE --index {tmp_path}"
    _complains(run("build", "--index", tmp_path), 2, said)


def _shorter(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("s-0001/dense.faiss", _shorter),
        ("s-0001/dense.faiss", _flipped),
        ("s-0001/words.json", _flipped),
        ("glossary.json", _shorter),
    ],
)
def test_a_damaged_view_names_the_command_that_mends_it(run, copy, name, damage) -> None:
    path = _version(copy) / name
    path.write_bytes(damage(path.read_bytes()))
    said = f"{path} is damaged or gone; build it again: baipishu build --index {copy}"
    _complains(run("ask", _QUESTION, "--index", copy), 1, said)


def test_that_command_mends_it(run, copy: Path) -> None:
    path = _version(copy) / "s-0001/dense.faiss"
    path.unlink()
    assert run("build", "--index", copy).status == 0
    assert run("ask", _QUESTION, "--index", copy).out.startswith("全年共审理行政复议案件523件")


def _spoilt(data: bytes) -> bytes:
    return b"\xff\xfe" + data


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("manifest.json", _shorter),
        ("manifest.json", None),
        ("s-0001/records.db", _flipped),
        ("s-0001/records.db", _shorter),
        ("s-0001/records.db", None),
        ("CURRENT", _shorter),
        ("CURRENT", _flipped),
        ("CURRENT", _spoilt),
    ],
)
def test_texts_that_are_damaged_are_neither_used_nor_replaced(run, copy, name, damage) -> None:
    path = copy / name if name == "CURRENT" else _version(copy) / name
    data = path.read_bytes()
    path.unlink()
    if damage:
        path.write_bytes(damage(data))
    before = sorted(copy.rglob("*"))
    said = ("damaged", "; index its files in another folder: baipishu build FILE --index NEW_DIR")
    _complains(run("ask", _QUESTION, "--index", copy), 1, *said)
    _complains(run("build", "--index", copy), 1, *said)
    assert sorted(copy.rglob("*")) == before


def test_an_index_of_a_newer_format(run, copy: Path) -> None:
    manifest = _version(copy) / "manifest.json"
    raw = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(raw | {"format": raw["format"] + 1}), encoding="utf-8")
    said = f"the index in {copy} has format {raw['format'] + 1}, this program reads format "
    for command in (("ask", _QUESTION), ("build",), ("build", _REPORT)):
        done = run(*command, "--index", copy)
        _complains(done, 1, said, "baipishu build FILE --index NEW_DIR")


def test_an_index_of_another_model(run, copy, tmp_path, monkeypatch) -> None:
    other = make_model(tmp_path / "other", {"[UNK]": (0.0, 1.0), "外": (1.0, 0.0)})
    monkeypatch.setenv("BAIPISHU_MODEL", str(other))
    done = run("ask", _QUESTION, "--index", copy)
    _complains(
        done,
        1,
        f"the index in {copy} was made with the model 'bundled' (",
        f"but '{other}' (",
        f"is in use; build it again: baipishu build --index {copy} --model {other}",
    )


@pytest.mark.parametrize("part", ["tokenizer.json", "model.safetensors"])
def test_a_model_folder_with_a_part_missing(run, tmp_path: Path, part: str) -> None:
    model = tmp_path / "model"
    shutil.copytree(bundled_embedder()._folder, model)
    (model / part).unlink()
    done = run("build", _REPORT, "--index", tmp_path / "i", "--model", model)
    said = f"the model folder {model} has no {part}; copy it again, or build with --model bundled"
    _complains(done, 1, said)
    assert not (tmp_path / "i").exists()


def _refuse_folders(*_: object, **__: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


@pytest.mark.parametrize("read_only", [False, True])
def test_a_cache_that_cannot_be_written(run, tmp_path, monkeypatch, read_only: bool) -> None:
    cache, reason = tmp_path / "file" / "cache", "Not a directory"
    if read_only:
        monkeypatch.setattr(tempfile, "mkdtemp", _refuse_folders)
        cache, reason = tmp_path / "cache", "Read-only file system"
    else:
        (tmp_path / "file").write_text("文")
    monkeypatch.setenv("BAIPISHU_CACHE_DIR", str(cache))
    done = run("ask", _QUESTION)
    assert (done.status, done.out) == (1, "")
    making, line = done.err.splitlines()
    assert making == "making the index of the shipped report (once) …"
    assert line.startswith(f"baipishu: cannot write the index to {cache}/shipped-")
    assert line.endswith(
        f" ({reason}); choose another folder with --index DIR, or set BAIPISHU_CACHE_DIR"
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use(run, shipped_folder: Path, taken_port: int) -> None:
    done = run("chat", "--port", taken_port, "--index", shipped_folder)
    said = f"port {taken_port} is in use by another program"
    _complains(done, 1, said, f"baipishu chat --port {taken_port + 1}")


_LINES = (
    b'{"id": "a", "question": "\xe5\xa4\x96\xe8\xb5\x84"}',
    b"{",
    b"[]",
    b'{"id": "d"}',
    b'{"id": "e", "question": ""}',
    b'{"id": "f", "question": "x", "history": "y"}',
    b'{"id": "g", "question": "\xcd\xe2\xd7\xca"}',  # GB 18030
    b'{"id": "h", "question": "\\ud800"}',
    b"[" * 20_000,
    b'{"id": "j", "question": "\\ud800\xe5\xa4\x96\xe8\xb5\x84", "history": ["\\udfff"]}',
)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_broken_lines_in_a_batch(process, shipped_folder: Path, command: str) -> None:
    text = b"\n".join(_LINES)
    done = process(command, "--batch", "-", "--index", shipped_folder, input=text)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [(row["id"], "error" in row) for row in rows] == [
        *(("a", False), (None, True), (None, True), ("d", True), ("e", True), ("f", True)),
        *(("g", True), ("h", True), (None, True), ("j", False)),
    ]
    assert (rows[0]["question"], rows[9]["question"]) == ("外资", "外资")
    assert rows[0]["hits"] == rows[9]["hits"]
    assert rows[6]["error"] == "line 7 is not UTF-8; save the file as UTF-8"
    assert done.status == 1
    (line,) = done.err.splitlines()
    assert line.startswith("baipishu: 8 of 10 lines of the batch are bad; mend those whose result")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask",), "give either a question or --batch FILE; see: baipishu ask -h"),
        (("search", "x", "--batch", "-"), "give either a question or --batch FILE; see: baipishu"),
        (("ask", "--batch", "nowhere.jsonl"), "'nowhere.jsonl': No such file or directory; see: "),
        (("ask", "--batch", "."), "'.': Is a directory; see: baipishu ask -h"),
        (("ask", "--batch", "-", "--history", "x"), "leave --history out; see: baipishu ask -h"),
        (("ask", "x", "--config", "no.toml"), "'no.toml' does not exist; see: baipishu ask -h"),
        (("search", "x", "--top-k", "0"), "0 is not in the range 1<=x<=1000; see: baipishu search"),
        (("search", "x", "--mode", "best"), "'best' is not one of 'hybrid', 'dense', 'lexical', "),
        (("ask", "x", "--modle", "y"), "No such option"),
        (("aks", "x"), "No such command 'aks'"),
        (("chat", "--port", "65536"), "65536 is not in the range 0<=x<=65535; see: baipishu chat"),
        (("build", "a.txt"), "add --index DIR; see: baipishu build -h"),
    ],
)
def test_a_wrong_call(run, arguments: tuple[str, ...], said: str) -> None:
    _complains(run(*arguments), 2, said)


def test_an_error_that_nobody_foresaw(run, monkeypatch, shipped_folder: Path) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("ui.cli.print_answer", fail)
    done = run("ask", _QUESTION, "--index", shipped_folder)
    assert (done.status, done.err) == (
        1,
        "baipishu: unexpected ZeroDivisionError: by zero; run again with --debug and report what "
        "it shows\n",
    )
    assert "Traceback" in run("ask", _QUESTION, "--index", shipped_folder, "--debug").err


def test_an_interrupted_command_says_nothing(run, monkeypatch, shipped_folder: Path) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.cli.print_answer", interrupt)
    done = run("ask", _QUESTION, "--index", shipped_folder)
    assert (done.status, done.out) == (130, "")
    assert "Traceback" not in done.err


def test_the_debug_flag_shows_the_traceback_of_a_process(process, tmp_path: Path) -> None:
    done = process("ask", "外资", "--index", tmp_path)
    _complains(done, 1, f"there is no index in {tmp_path}; make one: baipishu build FILE --index ")
    done = process("ask", "--debug", "外资", "--index", tmp_path)
    assert (done.status, done.out) == (1, "")
    assert done.err.count("Traceback (most recent call last)") == 1
    assert "index.errors.IndexMissing: there is no index in" in done.err
    assert "Traceback" in process("ask", "--debug").err
