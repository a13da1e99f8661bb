from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from index.errors import TrainingError
from index.train import loop
from index.train.batches import Batch, Stream
from index.train.loop import trained
from index.train.options import TrainOptions
from index.train.ragged import Ragged

pytestmark = pytest.mark.filterwarnings("ignore:Sparse CSR tensor support is in beta")

_OPTIONS = TrainOptions(
    steps=10, batch=6, dimension=4, rate=0.1, warm_up=2, late_size=3, late_from=0.5, late_every=2
)


def _stream(shift: int) -> Stream:
    """Words that go with the word 10 further on."""

    def draw(count: int, random: np.random.Generator) -> Batch:
        words = random.permutation(10)[:count] + shift
        return Batch(Ragged.of(words[:, None]), Ragged.of(words[:, None] + 10), words)

    return draw


_STREAMS = {"even": (_stream(0), 0.5), "odd": (_stream(5), 0.5)}


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "_SAVE_EVERY", 3)
    monkeypatch.setattr(loop, "_SAY_EVERY", 4)


def _run(
    work: Path,
    *,
    say: Callable[[str], None] = lambda line: None,
    figures: Callable[[Tensor], str] = lambda table: "figures",
    options: TrainOptions = _OPTIONS,
) -> Tensor:
    table = torch.randn(25, 4, generator=torch.Generator().manual_seed(1))
    return trained(table, _STREAMS, options=options, work=work, watch=(say, figures))


def _stop_at(count: int) -> Callable[[Tensor], str]:
    """Figures that are interrupted the so-manieth time that they are asked for."""
    asked: list[Tensor] = []

    def figures(table: Tensor) -> str:
        asked.append(table)
        if len(asked) == count:
            raise KeyboardInterrupt
        return ""

    return figures


def test_words_that_belong_together_draw_near(tmp_path: Path) -> None:
    table = _run(tmp_path, options=replace(_OPTIONS, steps=60))
    units = torch.nn.functional.normalize(table, dim=1)
    cosines = units[:10] @ units[10:20].T
    assert (cosines.argmax(dim=1) == torch.arange(10)).all()


def test_rows_that_no_batch_holds_stay(tmp_path: Path) -> None:
    before = torch.randn(25, 4, generator=torch.Generator().manual_seed(1))
    after = _run(tmp_path, options=replace(_OPTIONS, steps=1, batch=2))
    changed = (after != before).any(dim=1).nonzero().ravel().tolist()
    # Two words, each with the one that is 10 further on.
    assert len(changed) == 4
    assert {word + 10 for word in changed[:2]} == set(changed[2:])


@pytest.mark.parametrize("interrupted", [1, 2, 3])
def test_a_resumed_run_gives_the_bytes_of_an_uninterrupted_one(
    tmp_path: Path, interrupted: int
) -> None:
    (tmp_path / "whole").mkdir()
    whole = _run(tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        _run(tmp_path, figures=_stop_at(interrupted))
    assert (tmp_path / "checkpoint.safetensors").exists() == (interrupted > 1)
    said: list[str] = []
    resumed = _run(tmp_path, say=said.append)
    assert resumed.numpy().tobytes() == whole.numpy().tobytes()
    assert said.count("figures") == 4 - interrupted


def test_another_seed_gives_another_table(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    one = _run(tmp_path / "a")
    other = _run(tmp_path / "b", options=replace(_OPTIONS, seed=8))
    assert one.numpy().tobytes() != other.numpy().tobytes()


def test_progress_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    _run(tmp_path, say=said.append)
    assert [line.split(",")[0] for line in said] == [
        "figures",
        "step 4 of 10",
        "figures",
        "step 8 of 10",
        "figures",
    ]
    assert "0 min left: " in said[1]
    # Late interaction begins after half of the steps.
    assert ("late" in said[1], "late" in said[3]) == (False, True)


def test_the_rate_rises_and_falls() -> None:
    options = TrainOptions(steps=100, rate=0.5, warm_up=4)
    rates = [loop._rate(step, options) for step in (0, 1, 3, 50, 99)]
    assert rates == pytest.approx([0.125, 0.2475, 0.485, 0.25, 0.005])


@pytest.mark.parametrize("step", range(10))
def test_late_interaction_is_for_every_second_step_of_the_second_half(step: int) -> None:
    assert loop._is_late(step, _OPTIONS) == (step in (6, 8))


@pytest.mark.parametrize("kept", [0, 7, 200, -5])
def test_a_damaged_checkpoint_is_told(tmp_path: Path, kept: int) -> None:
    _run(tmp_path)
    path = tmp_path / "checkpoint.safetensors"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(TrainingError, match="delete it to start afresh") as caught:
        _run(tmp_path)
    assert str(path) in str(caught.value)


def test_a_full_disk_leaves_the_last_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(tmp_path, options=replace(_OPTIONS, steps=3))
    path = tmp_path / "checkpoint.safetensors"
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(loop, "save_file", full)
    with pytest.raises(TrainingError, match="No space left on device"):
        _run(tmp_path)
    assert path.read_bytes() == before
