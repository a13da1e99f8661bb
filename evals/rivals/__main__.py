"""The command: set up, run and compare."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from ..types import Split
from .known import SYSTEMS, System
from .material import write_material
from .place import environment, run_in
from .table import Measured, markdown, measured, save

_ROOT = Path(__file__).parents[2]


@click.command(
    help="Run Baipishu beside other systems. NAMEs: " + ", ".join(s.name for s in SYSTEMS)
)
@click.argument("names", nargs=-1, metavar="[NAME …]")
@click.option("--bench", type=click.Path(path_type=Path), default=_ROOT / ".bench")
@click.option("--out", type=click.Path(path_type=Path), default=_ROOT / "build" / "rivals")
@click.option("--split", type=click.Choice(["dev", "test"]), default="dev")
def main(names: tuple[str, ...], bench: Path, out: Path, split: Split) -> None:
    """Measure the named systems, or all of them, one after another."""
    console = Console(stderr=True)
    unknown = set(names) - {system.name for system in SYSTEMS}
    if unknown:
        raise click.BadParameter(f"{', '.join(sorted(unknown))}: not a system known here")
    out.mkdir(parents=True, exist_ok=True)
    material = write_material(out / "material", split=split)
    results = []
    for system in SYSTEMS:
        if names and system.name not in names:
            continue
        console.print(f"{system.name} …")
        results.append(_result(system, material=material, bench=bench, out=out))
    save(results, out)
    click.echo(markdown(results))


def _result(system: System, *, material: Path, bench: Path, out: Path) -> Measured:
    python = environment(system, bench)
    found = out / f"{system.name}.json"
    run_in(python, system, material=material, found=found)
    return measured(system, material=material, found=found)


if __name__ == "__main__":
    main()
