"""A build that is killed, or stopped with Ctrl-C, midway: whole processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from index import open_index

pytestmark = pytest.mark.slow

# Every document is a part of its own; `alive` names the processes that make them.
_BUILD = """
import sys
import index.workers
index.workers._PORTION = 1
index.workers._processors = lambda: 2
from ui.cli import main
{before}
main(sys.argv[1:])
"""
# Waits after every part, so that it cannot be done before it is stopped.
_SLOWLY = """
from time import sleep
finished = index.workers._awaited
index.workers._awaited = lambda *part: (finished(*part), sleep(0.5))[0]
"""
_DOCUMENTS, _ENOUGH = 10, 3


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Documents of so many sentences that a part takes a while, and an index of another."""
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(_DOCUMENTS):
        lines = [f"第{number}号街道第{line}项绿化面积{line}公顷。" for line in range(100)]
        (folder / f"{number:02}.txt").write_text("一、概况\n\n" + "\n".join(lines), "utf-8")
    (tmp_path / "old.txt").write_text("一、概况\n\n新建公园12个。\n", "utf-8")
    _built(tmp_path, "old.txt")
    return tmp_path


def _command(library: Path, name: str, index: str, before: str = "") -> list[str | Path]:
    script = _BUILD.format(before=before)
    return [sys.executable, "-c", script, "build", library / name, "--index", library / index]


def _built(library: Path, name: str, index: str = "index") -> str:
    done = subprocess.run(
        _command(library, name, index), capture_output=True, text=True, check=True
    )
    return done.stderr


def _until(holds: Callable[[], bool]) -> None:
    end = monotonic() + 120
    while not holds():
        assert monotonic() < end
        sleep(0.02)


def _parts(library: Path) -> set[Path]:
    return set((library / "index" / "unfinished").glob("p-*"))


def _group(process: subprocess.Popen[str]) -> list[str]:
    """The processes that a build has started and that have not ended."""
    found = subprocess.run(
        ["ps", "-o", "pid=,stat=", "--no-headers", "-g", str(process.pid)],
        capture_output=True,
        text=True,
    )
    return [row for row in found.stdout.splitlines() if "Z" not in row]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda pid: os.kill(pid, signal.SIGKILL), ""),
        # As a terminal does: to every process of the group.
        (
            lambda pid: os.killpg(pid, signal.SIGINT),
            "stopped; nothing has changed, and the same command goes on from here",
        ),
    ],
    ids=["killed", "Ctrl-C"],
)
def test_a_stopped_build_leaves_the_old_index_and_the_next_goes_on(library, how, said) -> None:
    index = library / "index"
    before = open_index(index).manifest
    with subprocess.Popen(
        _command(library, "library", "index", _SLOWLY),
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        _until(lambda: len(_parts(library)) >= _ENOUGH)
        how(process.pid)
        _, told = process.communicate(timeout=60)
    assert told.startswith(said)
    assert "Traceback" not in told
    # The processes that made the parts end as well.
    _until(lambda: not _group(process))
    assert open_index(index).manifest == before
    assert _ENOUGH <= len(_parts(library)) < _DOCUMENTS

    assert f"\n{_DOCUMENTS} added, 1 unchanged\n" in _built(library, "library")
    after = open_index(index)
    assert {path.name for path in index.iterdir()} - {".lock"} == {
        "CURRENT",
        *(path.name for path in index.glob("v-*")),
    }
    _built(library, "old.txt", "whole")
    _built(library, "library", "whole")
    assert after.manifest == open_index(library / "whole").manifest
