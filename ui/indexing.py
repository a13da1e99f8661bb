"""The command `baipishu build`: documents into an index of files, or into an engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from rag import Assistant

from .building import Wanted
from .building import build as bring_up_to_date
from .complaints import FAILED
from .filling import fill
from .inventory import build_lines
from .options import Common, common_options, shard_of
from .progress import reading
from .types import Place


@click.command()
@common_options
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--model", help="An embedding model: bundled, a folder or a name.")
@click.option("--prune", is_flag=True, help="Drop documents whose file is gone.")
@click.option("--compact", is_flag=True, help="Merge all that the index holds into one segment.")
@click.option(
    "--shard",
    metavar="I/N",
    callback=lambda _context, _option, value: shard_of(value),
    help="Load the I-th of N shares.",
)
@click.option("--finalize", is_flag=True, help="Publish what the workers of all shards loaded.")
def build(
    common: Common,
    paths: tuple[Path, ...],
    model: str | None,
    **how: Any,  # noqa: ANN401 - flags of `Wanted`
) -> None:
    """Put the documents PATHS into the index at --index; without PATHS, read its files again."""
    settings = common.settings(model=model)
    wanted = Wanted(paths, model, **how)
    in_engine = settings.store == "milvus"
    _require_possible(wanted, in_engine=in_engine)
    if common.index is None and not in_engine:
        if paths or wanted.prune or wanted.compact:
            raise click.UsageError("files need an index of their own: add --index DIR")
        manifest = Assistant.open(None, settings).index.manifest
        click.echo(f"ready: the shipped report, {manifest.passages} passages", err=True)
        return
    began = perf_counter()
    with _stopping_gently(), reading() as tick:
        if common.index is None:
            report = fill(wanted, settings=settings, tick=tick)
        else:
            report = bring_up_to_date(wanted, common.index, settings=settings, tick=tick)
    place = Place(common.index, settings.milvus.uri, is_published=wanted.shard is None)
    for line in build_lines(report, place, seconds=perf_counter() - began):
        click.echo(line, err=True)
    if report.skipped:
        raise click.exceptions.Exit(FAILED)


@contextmanager
def _stopping_gently() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        click.echo("stopped; nothing has changed, and the same command goes on from here", err=True)
        raise


def _require_possible(wanted: Wanted, *, in_engine: bool) -> None:
    """Some flags of `build` are for one store alone."""
    if in_engine and wanted.compact:
        raise click.UsageError("--compact is for files; an engine compacts by itself")
    if not in_engine and (wanted.shard or wanted.finalize):
        raise click.UsageError("--shard and --finalize are for --store milvus")
    if wanted.shard and wanted.finalize:
        raise click.UsageError("publish once all shards are loaded: --finalize without --shard")
