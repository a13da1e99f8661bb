"""A virtual environment for each system, and a process in it for each run."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from ..errors import EvalError
from .known import System

_HERE = Path(__file__).parent
# A system that needs longer than this for some hundred passages is not at work.
_SECONDS = 900


def environment(system: System, bench: Path) -> Path:
    """The Python of a system's environment, made when its requirements have changed."""
    if not system.requirements:
        return Path(sys.executable)
    folder = bench / system.name
    python = folder / "bin" / "python"
    stamp = folder / "requirements"
    wanted = "\n".join(system.requirements)
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        venv.create(folder, with_pip=True, clear=True)
        _must([str(python), "-m", "pip", "install", "--quiet", *system.requirements], system)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def run_in(python: Path, system: System, *, material: Path, found: Path) -> None:
    """Run one system; it writes what it found and how long that took to `found`."""
    script = str(_HERE / "drive.py")
    # Without -P the modules beside the script could be taken for libraries.
    _must([str(python), "-P", script, system.name, str(material), str(found)], system)


def _must(command: list[str], system: System) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise EvalError(f"{system.name} took over {_SECONDS} s; leave it out by name") from error
    if done.returncode:
        raise EvalError(
            f"{system.name} failed: {done.stderr[-2000:]}\nrun it by hand: {' '.join(command)}"
        )
