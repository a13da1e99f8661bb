"""What the README tells a newcomer to type works as written."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from tests.tree import ROOT
from ui.cli import cli

pytestmark = pytest.mark.slow

_README = (ROOT / "README.md").read_text(encoding="utf-8")
_SHELL = [
    line
    for block in re.findall(r"```sh\n(.*?)```", _README, re.DOTALL)
    for line in block.splitlines()
]
_COMMANDS = [line for line in _SHELL if "baipishu " in line]
_REPORT = (
    "某区白皮书\n2022年3月\n一、园林\n今年新建城市公园13个,新增绿化面积506公顷。\n"
    "二、营商\n全年接待企业1298家次。\n"
)


def _arguments(line: str) -> list[str]:
    words = shlex.split(line.split(" #")[0])
    return words[words.index(next(w for w in words if w.endswith("baipishu"))) + 1 :]


def _call(arguments: list[str]) -> None:
    assert not cli.main(arguments, standalone_mode=False)


def test_the_readme_has_the_commands_that_matter():
    subcommands = {_arguments(line)[0] for line in _COMMANDS}
    assert subcommands >= {"ask", "search", "docs", "build", "chat", "eval"}


def test_every_make_target_exists():
    named = {line.split()[1] for line in _SHELL if line.startswith("make ")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert named
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)


def _below(group: click.Group, name: str) -> click.Command | None:
    return group.get_command(click.Context(group), name)


@pytest.mark.parametrize("line", _COMMANDS)
def test_every_option_exists(line):
    subcommand, *arguments = _arguments(line)
    command = _below(cli, subcommand)
    while arguments and isinstance(command, click.Group) and _below(command, arguments[0]):
        command = _below(command, arguments.pop(0))
    known = {option for parameter in command.params for option in parameter.opts}
    used = {word.split("=")[0] for word in arguments if word.startswith("--")}
    assert used <= known


_SHIPPED = [
    line
    for line in _COMMANDS
    if _arguments(line)[0] in {"ask", "search", "docs"}
    and "--index" not in line
    and "BAIPISHU_" not in line
]


@pytest.mark.parametrize("line", _SHIPPED)
def test_questions_to_the_shipped_report_are_answered(line, capsys):
    _call(_arguments(line))
    assert "chaoyang-2020" in (out := capsys.readouterr().out) or "2020年朝阳区" in out


def test_a_report_of_ones_own_is_built_and_asked(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(_REPORT, encoding="utf-8")
    own = [line for line in _COMMANDS if "my-index" in line and "chat" not in line]
    for line in own:
        _call(_arguments(line))
    assert "今年新建城市公园13个,新增绿化面积506公顷。 [1]" in capsys.readouterr().out


def test_the_library_example_runs(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", _README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    out = capsys.readouterr().out
    assert "3308万元" in out
    assert "1 一、总报告 › (六)强化对行政权力的制约和监督 › 2.完善内部监督制度 24" in out


def test_the_picture_is_there():
    assert all((ROOT / path).is_file() for path in re.findall(r"!\[.*?\]\((.*?)\)", _README))
