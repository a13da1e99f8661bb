"""The charts of a report: from runs to drawings, each with its words and its figures.

A chart of one run compares measures; a chart of several compares the runs, which go by letters.
`say` words what a chart says: it is given the English and returns what to show, with the same
{braces} in it. A name that only some gold set has is given to it too, and may come back as it is.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from .pieces import estimate_cell, letters, of_split
from .plot import Curve, curves, described, dots, histograms
from .risk import risk_coverage, risk_coverage_area
from .summary import estimate, values_of
from .types import Estimate, Row, Run
from .views import Cell, Chart, Facet, Line, Series, Table
from .wording import Outcome, full_label, is_answerable, outcome

_MEASURES = ("every_evidence@1", "every_evidence@5", "every_evidence@10", "correct")
_FACETS: dict[str, Callable[[Row], str]] = {
    "Kind": lambda row: row.kind,
    "Style": lambda row: row.style,
    "Language": lambda row: row.lang,
}
_TENTHS = tuple(tenth / 10 for tenth in range(1, 11))
_BINS = 20
# A longer label would leave no room to draw in; the gold set's own are shorter.
_MOST_CHARACTERS = 20
_ANSWERED = (Outcome.RIGHT, Outcome.WRONG, Outcome.WRONGLY_ANSWERED)
# Each series of a chart: whose questions, and by which measure.
_Drawn = Mapping[str, tuple[Run, str]]
Say = Callable[[str], str]


def split_charts(runs: Sequence[Run], split: str) -> tuple[Chart, ...]:
    """What all runs share a chart for, of one split."""
    cut = [of_split(run, split) for run in runs]
    return (
        *recall_charts(cut, split),
        risk_chart(cut, split),
    )


def confidence_charts(runs: Sequence[Run], split: str) -> tuple[Chart, ...]:
    """The confidence of each run's answers to the questions of one split."""
    return tuple(
        confidence_chart(of_split(run, split), split, name="" if len(runs) == 1 else letter)
        for letter, run in zip(letters(runs), runs, strict=True)
    )


def recall_charts(runs: Sequence[Run], split: str, *, say: Say = str) -> tuple[Chart, ...]:
    """How much evidence was found and how much answered, by kind, style and language.

    Nothing where no question has an answer.
    """
    if not any(is_answerable(row) for row in runs[0].rows):
        return ()
    if len(runs) == 1:
        series = {say(full_label(name)): (runs[0], name) for name in _MEASURES}
        title = say("Evidence found and right answers by kind, style and language, {split}")
        title = title.format(split=split)
        return (_facets(title, series, prefix=f"{split}-recall", say=say),)
    return tuple(
        _facets(
            f"{full_label(name)} by kind, style and language, {split}",
            {letter: (run, name) for letter, run in zip(letters(runs), runs, strict=True)},
            prefix=f"{split}-recall-{number}",
            say=say,
        )
        for number, name in enumerate(_MEASURES)
    )


def risk_chart(runs: Sequence[Run], split: str, *, say: Say = str) -> Chart:
    """The share of wrong answers as more and more questions are answered."""
    lines = dict(zip(letters(runs), (risk_coverage(run.rows) for run in runs), strict=True))
    areas = [risk_coverage_area(run.rows) for run in runs]
    names = [say("all questions")] if len(runs) == 1 else list(lines)
    worded = say("{name}: mean risk {area:.2f}, {risk:.2f} when everything is answered")
    words = "; ".join(
        worded.format(name=name, area=area, risk=line[-1][1])
        for name, area, line in zip(names, areas, lines.values(), strict=True)
    )
    table = Table(
        "Risk at each coverage",
        "Coverage",
        tuple(names),
        tuple(
            Line(
                f"{tenth:.0%}", tuple(Cell(f"{_risk(line, tenth):.2f}") for line in lines.values())
            )
            for tenth in _TENTHS
        ),
    )
    across, up = say("coverage: share answered, surest first"), say("risk: share wrong")
    svg = curves(lines, across=across, up=up)
    title = say("Risk and coverage, {split}").format(split=split)
    return _chart(title, words, svg=svg, table=table, prefix=f"{split}-risk")


def confidence_chart(run: Run, split: str, *, name: str = "") -> Chart:
    """How sure the run was of what it answered, right, wrong and unanswerable apart."""
    edges = _edges(run.rows)
    counts = {kind: _counts(run.rows, kind, edges=edges) for kind in _ANSWERED}
    refused = Counter(outcome(row) for row in run.rows if row.refused)
    titles = {f"{kind}: {sum(found)}": found for kind, found in counts.items()}
    words = ", ".join(f"{sum(found)} {kind}" for kind, found in counts.items())
    words += "; not drawn, for a refusal cites nothing: " + ", ".join(
        f"{refused[kind]} {kind}" for kind in (Outcome.RIGHTLY_REFUSED, Outcome.WRONGLY_REFUSED)
    )
    table = Table(
        "Answers by confidence",
        "Confidence",
        tuple(counts),
        tuple(
            Line(f"{low:.2f}–{high:.2f}", tuple(Cell(str(found[i])) for found in counts.values()))
            for i, (low, high) in enumerate(itertools.pairwise(edges))
        ),
    )
    svg = histograms(titles, edges=edges, label="confidence: score of the first citation")
    title = f"Confidence of answers{', ' * bool(name)}{name}, {split}"
    return _chart(title, words, svg=svg, table=table, prefix=f"{split}-confidence-{name}")


