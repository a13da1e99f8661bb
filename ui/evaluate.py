"""`baipishu eval`: run, compare, gate and report; the numbers themselves come from evals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

import click

from evals import (
    STARTER_HELP,
    GoldError,
    GoldQuestion,
    Run,
    Split,
    beir_table,
    compare,
    comparison_text,
    evaluate_beir,
    export_run,
    failures,
    gold_as_beir,
    gold_lines,
    headline_table,
    load_gold,
    load_matrix,
    load_run,
    markdown_report,
    measure,
    parse_allowed,
    problems,
    read_beir,
    run,
    save_run,
    score_files,
    starter_gold,
    write_baseline,
    write_beir,
    write_new,
    write_report,
)
from rag import Assistant

from .lazy import LazyGroup
from .options import Common, common_options
from .progress import progress
from .shelf import runs_folder

_GATE_FAILED = 3
_ELSEWHERE = {
    "check": "ui.checking:evaluate_check",
    "feedback": "ui.feedback:feedback",
    "fit-refusal": "ui.refitting:fit_refusals",
}
_WHERE_THINGS_LIE = ("cache_dir", "device", "glossary")

gold_option = click.option(
    "--gold", type=click.Path(path_type=Path), help="Gold questions; without it the shipped ones."
)
split_option = click.option(
    "--split", type=click.Choice(get_args(Split)), help="Only this part of the gold set."
)
_out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where runs and report are kept; without it your data folder.",
)


@click.group(name="eval", cls=LazyGroup, elsewhere=_ELSEWHERE, invoke_without_command=True)
@common_options
@gold_option
@split_option
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
    assistant = common.assistant()
    questions = questions_of(options, assistant)
    with progress(len(questions)) as tick:
        finished = measure(assistant, questions, tick=tick)
    _deliver([finished], cast(Path | None, options["out"]))
    if options["save_baseline"]:
        write_baseline(finished, cast(Path, options["save_baseline"]))
    if baseline:
        _gate(finished, baseline, allowed=allowed)


@evaluate.command()
@common_options
@click.argument("file", type=click.Path(path_type=Path))
@gold_option
@split_option
@_out_option
def matrix(common: Common, file: Path, **options: object) -> None:
    """Run every configuration of a TOML FILE and compare each with the first."""
    settings = common.settings()
    shared = {name: getattr(settings, name) for name in _WHERE_THINGS_LIE}
    configurations = load_matrix(file, {name: value for name, value in shared.items() if value})
    questions = questions_of(options)
    runs = []
    with progress(len(questions) * len(configurations)) as tick:
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
    click.echo(comparison_text(compare(load_run(before), load_run(after))))


@evaluate.command()
@common_options
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(min=1), default=30, help="How many questions.")
def init(common: Common, file: Path, count: int) -> None:
    """Write a starter gold FILE for the documents of the index, spans filled in."""
    index = common.assistant().index
    starter = starter_gold(index.documents, index.passages, count=count, seed=0)
    write_new({file: gold_lines(starter)})
    click.echo(STARTER_HELP, err=True)


@evaluate.command()
@common_options
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
def beir(common: Common, folders: tuple[Path, ...]) -> None:
    """Measure retrieval on public sets: BEIR FOLDERS with corpus, queries and qrels."""
    settings = common.settings()
    sets = [read_beir(folder) for folder in folders]
    with progress(sum(len(one.qrels) for one in sets)) as tick:
        found = [evaluate_beir(one, settings=settings, tick=tick) for one in sets]
    click.echo(beir_table(found))


@evaluate.command()
@common_options
@click.argument("run_file", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("qrels_file", metavar="QRELS", type=click.Path(path_type=Path))
def trec(common: Common, run_file: Path, qrels_file: Path) -> None:
    """Measure a TREC RUN file of any system against a QRELS file."""
    common.settings()
    click.echo(beir_table([score_files(run_file, qrels_file)]))


@evaluate.command()
@common_options
@click.argument("folder", type=click.Path(path_type=Path))
@gold_option
@split_option
def export(common: Common, folder: Path, **options: object) -> None:
    """Write a run as TREC files and the gold set as a BEIR set into FOLDER."""
    assistant = common.assistant()
    questions = questions_of(options, assistant)
    passages = assistant.index.passages
    with progress(len(questions)) as tick:
        finished = measure(assistant, questions, tick=tick)
    export_run(finished, folder, questions=questions, passages=passages)
    write_beir(gold_as_beir(questions, passages, name=folder.name), folder)
    click.echo(f"wrote {folder}", err=True)


def questions_of(
    options: dict[str, object], assistant: Assistant | None = None
) -> tuple[GoldQuestion, ...]:
    """The gold questions asked for, their spans held against the documents where there are any."""
    path, split = cast(Path | None, options["gold"]), cast(Split | None, options["split"])
    documents = assistant.documents if assistant else ()
    questions = load_gold(path, split=split, documents=documents)
    if path and documents:
        found = problems(questions, documents, every_section=False)
        if found:
            raise GoldError(f"{path} is not ready: " + "; ".join(found[:5]))
    return questions


def _deliver(runs: Sequence[Run], out: Path | None) -> None:
    """Save runs and report, and print the headline table."""
    folder = out or runs_folder()
    for finished in runs:
        click.echo(f"saved {save_run(finished, folder)}", err=True)
    write_report(runs, folder / "report.html")
    (folder / "report.md").write_text(markdown_report(runs), encoding="utf-8")
    click.echo(f"report {folder / 'report.html'}", err=True)
    click.echo(headline_table(runs))


def _gate(finished: Run, baseline: Path, *, allowed: dict[str, float]) -> None:
    worse = failures(finished, baseline, allowed=allowed)
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
