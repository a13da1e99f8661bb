import io
import json
import os
import pty
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import jsonschema
import pytest

from rag import Assistant, Settings, json_schema
from tests.rag.questions import QUESTIONS
from ui.cli import cli

pytestmark = pytest.mark.slow

_QUESTION = "全年审理了多少件行政复议案件？"
_ANSWER = "全年共审理行政复议案件523件(含上年结转90件),审结450件。 [1]"
_BATCH = (
    '{"id": "b", "question": "外资"}',
    "no json",
    '{"id": "a", "question": "那呢？", "history": ["全年实际利用外资多少？"]}',
)


def _timeless(row: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in row.items() if key != "timings_ms"}


def test_an_answer_is_printed_with_its_source(run, shipped_folder: Path) -> None:
    done = run("ask", _QUESTION, "--index", shipped_folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{_ANSWER}\n\n来源\n[1] 2020年朝阳区法治政府建设白皮书 (截至2021年")
    assert "第27页起 · 第1段\n    「全年共审理" in done.out


def test_a_refusal_is_done_work(run, shipped_folder: Path) -> None:
    done = run("ask", "上海的房价是多少？", "--index", shipped_folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("报告没有说明：其中没有讲到上海的情况。\n\n也许相关（未作为依据）\n")


def test_json_is_one_object_on_one_line(run, shipped_folder: Path) -> None:
    done = run("ask", "其中审结多少？", "--history", _QUESTION, "--json", "--index", shipped_folder)
    (line,) = done.out.splitlines()
    row = json.loads(line)
    assert (row["id"], row["query"], len(row["hits"])) == (None, f"{_QUESTION} 其中审结多少？", 10)
    assert row["citations"][0]["quote"] == _ANSWER[:-4]
    assert "\\u" not in line


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_batch_answers_in_order_and_fits_the_schema(run, command, shipped_folder, tmp_path):
    lines = [
        json.dumps({"id": str(number), "question": question, "history": history})
        for number, (question, history) in enumerate(QUESTIONS)
    ]
    (tmp_path / "q.jsonl").write_text("\n".join(lines), encoding="utf-8-sig")  # with a mark
    done = run(command, "--batch", tmp_path / "q.jsonl", "--index", shipped_folder)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert (done.status, done.err) == (0, "")
    assert [row["id"] for row in rows] == [str(number) for number in range(len(QUESTIONS))]
    validator = jsonschema.Draft202012Validator(json_schema())
    for row in rows:
        validator.validate(row)
        assert len(row["hits"]) == 10


def test_a_bad_line_stays_in_its_place_and_fails_the_batch(run, shipped_folder, monkeypatch):
    standard = io.TextIOWrapper(io.BytesIO("\n".join(_BATCH).encode()))
    monkeypatch.setattr(sys, "stdin", standard)
    done = run("ask", "--batch", "-", "--index", shipped_folder)
    first, second, third = map(json.loads, done.out.splitlines())
    assert done.status == 1
    assert (first["id"], third["id"], third["query"]) == (*"ba", "全年实际利用外资多少？ 那呢？")
    assert list(second) == ["id", "error"]
    assert second["error"].startswith("line 2 is not JSON")
    assert done.err == (
        "baipishu: 1 of 3 lines of the batch are bad; mend those whose result holds "
        '"error" and run it again\n'
    )


def test_a_search_lists_passages_and_as_many_as_asked_for(run, shipped_folder: Path) -> None:
    done = run("search", "外资", "--top-k", "2", "--index", shipped_folder)
    assert [line[:3] for line in done.out.splitlines() if line[0] != " "] == ["1. ", "2. "]
    assert "  score " in done.out
    rows = json.loads(
        run("search", "外资", "--top-k", "12", "--json", "--index", shipped_folder).out
    )
    assert len(rows["hits"]) == 12
    assert {"answer", "citations", "refused", "near"}.isdisjoint(rows)


@pytest.mark.parametrize("mode", ["dense", "lexical", "late"])
def test_a_search_in_one_view_scores_by_it(run, shipped_folder: Path, mode: str) -> None:
    done = run("search", "外资", "--mode", mode, "--json", "--index", shipped_folder)
    assert all(hit["score"] == hit["parts"][mode] for hit in json.loads(done.out)["hits"])


def test_the_command_line_says_what_the_library_says(run, shipped_folder: Path) -> None:
    from rag import answer_json

    told = json.loads(run("ask", _QUESTION, "--json", "--index", shipped_folder).out)
    known = answer_json(Assistant.open(shipped_folder, Settings()).ask(_QUESTION))
    assert _timeless(told) == _timeless(json.loads(json.dumps(known)))


def test_documents_are_listed(run, two_folder: Path) -> None:
    done = run("docs", "--index", two_folder)
    assert done.out == "qinghe\t2019-06\t1\t清河区司法局\t清河白皮书\nbeihai\t-\t1\t-\t北海规划\n"
    rows = json.loads(run("docs", "--json", "--index", two_folder).out)
    assert [(row["doc_id"], row["passages"], row["source"]) for row in rows] == [
        ("qinghe", 1, ""),
        ("beihai", 1, ""),
    ]


def test_origin_licence_and_file_of_a_document_are_told(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一、概况\n\n绿化面积12公顷。\n", "utf-8")
    note = 'source = "https://example.org/a"\nlicence = "CC BY 4.0"\n'
    (tmp_path / "a.txt.toml").write_text(note, "utf-8")
    run("build", tmp_path / "a.txt", "--index", tmp_path / "i")
    lines = run("docs", "--long", "--index", tmp_path / "i").out.splitlines()
    assert lines == [
        "a\t-\t1\t-\ta",
        "    origin: https://example.org/a",
        "    licence: CC BY 4.0",
        f"    file: {tmp_path.resolve() / 'a.txt'}",
    ]
    (tmp_path / "a.txt.toml").write_text(note.replace("4.0", "3.0"), "utf-8")
    assert run("build", "--index", tmp_path / "i").err.startswith("1 updated\n")
    (row,) = json.loads(run("docs", "--json", "--index", tmp_path / "i").out)
    assert (row["origin"], row["licence"]) == ("https://example.org/a", "CC BY 3.0")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--doc", "beihai"), ["beihai"]),
        (("--doc", "beihai", "--doc", "qinghe"), ["beihai", "qinghe"]),
        (("--since", "2019"), ["qinghe"]),  # a document without a date is no match
        (("--since", "2019-06"), ["qinghe"]),
        (("--issuer", "司法局"), ["qinghe"]),
        (("--issuer", "司法局", "--doc", "qinghe", "--since", "2018"), ["qinghe"]),
    ],
)
def test_filters_limit_the_documents_of_every_command(run, two_folder, filters, found) -> None:
    rows = json.loads(run("search", "绿化面积", "--json", *filters, "--index", two_folder).out)
    assert sorted(hit["doc_id"] for hit in rows["hits"]) == found
    answer = json.loads(run("ask", "绿化面积", "--json", *filters, "--index", two_folder).out)
    assert {citation["doc_id"] for citation in answer["citations"]} <= set(found)
    listed = run("docs", *filters, "--index", two_folder).out.splitlines()
    assert sorted(line.split("\t")[0] for line in listed) == found


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (("--doc", "nanhai"), "no document 'nanhai' here; there are: beihai, qinghe"),
        (("--since", "2020"), "no document matches --doc (any) --since 2020 --issuer (any); see: "),
        (("--issuer", "海"), "no document matches --doc (any) --since (any) --issuer 海; see: "),
        (("--doc", "beihai", "--since", "2001"), "no document matches --doc beihai --since 2001"),
        (("--since", "昨天"), "'昨天' is no date such as 2021, 2021-06 or 2021-06-30; see: "),
    ],
)
def test_filters_that_leave_nothing_are_a_wrong_call(run, two_folder, filters, said) -> None:
    for command in (["ask", "绿化"], ["docs"]):
        done = run(*command, *filters, "--index", two_folder)
        assert (done.status, done.out, said in done.err) == (2, "", True)


