"""The command line of training: `python -m index.train DATA_DIR --out DIR`, and `... evaluate`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..embed import StaticEmbedder, load_embedder
from ..errors import IndexStageError, TrainingError
from .options import TrainOptions

_PATH = click.Path(path_type=Path)
_DEFAULTS = TrainOptions()


@click.command()
@click.argument("data_dir", type=_PATH)
@click.option("--out", required=True, type=_PATH, help="A new folder for the model.")
@click.option("--steps", type=click.IntRange(1), default=_DEFAULTS.steps, show_default=True)
@click.option("--seed", type=int, default=_DEFAULTS.seed, show_default=True)
@click.option("--threads", type=click.IntRange(1), default=_DEFAULTS.threads, show_default=True)
@click.option("--sample", type=click.IntRange(100), help="Rows of each file, evenly; else all.")
@click.option("--public", multiple=True, type=_PATH, help="A retrieval set for the card.")
def train_command(data_dir: Path, out: Path, public: tuple[Path, ...], **chosen: Any) -> None:  # noqa: ANN401
    """Train a model on DATA_DIR; run the same command again to go on after an interruption."""
    try:
        from .run import train
    except ModuleNotFoundError as error:
        raise TrainingError(
            f"{error.name} is not installed; training needs more than the product: "
            "pip install 'baipishu[train]'"
        ) from error
    options = replace(_DEFAULTS, **chosen)
    try:
        train(data_dir, out, options=options, public=public, say=click.echo)
    except MemoryError as error:
        raise TrainingError(
            "there is not enough memory; close other programs or train on a part: --sample 100000"
        ) from error


@click.command()
@click.option("--data", multiple=True, required=True, type=_PATH, help="A set in BEIR form.")
@click.option("--model", default="bundled", help="A model folder, or the bundled one.")
def evaluate_command(data: tuple[Path, ...], model: str) -> None:
    """Print the figures of the card for public retrieval sets, and how fast the model is."""
    from .beir import figures, figures_table, read_public_set
    from .speed import speed_line

    embedder = load_embedder(model)
    if not isinstance(embedder, StaticEmbedder):
        raise click.UsageError(f"--model {model}: a folder with a StaticEmbedding is needed")
    click.echo(figures_table([figures(embedder, read_public_set(folder)) for folder in data]))
    click.echo(speed_line(lambda: load_embedder(model)))


def main(arguments: list[str]) -> int:
    """Run one of the two commands; exit 1 where the work failed, 2 where the call was wrong."""
    evaluating = arguments[:1] == ["evaluate"]
    command = evaluate_command if evaluating else train_command
    try:
        command.main(
            arguments[evaluating:], prog_name="python -m index.train", standalone_mode=False
        )
    except IndexStageError as error:
        click.echo(f"index.train: {error}", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; run the same command again to go on", err=True)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
