"""What a report shows, as plain values that a template or Markdown only has to lay out."""

from __future__ import annotations

from dataclasses import dataclass

from .types import Estimate


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a table: its text, its interval in words, how many questions it rests on.

    `drawn` holds low, mean and high where the value lies on a scale from 0 to 1.
    """

    text: str
    note: str = ""
    n: int | None = None
    drawn: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; lines that follow each other with one `group` stand under its name."""

    label: str
    cells: tuple[Cell, ...]
    meaning: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `corner` heads the column of the labels."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A row of marks in a chart, one per category; None where there is nothing to mark."""

    name: str
    points: tuple[Estimate | None, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A panel of a chart: its categories and what each series has to say about them."""

    name: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, the same in words, and the figures behind it; `svg` needs no escaping."""

    title: str
    words: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: its marker, its place, and its quote where the answer does not hold it."""

    marker: int
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one or several runs answered alike; `note` says what led up to it."""

    runs: tuple[str, ...]
    outcome: str
    answer: str
    sources: tuple[Source, ...]
    missed: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, its evidence and the answers to it; `outcomes` are in the order of the runs."""

    id: str
    split: str
    lang: str
    kind: str
    style: str
    question: str
    evidence: tuple[str, ...]
    outcomes: tuple[str, ...]
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class Versus:
    """A run against the first one: changes by split, and the questions won and lost."""

    before: str
    after: str
    changes: tuple[Table, ...]
    wins: tuple[QuestionView, ...]
    losses: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice over the table of questions: a field and the values that occur in it."""

    field: str
    label: str
    values: tuple[str, ...]