def test_files_are_indexed_and_asked(run, tmp_path: Path) -> None:
    for name, area in (("一.txt", 12), ("deep/一.txt", 30)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"某区白皮书\n\n一、概况\n\n绿化面积{area}公顷。\n", "utf-8")
    index = tmp_path / "索引"
    done = run("build", tmp_path, "--index", index)
    assert (done.status, done.out) == (0, "")
    assert done.err.startswith(f"2 added\n{index}: 2 documents, 2 passages, ")
    assert done.err.endswith(f" s; ask them: baipishu ask QUESTION --index {index}\n")
    assert run("ask", "绿化面积多少？", "--index", index).out.startswith("绿化面积12公顷。 [1]\n")
    found = json.loads(run("search", "绿化面积", "--json", "--index", index).out)["hits"]
    assert sorted(hit["text"] for hit in found) == ["绿化面积12公顷。", "绿化面积30公顷。"]

    (tmp_path / "一.txt").unlink()
    # The texts that the index keeps, in a folder of the same sources, are not taken for sources.
    run("build", tmp_path, "--index", index)
    assert len(run("docs", "--index", index).out.splitlines()) == 2
    assert run("build", "--index", index, "--prune").err.startswith(
        f"1 dropped, 1 unchanged\n{index}: 1 documents"
    )


