"""The wheel holds the product and nothing else, and works away from the repository."""

import fnmatch
import os
import site
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tree import PACKAGES, ROOT, tracked

pytestmark = pytest.mark.slow

_QUESTION = "审计查出的违规金额是多少?"
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")


def _run(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built with the tools that are installed and no network."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-index", "--no-build-isolation", "--no-cache-dir")
    _run([*_PIP, "wheel", *offline, "--wheel-dir", str(folder), str(ROOT)], folder)
    (built,) = folder.glob("baipishu-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel and borrows its dependencies from here."""
    folder = tmp_path_factory.mktemp("environment")
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder)], folder)
    python = str(folder / "bin" / "python")
    # First the wheel, so that pip does not take the project of this environment for installed.
    _run([*_PIP, "--python", python, "install", "--no-deps", "--no-index", str(wheel)], folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    # Folders named in a .pth file are searched, but their own .pth files, which would lead back to
    # the repository, are not read.
    (packages / "lent.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return folder / "bin"


def test_the_wheel_holds_every_file_of_the_packages_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert inside == {path for path in tracked() if path.split("/")[0] in PACKAGES}


@pytest.mark.parametrize(
    "kind",
    [
        "corpus/data/*/report.txt",
        "corpus/data/*/glossary.tsv",
        "index/model/model.safetensors",
        "index/model/tokenizer.json",
        "index/train/card.md.j2",
        "index/train/rewordings/*.jsonl",
        "rag/answer.schema.json",
        "ui/*.css",
    ],
)
def test_the_wheel_holds_what_is_not_code(wheel: Path, kind: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert fnmatch.filter(archive.namelist(), kind) != []


def test_the_wheel_carries_its_licence_and_its_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (licence,) = (name for name in archive.namelist() if name.endswith("/licenses/LICENSE"))
        (commands,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()
        assert "baipishu = ui.cli:main" in archive.read(commands).decode()


def test_the_installed_packages_are_those_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = f"import {', '.join(PACKAGES)}; print(*[p.__file__ for p in ({', '.join(PACKAGES)})])"
    for path in _run([str(installed / "python"), "-c", code], tmp_path).split():
        assert Path(path).is_relative_to(installed.parent.resolve())


def test_the_installed_command_answers_from_an_empty_folder(
    installed: Path, tmp_path: Path
) -> None:
    # The child inherits closed sockets, and an empty cache: the index is built on the way.
    answer = _run([str(installed / "baipishu"), "ask", _QUESTION], tmp_path)
    assert "3308万元" in answer
    assert "[1]" in answer
    assert os.listdir(tmp_path) == []
