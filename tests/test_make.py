"""`make` finds what is missing before it installs, and installs no more often than it must.

The Python it finds here is a script that makes no environment and installs nothing, but keeps a
record of what it was asked; it hands code to the real one.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.tree import ROOT

_TOOLS = ["sh", "cat", "cksum", "rm", "sed", "grep", "make", "mkdir", "cp", "chmod"]
_PYTHON = """#!/bin/sh
case "$*" in
"-m venv .venv")
    mkdir -p .venv/bin
    cp "$0" .venv/bin/python
    echo "VIRTUAL_ENV=$PWD/.venv" >.venv/bin/activate
    printf '#!/bin/sh\\necho "$@" >>asked\\n' >.venv/bin/baipishu
    chmod +x .venv/bin/baipishu ;;
"-m pip --version") ;;
"-m pip install "*)
    echo "$*" >>asked
    if [ -e fail ]; then exit 1; fi
    if [ -e die ]; then kill -9 $PPID; fi ;;
*"version_info"*) exit {too_old} ;;
*"ensurepip"*) exit {no_venv} ;;
*) exec {real} "$@" ;;
esac
"""


@dataclass(frozen=True, slots=True)
class _Project:
    """A copy of what `make` reads, with a folder of programs that is all of PATH."""

    root: Path
    programs: Path
    settings: dict[str, str] = field(default_factory=dict)

    def add_python(self, name: str, *, too_old: bool = False, no_venv: bool = False) -> None:
        script = _PYTHON.replace("{real}", sys.executable)
        script = script.replace("{too_old}", str(int(too_old)))
        (self.programs / name).write_text(script.replace("{no_venv}", str(int(no_venv))))
        (self.programs / name).chmod(0o755)

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.programs), "LC_ALL": "C"}
        return subprocess.run(
            ["make", *arguments], cwd=self.root, env=environment, capture_output=True, text=True
        )

    def asked(self) -> list[str]:
        """What the stand-ins were asked since the last call."""
        record = self.root / "asked"
        lines = record.read_text().splitlines() if record.exists() else []
        record.unlink(missing_ok=True)
        return [line.partition("-c constraints.txt ")[2] or line for line in lines]


@pytest.fixture
def project(tmp_path: Path) -> _Project:
    made = _Project(tmp_path / "copy", tmp_path / "programs")
    made.programs.mkdir()
    for tool in _TOOLS:
        (made.programs / tool).symlink_to(shutil.which(tool))
    shutil.copytree(ROOT / ".make", made.root / ".make")
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, made.root / name)
    return made


@pytest.fixture
def port() -> Iterator[int]:
    """A port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
    return number


_BUILD_TOOLS = "hatchling setuptools"


def test_make_alone_explains_itself(project: _Project) -> None:
    text = project.make().stdout
    assert text.startswith("make chat     install what is needed, build the index")
    assert "make chat TORCH_INDEX=https://download.pytorch.org/whl/cpu" in text


def test_every_target_is_explained(project: _Project) -> None:
    (targets,) = re.findall(r"(?m)^\.PHONY: help (.*)$", (ROOT / "Makefile").read_text())
    assert re.findall(r"(?m)^make (\w+)", project.make().stdout) == targets.split()


def test_chat_installs_once_and_serves(project: _Project, port: int) -> None:
    project.add_python("python3.12")
    serve = f"chat --host 127.0.0.1 --port {port}"
    assert project.make("chat", f"PORT={port}").returncode == 0
    assert project.asked() == [_BUILD_TOOLS, "--no-build-isolation -e .", serve]
    assert project.make("chat", f"PORT={port}").returncode == 0
    assert project.asked() == [serve]


def test_an_environment_for_development_serves_as_well(project: _Project, port: int) -> None:
    project.add_python("python3")
    project.make("lint")
    assert project.asked() == [_BUILD_TOOLS, "--no-build-isolation -e .[dev]"]
    project.make("chat", f"PORT={port}")
    assert project.asked() == [f"chat --host 127.0.0.1 --port {port}"]


def test_changed_pins_are_installed(project: _Project, port: int) -> None:
    project.add_python("python3")
    project.make("chat", f"PORT={port}")
    with (project.root / "constraints.txt").open("a") as pins:
        pins.write("# changed\n")
    project.asked()
    project.make("chat", f"PORT={port}")
    assert project.asked()[:2] == [_BUILD_TOOLS, "--no-build-isolation -e ."]


