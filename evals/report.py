"""Reports: what runs came to, as one HTML file that needs no network, or as Markdown.

The page is `report.html.j2` with `report.css` and `report.js` written into it. All that runs hold
is escaped; the same runs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .charts import confidence_charts, latency_chart, split_charts
from .errors import RunError
from .markdown import markdown_report
from .pieces import (
    group_tables,
    headline_tables,
    letters,
    outcome_table,
    run_headings,
    settings_table,
    speed_table,
    splits_of,
)
from .questions import question_views, versus
from .sentences import sentences
from .summary import summarise
from .types import Run
from .views import Filter, QuestionView
from .wording import OUTCOMES

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["html_report", "markdown_report", "write_report"]

_FILTERS = {"split": "Split", "lang": "Language", "kind": "Kind", "style": "Style"}


def write_report(runs: Sequence[Run], path: Path) -> None:
    """Write the report of one run, or of several held against the first, as one HTML file.

    Raises RunError for no run at all and for runs of different gold sets.
    """
    page = html_report(runs)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def html_report(runs: Sequence[Run]) -> str:
    """The report as the text of an HTML page."""
    if not runs:
        raise RunError("there is no run to report; make one: baipishu eval")
    # Where the template has its macros, empty lines are left.
    return _template().render(_contents(runs)).lstrip() + "\n"


def _contents(runs: Sequence[Run]) -> dict[str, Any]:
    """What the template lays out."""
    summaries = [summarise(run.rows) for run in runs]
    # First, for it refuses runs that cannot be told apart question by question.
    comparisons = versus(runs)
    questions = question_views(runs)
    return {
        "title": _title(runs),
        "runs": runs,
        "letters": letters(runs),
        "headings": run_headings(runs),
        "sentences": sentences(runs),
        "headline": headline_tables(runs, summaries),
        "outcomes": outcome_table(runs),
        "groups": group_tables(runs, summaries),
        "charts": [
            (split, split_charts(runs, split), confidence_charts(runs, split))
            for split in splits_of(runs)
        ],
        "latency": latency_chart(runs),
        "speed": speed_table(runs),
        "differing": settings_table(runs, differing=True),
        "settings": settings_table(runs, differing=False),
        "comparisons": comparisons,
        "questions": questions,
        "filters": [_filter(questions, field, label=label) for field, label in _FILTERS.items()],
        "meanings": OUTCOMES,
    }


def _title(runs: Sequence[Run]) -> str:
    if len(runs) > 2:
        return f"{len(runs)} configurations"
    return " against ".join(run.name for run in reversed(runs))


def _filter(questions: Sequence[QuestionView], field: str, *, label: str) -> Filter:
    found = dict.fromkeys(getattr(question, field) for question in questions)
    return Filter(field, label, tuple(found))


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
