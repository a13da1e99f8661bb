"""Rows and runs with everything that a report shows."""

from __future__ import annotations

from dataclasses import replace

from evals.types import Row, Run, Speed

SPEED = Speed(3.25, 4.5, 20.0, 28.125, 1.5, 300.0)
CONFIGURATION = {"model": "bundled", "retrieval": {"dense": 1.0, "fusion": "sum"}, "glossary": None}

_RIGHT = {"every_evidence@1": 1.0, "every_evidence@5": 1.0, "every_evidence@10": 1.0}
_WRONG = {"every_evidence@1": 0.0, "every_evidence@5": 0.0, "every_evidence@10": 1.0}


def right(id: str, **fields: object) -> Row:
    """A question answered rightly, from the first passage."""
    row = Row(
        id=id,
        lang="zh",
        kind="number",
        style="report",
        split="dev",
        question="审结了多少件案件？",
        answer="审结案件450件。 [1]",
        refused=False,
        measures={**_RIGHT, "correct": 1.0, "citation_recall": 1.0, "answered": 1.0},
        cited=("审结案件450件。",),
        evidence=("全年审结案件450件。",),
        places=("一、总报告 › (二)复议",),
        confidence=0.62,
    )
    return replace(row, **fields)


def wrong(id: str, **fields: object) -> Row:
    """A question answered with a quote that lacks what was required."""
    given = {
        "answer": "优良天数280天。 [1]",
        "measures": {**_WRONG, "correct": 0.0, "citation_recall": 0.0, "answered": 1.0},
        "cited": ("优良天数280天。",),
        "missed": ("450件",),
        "confidence": 0.21,
    }
    return right(id, **given | fields)


def refused(id: str, **fields: object) -> Row:
    """An answerable question that was refused."""
    given = {
        "answer": "报告没有说明。",
        "refused": True,
        "measures": {**_WRONG, "correct": 0.0, "answered": 0.0, "refusal_precision": 0.0},
        "cited": (),
        "places": (),
        "confidence": 0.0,
    }
    return right(id, **given | fields)


def unanswerable(id: str, *, refusal: bool = True, **fields: object) -> Row:
    """A question that the document does not answer, refused or not."""
    given = {"kind": "unanswerable", "evidence": (), "measures": {"refusal_recall": float(refusal)}}
    return (refused if refusal else right)(id, **given | fields)


def run_of(*rows: Row, name: str = "default", **fields: object) -> Run:
    """A run of these rows."""
    run = Run(name, "a" * 64, "b" * 64, CONFIGURATION, rows, SPEED)
    return replace(run, **fields)


def both_splits(name: str = "default", **fields: object) -> Run:
    """Nine dev questions, of every outcome, and two test questions."""
    return run_of(
        *(right(f"d{number}", kind="date") for number in range(3)),
        right("d3", lang="en", question="How many cases were closed?"),
        wrong("d4", style="reworded"),
        wrong("d5"),
        refused("d6", lang="zh-Hant"),
        unanswerable("d7"),
        unanswerable("d8", refusal=False, lang="en"),
        wrong("t1", split="test"),
        unanswerable("t2", split="test"),
        name=name,
        **fields,
    )
