"""Runs one system where it is installed: `python drive.py NAME MATERIAL FOUND`.

Runs in that system's own environment, so it uses the standard library and numpy alone. A system is
a module in `systems/` with a class `System`: made from passages and vectors, it ranks ids.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

_Vectors = NDArray[np.float32]
_Asked = list[tuple[dict[str, str], _Vectors]]

_ROUNDS = 3
_HUNDREDTHS = 100
_KIB_PER_MIB = 1024


class _System(Protocol):
    """A system that is ready to be asked."""

    def search(self, question: str, vector: _Vectors) -> list[str]:
        """Ids, best first."""


class _Module(Protocol):
    """A module of `systems/`."""

    System: Callable[[list[str], list[str], _Vectors], _System]


def main() -> None:
    """Measure and write."""
    name, material, found = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    passages, questions = _rows(material / "passages.jsonl"), _rows(material / "questions.jsonl")
    vectors = np.load(material / "passages.npy")
    asked = list(zip(questions, np.load(material / "questions.npy"), strict=True))
    began = perf_counter()
    module = _module(name)
    imported = perf_counter()
    system = module.System(
        [row["id"] for row in passages], [row["text"] for row in passages], vectors
    )
    built = perf_counter()
    system.search(asked[0][0]["text"], asked[0][1])
    first = perf_counter()
    rankings, times = _ask(system, asked)
    result = {
        "import_s": imported - began,
        "build_s": built - imported,
        "cold_ms": (first - built) * 1000,
        **_spread(times),
        "memory_mib": _peak_kib() / _KIB_PER_MIB,
        "rankings": rankings,
    }
    found.write_text(json.dumps(result), encoding="utf-8")


def _ask(system: _System, asked: _Asked) -> tuple[dict[str, list[str]], list[float]]:
    """The first ten ids for every question, and every warm time in ms."""
    rankings, times = {}, []
    for _ in range(_ROUNDS):
        for question, vector in asked:
            began = perf_counter()
            rankings[question["id"]] = list(system.search(question["text"], vector))[:10]
            times.append((perf_counter() - began) * 1000)
    return rankings, times


def _spread(times: list[float]) -> dict[str, float]:
    cuts = quantiles(times, n=_HUNDREDTHS)
    return {"warm_p50_ms": cuts[49], "warm_p95_ms": cuts[94]}


def _module(name: str) -> _Module:
    path = Path(__file__).parent / "systems" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"system_{name}", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no system {name!r} at {path}")
    module = importlib.util.module_from_spec(spec)
    # Where some libraries look up what a class's annotations mean.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return cast(_Module, module)


def _peak_kib() -> int:
    """The most memory that this process has held; what its parent held before it does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1])


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
