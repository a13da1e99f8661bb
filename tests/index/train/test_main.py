import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.train import run
from index.train.__main__ import main
from index.train.options import TrainOptions


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A retrieval set of one question."""
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    row = json.dumps({"_id": "1", "text": "税费"})
    (folder / "corpus.jsonl").write_text(row + "\n", encoding="utf-8")
    (folder / "queries.jsonl").write_text(row + "\n", encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\t1\t1\n")
    return folder


def test_options_reach_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[tuple[object, ...]] = []

    def train(data_dir: Path, out: Path, *, options: TrainOptions, public, say) -> None:
        calls.append((data_dir, out, options, public))

    monkeypatch.setattr(run, "train", train)
    given = ["--steps", "9", "--seed", "3", "--sample", "500", "--threads", "1", "--public", "p"]
    assert main(["data", "--out", "new", *given]) == 0
    options = TrainOptions(steps=9, seed=3, sample=500, threads=1)
    assert calls == [(Path("data"), Path("new"), options, (Path("p"),))]


def test_figures_of_a_model_are_printed(
    public: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "--data", str(public), "--model", str(tiny_model)]) == 0
    assert "| small (1 questions, 1 passages) | 1.000 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 2, "Missing argument 'DATA_DIR'"),
        (["data"], 2, "Missing option '--out'"),
        (["data", "--out", "new", "--steps", "0"], 2, "Invalid value for '--steps'"),
        (["data", "--out", "new", "--sample", "1"], 2, "Invalid value for '--sample'"),
        (["data", "--out", "new", "--fast"], 2, "No such option"),
        (["evaluate"], 2, "Missing option '--data'"),
        (
            ["no data", "--out", "new", "--sample", "100"],
            1,
            "index.train: no data/passages.jsonl.xz",
        ),
        (["data", "--out", "full"], 1, "index.train: full is not empty; give another folder"),
        (["data", "--out", "new", "--sample", "100", "--public", "x"], 1, "x is no retrieval set"),
        (["evaluate", "--data", "x"], 1, "index.train: x is no retrieval set in BEIR form"),
        (["evaluate", "--data", "x", "--model", "full"], 1, "full"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "model.safetensors").write_text("mine")
    assert main(arguments) == status
    output = capsys.readouterr()
    assert (said in output.err, output.out) == (True, "")
    # Nothing is written but the folder that a run works in.
    assert (tmp_path / "full" / "model.safetensors").read_text() == "mine"
    assert [path.name for path in tmp_path.glob("new/*")] in ([], [".training"])


def _raise(error: BaseException) -> Callable[..., None]:
    def train(*_: object, **__: object) -> None:
        raise error

    return train


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "stopped; run the same command again to go on"),
        (MemoryError(), 1, "there is not enough memory; close other programs or train on a part"),
    ],
)
def test_an_end_that_nobody_planned_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    error: BaseException,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(run, "train", _raise(error))
    assert main(["data", "--out", "new"]) == status
    assert said in capsys.readouterr().err


def test_a_library_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("run", "vocabulary", "folding"):
        monkeypatch.delitem(sys.modules, f"index.train.{name}", raising=False)
    monkeypatch.delattr("index.train.run", raising=False)
    monkeypatch.setitem(sys.modules, "sentencepiece", None)
    assert main(["data", "--out", "new"]) == 1
    said = "sentencepiece is not installed; training needs more than the product"
    assert said in capsys.readouterr().err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in ((["--help"], "--sample"), (["evaluate", "--help"], "--model")):
        assert main(arguments) == 0
        assert said in capsys.readouterr().out
