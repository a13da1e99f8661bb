"""The questions of a report one by one: what each run answered, and against which evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from .changes import change_tables
from .compare import compare
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


def regressions(pairs: Sequence[tuple[Row, Row]]) -> tuple[tuple[Row, Row], ...]:
    """Pairs of rows, those first that fell most over all their measures together."""
    return tuple(sorted(pairs, key=lambda pair: (-_fall(*pair), pair[0].id)))


def found_words(row: Row) -> str:
    """How far up the whole of the evidence stood; "" where there is none to find."""
    held = [k for k in _CUTOFFS if row.measures.get(f"every_evidence@{k}") == 1]
    if held:
        return "evidence at rank 1" if held[0] == 1 else f"evidence in the first {held[0]}"
    return f"evidence not in the first {_CUTOFFS[-1]}" if is_answerable(row) else ""


def _versus(before: Run, after: Run, *, names: tuple[str, str]) -> Versus:
    compared = compare(before, after)
    return Versus(
        before=f"{names[0]} {before.name}",
        after=f"{names[1]} {after.name}",
        changes=change_tables(before, after),
        wins=tuple(_question(dict(zip(names, pair, strict=True))) for pair in compared.wins),
        losses=tuple(
            _question(dict(zip(names, pair, strict=True))) for pair in regressions(compared.losses)
        ),
    )


def _fall(before: Row, after: Row) -> float:
    return sum(value - after.measures.get(name, 0.0) for name, value in before.measures.items())


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
    alike: dict[tuple[object, ...], list[str]] = {}
    for letter, row in rows.items():
        alike.setdefault(_shown(row), []).append(letter)
    return tuple(_answer(rows[names[0]], names) for names in alike.values())


def _shown(row: Row) -> tuple[object, ...]:
    """All that the report shows of an answer."""
    confidence = f"{row.confidence:.2f}"
    cited = (row.cited, row.places)
    return (outcome(row), row.answer, cited, row.missed, found_words(row), confidence)


def _answer(row: Row, names: Sequence[str]) -> AnswerView:
    # A saved row may name no places.
    cited = zip_longest(row.cited, row.places, fillvalue="")
    return AnswerView(
        runs=tuple(names),
        outcome=outcome(row),
        answer=row.answer,
        sources=tuple(
            Source(marker, place, "" if quote in row.answer else quote)
            for marker, (quote, place) in enumerate(cited, 1)
        ),
        missed=row.missed,
        found=found_words(row),
        confidence=row.confidence,
    )