def test_an_interrupted_installation_starts_afresh(project: _Project, port: int) -> None:
    project.add_python("python3")
    (project.root / "die").touch()
    assert project.make("chat", f"PORT={port}").returncode == 2
    (project.root / "die").unlink()
    (project.root / ".venv" / "half").touch()
    project.asked()
    done = project.make("chat", f"PORT={port}")
    assert ".venv is incomplete or was moved: making it afresh." in done.stderr
    assert not (project.root / ".venv" / "half").exists()
    assert project.asked()[:2] == [_BUILD_TOOLS, "--no-build-isolation -e ."]


def test_a_failed_installation_keeps_what_was_there(project: _Project, port: int) -> None:
    project.add_python("python3")
    project.make("chat", f"PORT={port}")
    (project.root / "fail").touch()
    done = project.make("lint")
    assert "Look at the network and the disk's free space, then again: make lint" in done.stderr
    project.asked()
    assert project.make("chat", f"PORT={port}").returncode == 0
    assert project.asked() == [f"chat --host 127.0.0.1 --port {port}"]


def test_a_moved_project_is_installed_again(project: _Project, port: int) -> None:
    project.add_python("python3")
    project.make("chat", f"PORT={port}")
    moved = _Project(project.root.rename(project.root.with_name("moved")), project.programs)
    moved.asked()
    assert "making it afresh" in moved.make("chat", f"PORT={port}").stderr
    assert moved.asked()[0] == _BUILD_TOOLS


def test_torch_comes_from_the_index_that_was_named(project: _Project, port: int) -> None:
    project.add_python("python3")
    project.make("chat", f"PORT={port}", "TORCH_INDEX=https://torch.example/cpu")
    torch = "--extra-index-url https://torch.example/cpu torch"
    assert project.asked()[:3] == [_BUILD_TOOLS, torch, "--no-build-isolation -e ."]


def test_the_newest_python_that_suits_is_taken(project: _Project, port: int) -> None:
    project.add_python("python3.13", too_old=True)  # a name that is there and does not run
    project.add_python("python3.12")
    project.add_python("python3", no_venv=True)
    assert project.make("chat", f"PORT={port}").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Python 3.11 or newer is missing. Debian, Ubuntu: sudo apt-get install python3 "),
        (("PYTHON=/no/python",), "PYTHON=/no/python is not a Python 3.11 or newer. "),
    ],
)
def test_a_missing_python_is_named(
    project: _Project, arguments: tuple[str, ...], said: str
) -> None:
    project.add_python("python3", too_old=True)
    done = project.make("chat", *arguments)
    assert (done.returncode, done.stderr.startswith(said)) == (2, True)
    assert not (project.root / ".venv").exists()


def test_a_missing_venv_module_is_named(project: _Project) -> None:
    project.add_python("python3", no_venv=True)
    said = "python3 has no venv module. Debian, Ubuntu: sudo apt-get install python3-venv, "
    assert project.make("chat").stderr.startswith(said)


def test_a_missing_browser_is_named_before_the_installation(project: _Project) -> None:
    project.add_python("python3")
    done = project.make("test")
    assert done.stderr.startswith("Chromium is missing; the tests drive the chat page with it.")
    assert "sudo apt-get install chromium" in done.stderr
    assert project.asked() == []


@pytest.mark.parametrize("way_out", ["CHROMIUM=/opt/chrome", "ARGS=-m 'not browser'"])
def test_the_browser_can_be_named_or_done_without(project: _Project, way_out: str) -> None:
    project.add_python("python3")
    project.make("test", way_out)
    assert project.asked() == [_BUILD_TOOLS, "--no-build-isolation -e .[dev]"]


def test_a_taken_port_is_named_before_the_installation(project: _Project) -> None:
    project.add_python("python3")
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        said = project.make("chat", f"PORT={taken}").stderr
    said, _, other = said.partition(". Use another: make chat PORT=")
    assert said == f"Port {taken} on 127.0.0.1 is taken"
    assert int(other.split()[0]) > taken
    assert project.asked() == []


@pytest.mark.parametrize("wrong", ["web", "0", "65536", "-1"])
def test_what_is_not_a_port_is_named(project: _Project, wrong: str) -> None:
    project.add_python("python3")
    said = f"PORT={wrong} is not a port (1 to 65535). Give a number: make chat PORT=7861"
    assert project.make("chat", f"PORT={wrong}").stderr.startswith(said)


def test_an_address_of_another_computer_is_named(project: _Project) -> None:
    project.add_python("python3")
    said = project.make("chat", "HOST=192.0.2.1").stderr
    assert said.startswith("HOST=192.0.2.1 is not an address of this computer (")


def test_ci_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert script.endswith("\nmake test\n")
    assert "export CI=true" in script