def latency_chart(runs: Sequence[Run]) -> Chart:
    """Milliseconds per question by stage."""
    names = ("",) if len(runs) == 1 else letters(runs)
    stages = {
        "Retrieve": [(run.speed.retrieve_p50, run.speed.retrieve_p95) for run in runs],
        "Answer": [(run.speed.answer_p50, run.speed.answer_p95) for run in runs],
    }
    facets = [
        Facet(
            stage,
            names,
            (_exact("median", values, place=0), _exact("95th percentile", values, place=1)),
        )
        for stage, values in stages.items()
    ]
    lines = tuple(
        Line(f"{stage} {name}".strip(), (Cell(f"{p50:.1f}"), Cell(f"{p95:.1f}")))
        for stage, values in stages.items()
        for name, (p50, p95) in zip(names, values, strict=True)
    )
    words = "; ".join(
        f"{line.label}: {line.cells[0].text} and {line.cells[1].text}" for line in lines
    )
    table = Table("Milliseconds per question", "Stage", ("median", "95th percentile"), lines)
    svg = dots(facets, label="milliseconds per question", most=None)
    return _chart(
        "Latency by stage",
        f"Milliseconds per question, median and 95th percentile. {words}",
        svg=svg,
        table=table,
        prefix="latency",
    )


def _facets(title: str, drawn: _Drawn, *, prefix: str, say: Say) -> Chart:
    facets = [_facet(name, key, drawn=drawn, say=say) for name, key in _FACETS.items()]
    lines = tuple(
        Line(
            category,
            tuple(estimate_cell(series.points[place]) for series in facet.series),
            group=facet.name,
        )
        for facet in facets
        for place, category in enumerate(facet.categories)
    )
    table = Table(title, "Questions", tuple(drawn), lines)
    kinds = facets[0]
    words = " ".join(_extremes(each, kinds.categories, say=say) for each in kinds.series)
    svg = dots(facets, label=say("share of answerable questions, with 95 % intervals"))
    return _chart(title, words, svg=svg, table=table, prefix=prefix)


def _facet(name: str, key: Callable[[Row], str], *, drawn: _Drawn, say: Say) -> Facet:
    """The largest categories first; the questions of all runs are the same."""
    (first, _), *_ = drawn.values()
    sizes = Counter(key(row) for row in first.rows if is_answerable(row))
    order = sorted(sizes, key=lambda category: (-sizes[category], category))
    return Facet(
        say(name),
        tuple(f"{say(category)[:_MOST_CHARACTERS]} ({sizes[category]})" for category in order),
        tuple(
            Series(label, tuple(_point(run, measure, chosen=(key, category)) for category in order))
            for label, (run, measure) in drawn.items()
        ),
    )


def _point(run: Run, measure: str, *, chosen: tuple[Callable[[Row], str], str]) -> Estimate | None:
    key, category = chosen
    values = values_of([row for row in run.rows if key(row) == category], measure)
    return estimate(values) if values else None


def _extremes(series: Series, categories: Sequence[str], *, say: Say) -> str:
    held = [
        (point.mean, category)
        for point, category in zip(series.points, categories, strict=True)
        if point is not None
    ]
    if not held:
        return say("{name}: nothing was measured.").format(name=series.name)
    (low, lowest), (high, highest) = min(held), max(held)
    worded = say("{name}: from {low:.2f}, {lowest}, to {high:.2f}, {highest}.")
    return worded.format(name=series.name, low=low, lowest=lowest, high=high, highest=highest)


def _chart(title: str, words: str, *, svg: str, table: Table, prefix: str) -> Chart:
    named = described(svg, title=title, words=words, prefix=prefix)
    return Chart(title=title, words=words, svg=named, table=table)


def _exact(name: str, values: Sequence[tuple[float, float]], *, place: int) -> Series:
    return Series(
        name, tuple(Estimate(pair[place], pair[place], pair[place], 1) for pair in values)
    )


def _risk(curve: Curve, coverage: float) -> float:
    return curve[max(round(coverage * len(curve)) - 1, 0)][1]


def _edges(rows: Sequence[Row]) -> list[float]:
    held = [row.confidence for row in rows]
    edges = np.linspace(min(0.0, *held), max(1.0, *held), _BINS + 1)
    return [float(edge) for edge in edges]


def _counts(rows: Sequence[Row], kind: Outcome, *, edges: Sequence[float]) -> list[int]:
    held = [row.confidence for row in rows if outcome(row) is kind]
    return [int(count) for count in np.histogram(held, edges)[0]]
