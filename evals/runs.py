"""Saved runs: a folder of plain files that another machine can compare with.

<name>-<sha12>/rows.jsonl          one row a question; the same bytes for the same run
<name>-<sha12>/configuration.json  settings, manifest hash, gold hash
<name>-<sha12>/summary.json        estimates by group
<name>-<sha12>/speed.json          timings, which no two runs share
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .errors import RunError
from .summary import summarise
from .types import Row, Run, Speed


def save_run(run: Run, out: Path) -> Path:
    """Write a run into its own folder under `out` and return that folder."""
    rows = _lines(run.rows)
    digest = hashlib.sha256((rows + json.dumps(run.configuration, sort_keys=True)).encode())
    folder = out / f"{run.name}-{digest.hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rows.jsonl").write_text(rows, encoding="utf-8")
    _dump(folder / "configuration.json", _identity(run))
    _dump(folder / "summary.json", summarise(run.rows))
    _dump(folder / "speed.json", asdict(run.speed))
    return folder


def load_run(folder: Path) -> Run:
    """Read what `save_run` wrote; raises RunError naming the file that is missing or malformed."""
    rows = (folder / "rows.jsonl").read_text(encoding="utf-8") if folder.is_dir() else None
    if rows is None:
        raise RunError(f"{folder} is no saved run; make one: baipishu eval --out {folder.parent}")
    try:
        identity = json.loads((folder / "configuration.json").read_text(encoding="utf-8"))
        return Run(
            **identity,
            rows=tuple(parse_row(json.loads(line)) for line in rows.splitlines()),
            speed=Speed(**json.loads((folder / "speed.json").read_text(encoding="utf-8"))),
        )
    except (OSError, ValueError, TypeError) as error:
        raise RunError(f"{folder} is no saved run ({error}); run: baipishu eval") from error


def saved_runs(out: Path) -> tuple[Path, ...]:
    """The folders of saved runs under `out`, the latest first."""
    folders = [path.parent for path in out.glob("*/rows.jsonl")]
    return tuple(sorted(folders, key=lambda folder: folder.stat().st_mtime, reverse=True))


def parse_row(raw: dict[str, Any]) -> Row:
    """A row from its JSON; raises TypeError where fields are missing or unknown."""
    lists = {name: tuple(value) for name, value in raw.items() if isinstance(value, list)}
    return Row(**{**raw, **lists})


def _identity(run: Run) -> dict[str, Any]:
    return {
        "name": run.name,
        "gold_sha256": run.gold_sha256,
        "manifest_sha256": run.manifest_sha256,
        "configuration": run.configuration,
    }


def _lines(rows: Iterable[Row]) -> str:
    return "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
