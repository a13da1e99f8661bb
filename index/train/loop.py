"""The training loop: seeded, resumable, with a line of figures as it goes.

The random numbers of a step depend on the seed and the step alone, so a run that goes on from a
checkpoint gives the bytes of one that was never interrupted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from ..errors import TrainingError
from .batches import Stream, mixed
from .objective import Gradient, late_gradient, pooled_gradient
from .optimiser import RowAdam
from .options import TrainOptions
from .writing import whole

_CHECKPOINT = "checkpoint.safetensors"
_STATE = ("table", "mean", "square", "steps")
# Minutes of work are lost at most, and a checkpoint of 300 MB takes a second.
_SAVE_EVERY = 2_000
_SAY_EVERY = 250
# Lower than in use, where words below it count as nothing: such words could never come closer.
_FLOOR = 0.1

Say = Callable[[str], None]
Figures = Callable[[Tensor], str]


def trained(
    table: Tensor,
    streams: Mapping[str, tuple[Stream, float]],
    *,
    options: TrainOptions,
    work: Path,
    watch: tuple[Say, Figures],
) -> Tensor:
    """Train the table in place and give it back; `work` keeps the checkpoint of this very run.

    Raises TrainingError where a checkpoint is damaged or cannot be written.
    """
    say, figures = watch
    optimiser = RowAdam(table)
    first = _resume(optimiser, work / _CHECKPOINT)
    draw = mixed(streams)
    losses: dict[str, list[float]] = defaultdict(list)
    began = perf_counter()
    for step in range(first, options.steps):
        random = np.random.default_rng([options.seed, step])
        name, batch = draw(options.batch, random)
        rate = _rate(step, options)
        losses[name].append(_moved(optimiser, pooled_gradient(table, batch), rate=rate))
        if _is_late(step, options):
            late = late_gradient(table, batch, size=options.late_size, floor=_FLOOR)
            losses[f"{name}, late"].append(_moved(optimiser, late, rate=rate))
        if (step + 1) % _SAY_EVERY == 0:
            pace = (perf_counter() - began) / (step + 1 - first)
            say(_line(step + 1, options.steps, pace=pace, losses=losses))
        if (step + 1) % _SAVE_EVERY == 0:
            say(figures(table))
            _save(optimiser, work / _CHECKPOINT, step=step + 1)
            losses.clear()
    return table


def _moved(optimiser: RowAdam, gradient: Gradient, *, rate: float) -> float:
    optimiser.step(gradient, rate)
    return gradient.loss


def _is_late(step: int, options: TrainOptions) -> bool:
    return step >= options.late_from * options.steps and step % options.late_every == 0


def _rate(step: int, options: TrainOptions) -> float:
    return options.rate * min(1.0, (step + 1) / options.warm_up) * (1 - step / options.steps)


def _line(step: int, steps: int, *, pace: float, losses: Mapping[str, Sequence[float]]) -> str:
    means = "  ".join(f"{name} {np.mean(losses[name][-50:]):.2f}" for name in sorted(losses))
    left = pace * (steps - step) / 60
    return f"step {step:,} of {steps:,}, {1000 * pace:.0f} ms a step, {left:.0f} min left: {means}"


def _save(optimiser: RowAdam, path: Path, *, step: int) -> None:
    state = {name: getattr(optimiser, name) for name in _STATE}
    with whole(path) as partial:
        save_file(state, partial, metadata={"step": str(step)})


def _resume(optimiser: RowAdam, path: Path) -> int:
    """Take up a checkpoint where there is one, and say at which step to go on."""
    if not path.exists():
        return 0
    try:
        with safe_open(path, framework="pt") as file:
            step = int(file.metadata()["step"])
            for name in _STATE:
                getattr(optimiser, name).copy_(file.get_tensor(name))
    except (SafetensorError, OSError, LookupError, TypeError, RuntimeError) as error:
        raise TrainingError(f"{path} is damaged ({error}); delete it to start afresh") from error
    return step
