"""Runs of one line to text again: what touches is one run, raised marks go with what they mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .joining import is_wide, raised
from .print import Run

# Runs whose baselines differ by less than this share of their size are on one line.
_SAME_LINE = 0.4
# Notes and exponents are smaller than what they stand beside, and raised or lowered at most so far.
_SMALLER = 0.8
_RAISED = 0.6
# In sizes: runs nearer than this are parts of one, and words are this far apart.
_TOUCHING = 0.5
_WORD_GAP = 0.2


def is_beside(run: Run, other: Run) -> bool:
    """Whether two runs are on one line."""
    if run.row or other.row:
        return False
    small, large = sorted((run, other), key=lambda each: each.size)
    apart = abs(run.y - other.y)
    if apart <= _SAME_LINE * small.size:
        return True
    near = _TOUCHING * large.size
    is_mark = small.size <= _SMALLER * large.size and apart <= _RAISED * large.size
    return is_mark and large.x0 - near <= small.x1 and small.x0 <= large.x1 + near


def stitched(row: Iterable[Run]) -> tuple[Run, ...]:
    """The runs of a line from left to right; those that touch are one, of the larger's size."""
    runs: list[Run] = []
    for run in sorted(row, key=lambda run: run.x0):
        if not runs or run.x0 - runs[-1].x1 > _TOUCHING * max(run.size, runs[-1].size):
            runs.append(run)
            continue
        left, right = _told(runs[-1], run), _told(run, runs[-1])
        large = max(runs[-1], run, key=lambda each: each.size)
        gap = _gap(runs[-1], run)
        runs[-1] = replace(
            large, text=left + gap + right, x0=runs[-1].x0, x1=max(run.x1, runs[-1].x1)
        )
    return tuple(runs)


def _told(run: Run, beside: Run) -> str:
    is_raised = run.size <= _SMALLER * beside.size and run.y > beside.y
    return raised(run.text) if is_raised else run.text


def _gap(left: Run, right: Run) -> str:
    apart = right.x0 - left.x1 > _WORD_GAP * max(left.size, right.size)
    return " " if apart and not (is_wide(left.text[-1]) and is_wide(right.text[0])) else ""
