"""The command line, called within the test's own process or in one of its own."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

Command = Callable[..., "Done"]

_SCRIPT = Path(sys.executable).with_name("baipishu")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command wrote, and how it ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], logging_restored: None) -> Command:
    """Call the command line in this process: fast, and open to patches."""
    from ui.cli import main

    def call(*arguments: str | Path) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def logging_restored() -> Iterator[None]:
    """The command line takes the log to its stderr, which is gone after the test."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.fixture
def process() -> Command:
    """Run the installed script as a user does."""

    def call(*arguments: str | bytes | Path, **options: object) -> Done:
        done = subprocess.run([_SCRIPT, *arguments], capture_output=True, **options)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture(scope="session")
def two_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of two short documents; tests leave it as it is."""
    from index import build_index
    from tests.factories import make_document

    folder = tmp_path_factory.mktemp("two") / "index"
    build_index(
        [
            replace(
                make_document("一、概况\n\n绿化面积12公顷。\n", "qinghe", title="清河白皮书"),
                issuer="清河区司法局",
                as_of="2019-06",
            ),
            make_document("一、概况\n\n绿化面积30公顷。\n", "beihai", title="北海规划"),
        ],
        folder,
    )
    return folder
