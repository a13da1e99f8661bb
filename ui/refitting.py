"""`baipishu eval fit-refusal`: when to refuse, fitted on gold questions."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from evals import Split, fit_refusal, fold_lines, load_refusals
from rag import fit_text

from .evaluate import gold_option, questions_of, split_option
from .options import Common, common_options
from .progress import progress


@click.command(name="fit-refusal")
@common_options
@gold_option
@split_option
@click.option(
    "--max-false",
    type=click.FloatRange(0, 1),
    default=0.03,
    show_default=True,
    help="The share of answerable questions that may be refused.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
def fit_refusals(common: Common, max_false: float, out: Path | None, **options: object) -> None:
    """Fit when to refuse, on the shipped dev questions or all of --gold, for refusal.fit.

    Without --out the fit is only measured.
    """
    assistant = common.assistant()
    split = cast(Split | None, options["split"]) or (None if options["gold"] else "dev")
    questions = questions_of(options | {"split": split}, assistant)
    if not options["gold"]:
        questions += load_refusals(split=split, documents=assistant.documents)
    with progress(len(questions)) as tick:
        fitted = fit_refusal(assistant, questions, max_false=max_false, tick=tick)
    if out:
        out.write_text(fit_text(fitted.fit), encoding="utf-8")
        click.echo(f"wrote {out}", err=True)
    click.echo(fold_lines(fitted))
