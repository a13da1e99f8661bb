"""`python -m evals.bench PASSAGES [--rows 1000,10000,…] [--out DIR]`: what size costs.

PASSAGES is an xz file of JSON lines with doc, title, heading and text. Writes size.json, size.md
and size.svg into DIR and prints the table.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from . import size
from .plot import rising
from .types import SizeRow

_STAGES = {"built": size.built, "first": size.first, "asked": size.asked, "more": size.more}
_COLUMNS = (
    ("paragraphs", "passages", ",.0f"),
    ("windows", "windows", ",.0f"),
    ("build s", "build_s", ".1f"),
    ("build peak MB", "build_peak_mb", ",.0f"),
    ("1,000 more s", "more_s", ".1f"),
    ("bytes a passage", "bytes_per_passage", ",.0f"),
    ("recall@10", "recall_at_10", ".3f"),
    ("first answer s", "first_answer_s", ".2f"),
    ("query p50 ms", "query_p50_ms", ".1f"),
    ("query p95 ms", "query_p95_ms", ".1f"),
    ("answer p50 ms", "answer_p50_ms", ".1f"),
    ("query peak MB", "query_peak_mb", ",.0f"),
)
_DRAWN = {"build s": "build_s", "query p50 ms": "query_p50_ms", "query p95 ms": "query_p95_ms"}


@click.command()
@click.argument("passages", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--rows", default="1000,10000,100000,500000", help="Sizes, with commas between.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write.")
@click.option("--stage", type=click.Choice(list(_STAGES)), hidden=True)
@click.option("--index", type=click.Path(path_type=Path), hidden=True)
def main(
    passages: Path, rows: str, out: Path | None, stage: str | None, index: Path | None
) -> None:
    """Build indexes of PASSAGES of several sizes and measure them."""
    sizes = sorted({int(one) for one in rows.split(",")})
    if stage and index:
        click.echo(json.dumps(_STAGES[stage](passages, sizes[0], folder=index)))
        return
    found = []
    for count in sizes:
        with TemporaryDirectory() as folder:
            found.append(size.measured(passages, count, folder=Path(folder)))
        click.echo(table(found[-1:]) if count == sizes[0] else _line(found[-1]))
    click.echo(growth(found))
    if out:
        _write(out, found)


def table(rows: Sequence[SizeRow]) -> str:
    """The figures as a Markdown table."""
    head = f"| {' | '.join(name for name, _, _ in _COLUMNS)} |"
    return "\n".join([head, "|---" * len(_COLUMNS) + "|", *map(_line, rows)])


def growth(rows: Sequence[SizeRow]) -> str:
    """By which power of the size each cost grows from one size to the next: 1 is in proportion."""
    lines = []
    for name, field in _DRAWN.items():
        powers = [f"{_power(a, b, field=field):.2f}" for a, b in pairwise(rows)]
        if powers:
            lines.append(f"{name} grows by the power {', '.join(powers)} of the paragraphs")
    return "\n".join(lines)


def _power(small: SizeRow, large: SizeRow, *, field: str) -> float:
    cost = math.log(getattr(large, field) / getattr(small, field))
    return cost / math.log(large.passages / small.passages)


def _line(row: SizeRow) -> str:
    return f"| {' | '.join(format(getattr(row, field), how) for _, field, how in _COLUMNS)} |"


def _write(out: Path, rows: Sequence[SizeRow]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    values = json.dumps([asdict(row) for row in rows], indent=1)
    (out / "size.json").write_text(values + "\n", encoding="utf-8")
    (out / "size.md").write_text(f"{table(rows)}\n\n{growth(rows)}\n", encoding="utf-8")
    lines = {
        name: [(float(row.passages), getattr(row, field)) for row in rows]
        for name, field in _DRAWN.items()
    }
    drawing = rising(lines, across="paragraphs", up="seconds or milliseconds")
    (out / "size.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
