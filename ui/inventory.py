"""What is said of an index: what a build did to it, and `baipishu doctor`: what it holds."""

from __future__ import annotations

from collections.abc import Iterator

import click

from index import Manifest, verify_index

from .options import Common, common_options
from .types import BuildReport, Place


@click.command()
@common_options
@click.option("--verify", is_flag=True, help="Hash every file of the index, the large ones too.")
def doctor(common: Common, verify: bool) -> None:
    """Say what the index holds and whether its files are as they were written."""
    manifest = common.assistant().index.manifest
    if verify and common.index is not None:
        verify_index(common.index)
    for line in index_lines(manifest, verified=verify or common.index is None):
        click.echo(line)


def build_lines(report: BuildReport, place: Place, *, seconds: float) -> Iterator[str]:
    """The files that were left out and why, then what the index holds now."""
    for file, doc_id in report.duplicates.items():
        yield f"{file}: the same text as {doc_id}, left out"
    for one in report.near:
        yield f"{one.doc_id}: nearly the same as {one.other} ({one.share:.0%} alike), kept"
    for file, reason in report.skipped.items():
        yield f"{file}: skipped: {reason}"
    counts = (
        (len(report.added), "added"),
        (len(report.updated), "updated"),
        (len(report.pruned), "dropped"),
        (report.unchanged, "unchanged"),
        (len(report.duplicates), "of a text that is there already"),
        (len(report.skipped), "skipped"),
    )
    yield ", ".join(f"{count} {what}" for count, what in counts if count)
    if not place.is_published:
        yield (
            f"{place.name}: loaded in {seconds:.1f} s; once every shard is: "
            f"baipishu build {place.flags} --finalize"
        )
        return
    manifest = report.manifest
    yield (
        f"{place.name}: {manifest.documents} documents, {manifest.passages} passages, "
        f"{manifest.windows} windows in {seconds:.1f} s; ask them: "
        f"baipishu ask QUESTION {place.flags}"
    )


def index_lines(manifest: Manifest, *, verified: bool) -> Iterator[str]:
    """What an index holds, segment by segment."""
    yield (
        f"format {manifest.format}, model {manifest.model.name} ({manifest.model.sha256[:12]}): "
        f"{manifest.documents} documents, {manifest.passages} passages, {manifest.windows} windows"
    )
    for one in manifest.segments:
        kind = "exact" if one.recall == 1.0 else f"approximate, recall@10 {one.recall:.3f}"
        gone = f", {len(one.removed)} documents removed" if one.removed else ""
        yield f"{one.name}: {one.documents} documents, {one.passages} passages, {kind}{gone}"
    if not manifest.files:
        return
    size = sum(manifest.sizes.values())
    checked = "all hashed" if verified else "small ones hashed; all: baipishu doctor --verify"
    yield f"{len(manifest.files)} files, {size / 1e6:.1f} MB, as written ({checked})"
