"""The report for a pull request: what changed and what got worse, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .changes import by_split, change_tables, lost, won
from .errors import RunError
from .pieces import (
    group_tables,
    headline_tables,
    letters,
    run_headings,
    settings_table,
)
from .sentences import sentences
from .summary import summarise
from .types import Row, Run
from .views import Cell, Table

# More than a reviewer will read; the HTML report has all of them.
_MOST_LOST = 5
_MOST_CHARACTERS = 160
_HARMLESS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {mark: f"\\{mark}" for mark in "\\|`*_[]~"}
)


def markdown_report(runs: Sequence[Run]) -> str:
    """Headline, groups, settings that differ, changes and the worst regressions.

    Raises RunError for no run at all and for runs of different gold sets.
    """
    if not runs:
        raise RunError("there is no run to report; make one: baipishu eval")
    summaries = [summarise(run.rows) for run in runs]
    parts = [f"## Evaluation: {', '.join(map(_escaped, run_headings(runs)))}"]
    parts.append("\n".join(f"- {_escaped(said)}" for said in sentences(runs)))
    parts += map(_table, headline_tables(runs, summaries))
    parts += map(_table, group_tables(runs, summaries))
    if len(runs) > 1:
        parts.append(_settings(runs))
        for letter, run in zip(letters(runs)[1:], runs[1:], strict=True):
            parts += _against(runs[0], run, name=letter)
    return "\n\n".join(filter(None, parts)) + "\n"


def _settings(runs: Sequence[Run]) -> str:
    differing = settings_table(runs, differing=True)
    return _table(differing) if differing.lines else "All settings are the same."


def _against(before: Run, after: Run, *, name: str) -> Iterator[str]:
    compared = by_split(before, after)
    worst = lost(compared)
    yield f"### {_escaped(name)} {_escaped(after.name)} against A {_escaped(before.name)}"
    yield f"{len(won(compared))} questions won, {len(worst)} lost."
    yield from map(_table, change_tables(compared))
    if worst:
        yield f"Worst regressions ({min(len(worst), _MOST_LOST)} of {len(worst)}):"
        yield "\n".join(_lost(old, new) for old, new in worst[:_MOST_LOST])


def _lost(old: Row, new: Row) -> str:
    return (
        f"- {_escaped(old.id)} ({old.split}, {old.lang}, {old.kind}) {_cut(old.question)}\n"
        f"  - before: {_cut(old.answer)}\n"
        f"  - after: {_cut(new.answer)}"
    )


def _table(table: Table) -> str:
    lines = [
        f"**{_escaped(table.caption)}**",
        "",
        _line([table.corner, *table.columns]),
        "|---" * (len(table.columns) + 1) + "|",
        *(_line([_label(line.group, line.label), *map(_cell, line.cells)]) for line in table.lines),
    ]
    return "\n".join(lines)


def _line(texts: Sequence[str]) -> str:
    return "| " + " | ".join(map(_escaped, texts)) + " |"


def _label(group: str, label: str) -> str:
    return f"{group}: {label}" if group else label


def _cell(cell: Cell) -> str:
    return f"{cell.text} ({cell.note})" if cell.note else cell.text


def _cut(text: str) -> str:
    short = text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + "…"
    return _escaped(short)


def _escaped(text: str) -> str:
    """One line in which nothing is markup: no table ends, no tag opens, nobody is mentioned."""
    flat = " ".join(text.split()).translate(_HARMLESS)
    return flat.replace("@", "@\N{ZERO WIDTH SPACE}")
