"""The questions of a report one by one: what each run answered, and against which evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from .changes import by_split, change_tables, lost, won
from .pieces import letters
from .types import Row, Run
from .views import AnswerView, QuestionView, Source, Versus
from .wording import is_answerable, outcome

_CUTOFFS = (1, 5, 10)


def question_views(runs: Sequence[Run]) -> tuple[QuestionView, ...]:
    """Every question of the gold set, with equal answers of several runs shown once."""
    by_question = zip(*(run.rows for run in runs), strict=True)
    return tuple(_question(dict(zip(letters(runs), rows, strict=True))) for rows in by_question)


def versus(runs: Sequence[Run]) -> tuple[Versus, ...]:
    """Each run against the first one; raises RunError when they were run on different gold."""
    names = letters(runs)
    return tuple(
        _versus(runs[0], run, names=(names[0], name))
        for name, run in zip(names[1:], runs[1:], strict=True)
    )


def found_words(row: Row) -> str:
    """How far up the whole of the evidence stood; "" where there is none to find."""
    held = [k for k in _CUTOFFS if row.measures.get(f"every_evidence@{k}") == 1]
    if held:
        return "evidence at rank 1" if held[0] == 1 else f"evidence in the first {held[0]}"
    return f"evidence not in the first {_CUTOFFS[-1]}" if is_answerable(row) else ""


def _versus(before: Run, after: Run, *, names: tuple[str, str]) -> Versus:
    compared = by_split(before, after)
    return Versus(
        before=f"{names[0]} {before.name}",
        after=f"{names[1]} {after.name}",
        changes=change_tables(compared),
        wins=tuple(_question(dict(zip(names, pair, strict=True))) for pair in won(compared)),
        losses=tuple(_question(dict(zip(names, pair, strict=True))) for pair in lost(compared)),
    )


def _question(rows: Mapping[str, Row]) -> QuestionView:
    first = next(iter(rows.values()))
    return QuestionView(
        id=first.id,
        split=first.split,
        lang=first.lang,
        kind=first.kind,
        style=first.style,
        question=first.question,
        evidence=first.evidence,
        outcomes=tuple(outcome(row) for row in rows.values()),
        answers=_answers(rows),
    )


def _answers(rows: Mapping[str, Row]) -> tuple[AnswerView, ...]:
    alike: dict[tuple[object, ...], dict[str, Row]] = {}
    for letter, row in rows.items():
        said = (outcome(row), row.answer, row.cited, row.places, row.missed)
        alike.setdefault(said, {})[letter] = row
    return tuple(_answer(given) for given in alike.values())


def _answer(rows: Mapping[str, Row]) -> AnswerView:
    row = next(iter(rows.values()))
    # A saved row may name no places.
    cited = zip_longest(row.cited, row.places, fillvalue="")
    return AnswerView(
        runs=tuple(rows),
        outcome=outcome(row),
        answer=row.answer,
        sources=tuple(
            Source(marker, place, "" if quote in row.answer else quote)
            for marker, (quote, place) in enumerate(cited, 1)
        ),
        missed=row.missed,
        note=_note(rows.values()),
    )


def _note(rows: Collection[Row]) -> str:
    """How far up the evidence was and how sure each run, equal ones said once."""
    found = dict.fromkeys(filter(None, map(found_words, rows)))
    sure = sorted({f"{row.confidence:.2f}" for row in rows if not row.refused})
    confidence = [f"confidence {'–'.join(dict.fromkeys((sure[0], sure[-1])))}"] if sure else []
    return " · ".join([*found, *confidence])
