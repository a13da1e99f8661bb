from datetime import datetime, timedelta
from pathlib import Path

import pytest

from evals import RunError, save_run
from tests.evals.factories import both_splits
from ui.shelf import BASELINE, Shelf, Shelved, runs_folder


def test_the_shipped_baseline_is_always_there(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "none").listed() == (Shelved(BASELINE),)
    run = Shelf(tmp_path).load(BASELINE)
    assert {row.split for row in run.rows} == {"dev"}
    assert {row.answer for row in run.rows} == {""}
    assert all("correct" in row.measures for row in run.rows if row.kind != "unanswerable")


def test_a_saved_run_is_listed_and_loaded_by_its_folder(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    key = shelf.save(both_splits("two-words"))
    listed = shelf.listed()[0]
    assert (listed.key, listed.name) == (key, "two-words")
    age = datetime.now() - datetime.strptime(listed.made, "%Y-%m-%d %H:%M")
    assert timedelta() <= age < timedelta(minutes=5)
    assert shelf.load(key) == both_splits("two-words")


def test_only_what_is_listed_is_read(tmp_path: Path) -> None:
    save_run(both_splits(), tmp_path / "elsewhere")
    key = next((tmp_path / "elsewhere").iterdir()).name
    with pytest.raises(RunError, match=r"there is no run '\.\./elsewhere/default"):
        Shelf(tmp_path / "runs").load(f"../elsewhere/{key}")


def test_without_a_folder_it_is_that_of_the_command_line() -> None:
    assert runs_folder().parts[-2:] == ("baipishu", "runs")
