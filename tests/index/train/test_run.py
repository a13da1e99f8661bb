import os
import shutil
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus import shipped_glossary
from index import load_embedder
from index.errors import TrainingDataError, TrainingError
from index.train import data, loop, run, vocabulary
from index.train.data import read_rewordings
from index.train.options import TrainOptions
from index.train.run import train

_Usage = namedtuple("_Usage", "total used free")
_OPTIONS = TrainOptions(
    steps=8, batch=64, dimension=16, warm_up=2, late_size=16, sample=20_000, threads=1
)
# Enough to fill every stream.
_SOME = 300


def _start(data_dir: Path, out: Path, options: TrainOptions = _OPTIONS) -> list[str]:
    said: list[str] = []
    train(data_dir, out, options=options, public=(), say=said.append)
    return said


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A data folder that is not there: what comes before reading it has passed."""
    return tmp_path / "no data"


@pytest.mark.parametrize("name", ["model.safetensors", ".hidden"])
def test_a_folder_that_holds_something_is_left_alone(nowhere: Path, tmp_path: Path, name) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(TrainingError, match="is not empty; give another folder: --out DIR"):
        _start(nowhere, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_place_that_cannot_be_written_is_told(nowhere: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(TrainingError, match=f"cannot write to {out} .*--out DIR"):
            _start(nowhere, out)


def test_too_little_disk_is_told(
    nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(9e9, 8.5e9, 0.5e9))
    with pytest.raises(TrainingError, match=r"has 0\.5 GB free, training needs 1; make room"):
        _start(nowhere, tmp_path / "out")


@pytest.fixture
def little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = "MemTotal:       32000000 kB\nMemFree: 1 kB\nMemAvailable:    2000000 kB\n"
    (tmp_path / "meminfo").write_text(figures)
    monkeypatch.setattr(run, "_MEMORY", tmp_path / "meminfo")


@pytest.mark.usefixtures("little_memory")
def test_too_little_memory_is_told(nowhere: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"2\.0 GB of memory are free, .* needs 4; .*--sample"):
        _start(nowhere, tmp_path / "out", replace(_OPTIONS, sample=None))


@pytest.mark.usefixtures("little_memory")
def test_a_sample_needs_little_memory(nowhere: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="is missing"):
        _start(nowhere, tmp_path / "out")


def test_where_free_memory_is_not_told_the_whole_counts(
    nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "_MEMORY", tmp_path / "nothing")
    sizes = {"SC_PHYS_PAGES": 500_000, "SC_PAGE_SIZE": 4096}
    monkeypatch.setattr(os, "sysconf", sizes.get)
    with pytest.raises(TrainingError, match=r"2\.0 GB of memory"):
        _start(nowhere, tmp_path / "out", replace(_OPTIONS, sample=None))


def test_after_a_wrong_data_folder_the_right_one_is_taken(nowhere: Path, tmp_path: Path) -> None:
    for data_dir in (nowhere, tmp_path / "other"):
        with pytest.raises(TrainingDataError, match=f"{data_dir}.* is missing"):
            _start(data_dir, tmp_path / "out")


@pytest.mark.parametrize(
    ("options", "folder"),
    [
        (replace(_OPTIONS, seed=8), "data"),
        (replace(_OPTIONS, sample=None), "data"),
        (_OPTIONS, "b"),
    ],
)
def test_what_another_run_left_is_refused(
    tmp_path: Path, options: TrainOptions, folder: str
) -> None:
    run._claim(tmp_path, _OPTIONS, data_dir=tmp_path / "data")
    run._claim(tmp_path, _OPTIONS, data_dir=tmp_path / "data")
    with pytest.raises(TrainingError, match="what an interrupted run left") as caught:
        run._claim(tmp_path, options, data_dir=tmp_path / folder)
    for word in ("seed=7", str(tmp_path / "data"), f"delete {tmp_path} to start afresh"):
        assert word in str(caught.value)


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fewer rewordings and terms, two processes that count, and a clock that stands still."""
    some, terms = read_rewordings()[:_SOME], shipped_glossary()[:_SOME]
    monkeypatch.setattr(data, "read_rewordings", lambda: some)
    monkeypatch.setattr(run, "shipped_glossary", lambda: terms)
    monkeypatch.setattr(vocabulary, "_CHUNK", 5_000)
    monkeypatch.setattr(loop, "_SAVE_EVERY", 3)
    monkeypatch.setattr(run, "perf_counter", lambda: 0.0)
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(False)


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _interrupted(data_dir: Path, out: Path) -> None:
    """A run that is stopped after its first checkpoint, before its second."""
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if sum("held-out" in line for line in said) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(data_dir, out, options=_OPTIONS, public=(), say=say)


@pytest.mark.slow
@pytest.mark.usefixtures("quickly")
def test_one_seed_gives_the_same_bytes_interrupted_or_not(
    data_folder: Path, tmp_path: Path
) -> None:
    _interrupted(data_folder, tmp_path / "resumed")
    assert [path.name for path in (tmp_path / "resumed").iterdir()] == [".training"]
    found = {}
    for name in ("resumed", "once", "again"):
        said = _start(data_folder, tmp_path / name)
        assert said[-1] == f"{tmp_path / name}: complete after 0 minutes"
        found[name] = _bytes(tmp_path / name)
    assert found["once"] == found["again"] == found["resumed"]
    assert sorted(found["once"]) == sorted(_bytes(Path("index/model")))
    embedder = load_embedder(str(tmp_path / "once"))
    simplified, traditional, english = embedder.embed(["行政复议", "行政復議", "the council"])
    assert simplified.tobytes() == traditional.tobytes() != english.tobytes()
    assert np.linalg.norm(english) == pytest.approx(1, abs=1e-5)