def test_the_shipped_index_is_made_and_never_takes_other_files(run, tmp_path: Path) -> None:
    done = run("build")
    assert (done.status, done.out) == (0, "")
    assert done.err == (
        "making the index of the shipped report (once) …\nready: the shipped report, 106 passages\n"
    )
    (tmp_path / "a.txt").write_text("文", encoding="utf-8")
    done = run("build", tmp_path / "a.txt")
    assert (done.status, done.err) == (
        2,
        "baipishu: files need an index of their own: add --index DIR; see: baipishu build -h\n",
    )
    assert run("ask", _QUESTION).out.startswith(_ANSWER)


def test_settings_come_from_flag_environment_and_file(run, two_folder, tmp_path, monkeypatch):
    (tmp_path / "c.toml").write_text('fusion = "rrf"\n', encoding="utf-8")
    config = ("--config", tmp_path / "c.toml")
    assert "unknown setting 'fusion'" in run("docs", *config, "--index", two_folder).err
    (tmp_path / "c.toml").write_text('[retrieval]\nfusion = "rrf"\n', encoding="utf-8")

    def best() -> float:
        done = run("search", "绿化面积30公顷", "--json", *config, "--index", two_folder)
        return json.loads(done.out)["hits"][0]["score"]

    assert best() == pytest.approx(4 / 61)
    monkeypatch.setenv("BAIPISHU_RETRIEVAL__LATE", "0")
    assert best() == pytest.approx(3 / 61)
    monkeypatch.setenv("BAIPISHU_RETRIEVAL__FUSION", "sum")
    assert best() > 1


def test_the_version_is_that_of_the_package(run) -> None:
    assert run("--version").out == f"baipishu, version {version('baipishu')}\n"


def _commands(command: click.Command, *path: str) -> list[tuple[str, ...]]:
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [path, *(found for sub in below for found in _commands(sub, *path, sub.name or ""))]


@pytest.mark.parametrize("path", _commands(cli), ids=" ".join)
def test_every_command_explains_itself_and_its_options(run, path: tuple[str, ...]) -> None:
    done = run(*path, "-h")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: {' '.join(['baipishu', *path])} ")
    assert run(*path, "--help").out == done.out
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    unexplained = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert unexplained == []


def test_no_command_at_all_shows_the_help(run) -> None:
    done = run()
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("Usage: baipishu ")


def test_a_reader_that_leaves_is_no_error(shipped_folder: Path) -> None:
    script = Path(sys.executable).with_name("baipishu")
    for arguments in (["search", "外资", "--top-k", "1000"], ["docs"]):
        piped = f"'{script}' {' '.join(arguments)} --index '{shipped_folder}' | head -n 1"
        done = subprocess.run(["sh", "-c", piped], capture_output=True, text=True)
        assert (len(done.stdout.splitlines()), done.stderr) == (1, "")


def test_a_terminal_gets_colours(shipped_folder: Path) -> None:
    ours, theirs = pty.openpty()
    script = Path(sys.executable).with_name("baipishu")
    subprocess.run(
        [script, "ask", "全年实际利用外资多少？", "--index", shipped_folder],
        stdout=theirs,
        env=os.environ | {"TERM": "xterm"},
        check=True,
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert "\x1b[1;36m[1]\x1b[0m" in shown
    assert "来源" in shown
