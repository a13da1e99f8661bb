"""The command line, called within the test's own process or in one of its own."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
