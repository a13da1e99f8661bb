"""The checker's figures as a table: what share of each kind was caught, or wrongly flagged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .adversarial import Tally


def caught_table(tallies: Sequence[Tally]) -> str:
    """A Markdown table with Wilson's 95 % intervals, a sum for each corpus, and the pace."""
    lines = [
        "| corpus | claims | kind | n | not supported | 95 % | contradicted |",
        "|---|---|---|---:|---:|---|---:|",
        *(_row(tally) for tally in (*tallies, *_sums(tallies))),
    ]
    claims, seconds = sum(t.total for t in tallies), sum(t.seconds for t in tallies)
    return "\n".join([*lines, "", f"{claims / max(seconds, 1e-9):.0f} claims a second"])


def _sums(tallies: Sequence[Tally]) -> Iterator[Tally]:
    groups = dict.fromkeys((tally.corpus, tally.true) for tally in tallies)
    for corpus, true in groups:
        parts = [tally for tally in tallies if (tally.corpus, tally.true) == (corpus, true)]
        counts = {
            name: sum(getattr(part, name) for part in parts)
            for name in ("total", "flagged", "contradicted")
        }
        yield replace(parts[0], kind="all", seconds=0.0, **counts)


def _row(tally: Tally) -> str:
    low, high = wilson(tally.flagged, tally.total)
    said = "true" if tally.true else "changed"
    return (
        f"| {tally.corpus} | {said} | {tally.kind} | {tally.total} "
        f"| {tally.flagged / tally.total:.3f} | {low:.3f} to {high:.3f} "
        f"| {tally.contradicted / tally.total:.3f} |"
    )


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    from scipy.stats import binomtest

    interval = binomtest(count, total).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
