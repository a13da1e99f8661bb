"""`baipishu eval`: run, compare, gate and report; the numbers themselves come from evals."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast, get_args

import click
import platformdirs

from evals import (
    Comparison,
    GoldQuestion,
    Run,
    Split,
    compare,
    failures,
    headline_table,
    load_gold,
    load_matrix,
    load_run,
    parse_allowed,
    run,
    save_run,
    write_baseline,
)

from .options import Common, common_options

_GATE_FAILED = 3
_SETTINGS = ("cache_dir", "model", "device", "glossary")

_gold_option = click.option(
    "--gold", type=click.Path(path_type=Path), help="Gold questions; without it the shipped ones."
)
_split_option = click.option(
    "--split", type=click.Choice(get_args(Split)), help="Only this part of the gold set."
)
_out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where runs and report are kept; without it your data folder.",
)


@click.group(name="eval", invoke_without_command=True)
@common_options
@_gold_option
@_split_option
@_out_option
@click.option(
    "--baseline", type=click.Path(path_type=Path), help="An accepted run to hold this one against."
)
@click.option(
    "--fail-below",
    multiple=True,
    metavar="METRIC=DROP",
    help="Exit 3 when METRIC dropped by more than DROP and not by chance; repeatable.",
)
@click.option("--save-baseline", type=click.Path(path_type=Path), help="Accept this run.")
@click.pass_context
def evaluate(context: click.Context, /, common: Common, **options: object) -> None:
    """Measure retrieval, answers, citations and refusals on gold questions."""
    if context.invoked_subcommand is not None:
        return
    baseline = cast(Path | None, options["baseline"])
    allowed = parse_allowed(cast(tuple[str, ...], options["fail_below"]))
    if bool(allowed) != bool(baseline):
        raise click.UsageError("--baseline and --fail-below go together")
    questions = _questions(options)
    with _progress(len(questions), "asking") as tick:
        finished = run(common.settings(), questions, index=common.index, tick=tick)
    _deliver([finished], cast(Path | None, options["out"]))
    if options["save_baseline"]:
        write_baseline(finished, cast(Path, options["save_baseline"]))
    if baseline:
        _gate(finished, baseline, allowed=allowed)


@evaluate.command()
@common_options
@click.argument("file", type=click.Path(path_type=Path))
@_gold_option
@_split_option
@_out_option
def matrix(common: Common, file: Path, **options: object) -> None:
    """Run every configuration of a TOML FILE and compare each with the first."""
    settings = common.settings()
    shared = {name: getattr(settings, name) for name in _SETTINGS if getattr(settings, name)}
    configurations = load_matrix(file, shared)
    questions = _questions(options)
    runs = []
    with _progress(len(questions) * len(configurations), "asking") as tick:
        for name, chosen in configurations.items():
            runs.append(run(chosen, questions, name=name, index=common.index, tick=tick))
    _deliver(runs, cast(Path | None, options["out"]))


@evaluate.command(name="compare")
@common_options
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
def compare_runs(common: Common, before: Path, after: Path) -> None:
    """Compare two saved runs, question by question."""
    common.settings()
    _print_comparison(compare(load_run(before), load_run(after)))


def _questions(options: dict[str, object]) -> tuple[GoldQuestion, ...]:
    split = cast(Split | None, options["split"])
    return load_gold(cast(Path | None, options["gold"]), split=split)


def _deliver(runs: Sequence[Run], out: Path | None) -> None:
    """Save runs and report, and print the headline table."""
    folder = out or Path(platformdirs.user_data_dir("baipishu", appauthor=False)) / "runs"
    for finished in runs:
        click.echo(f"saved {save_run(finished, folder)}", err=True)
    click.echo(headline_table(runs))


def _gate(finished: Run, baseline: Path, *, allowed: dict[str, float]) -> None:
    worse = failures(finished, baseline, allowed)
    for change in worse:
        click.echo(
            f"gate: {change.measure} fell from {change.before:.3f} to {change.after:.3f} "
            f"(95 % interval of the change {change.low:+.3f} to {change.high:+.3f}, allowed "
            f"{-allowed[change.measure]:+.3f}); see the report, or accept it: baipishu eval "
            f"--save-baseline {baseline}",
            err=True,
        )
    if worse:
        raise click.exceptions.Exit(_GATE_FAILED)
    click.echo(f"gate: passed against {baseline}", err=True)


def _print_comparison(comparison: Comparison) -> None:
    click.echo(f"{comparison.before} -> {comparison.after}")
    for change in comparison.differences:
        click.echo(
            f"{change.measure:20} {change.before:.3f} -> {change.after:.3f}  "
            f"{change.after - change.before:+.3f} [{change.low:+.3f}, {change.high:+.3f}]  "
            f"p={change.p_value:.3f}  n={change.n}"
        )
    for title, pairs in (("won", comparison.wins), ("lost", comparison.losses)):
        click.echo(f"\n{title}: {len(pairs)}")
        for old, new in pairs:
            click.echo(f"  {new.id} {new.question}")
            click.echo(f"    before: {old.answer}\n    after:  {new.answer}")


@contextmanager
def _progress(total: int, label: str) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
