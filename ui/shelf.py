"""The evaluation runs at hand: those of the user's data folder, and the shipped baseline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evals import Run, RunError, baseline_run, load_gold, load_run, save_run, saved_runs

from .data import data_folder

BASELINE = ""
"""The key of the shipped baseline; no folder has an empty name."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A run that can be loaded: its key, its name, and when it was made ("" where unknown)."""

    key: str
    name: str = ""
    made: str = ""


class Shelf:
    """Runs under one folder, by the names of their own folders."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take a folder of runs, by default the one that `baipishu eval` saves into."""
        self._folder = folder or runs_folder()

    def listed(self) -> tuple[Shelved, ...]:
        """The runs, the latest first, and the baseline after them."""
        return (*map(_shelved, saved_runs(self._folder)), Shelved(BASELINE))

    def load(self, key: str) -> Run:
        """Load a run; raises RunError where there is none of that key or it is broken."""
        if key == BASELINE:
            return baseline_run(load_gold(split="dev"))
        # Only what is listed, for a key may come from anywhere.
        folders = [folder for folder in saved_runs(self._folder) if folder.name == key]
        if not folders:
            raise RunError(f"there is no run {key!r} under {self._folder}; make one: baipishu eval")
        return load_run(folders[0])

    def save(self, run: Run) -> str:
        """Keep a run and return its key."""
        return save_run(run, self._folder).name


def runs_folder() -> Path:
    """Where runs and reports are kept unless another folder is named."""
    return data_folder() / "runs"


def _shelved(folder: Path) -> Shelved:
    made = datetime.fromtimestamp((folder / "rows.jsonl").stat().st_mtime)
    # The folder's name ends in a dash and twelve digits of a hash.
    return Shelved(folder.name, folder.name.rpartition("-")[0], f"{made:%Y-%m-%d %H:%M}")
