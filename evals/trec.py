"""TREC run and qrels files: what trec_eval, ir_measures and ranx read.

run    query-id Q0 document-id rank score tag
qrels  query-id 0 document-id grade

trec_eval forgets the rank column: it sorts by score, held in 32 bits, and equal scores by document
id, last first. So exported scores fall strictly from rank to rank, in 32 bits too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus import Passage

from .beir import grade_of, numbered_lines, write_new
from .errors import BeirError
from .judge import judgements
from .ranking import ranking_measures
from .types import GoldQuestion, Qrels, RetrievalScores, Run, Scored

RUN_FILE = "run.trec"
QRELS_FILE = "qrels.trec"

_RUN_COLUMNS = 6
_QRELS_COLUMNS = 4
# Neighbours differ by this share of the larger, or of 1: at least 8 times the step of 32 bits.
_GAP = 2.0**-20


def export_run(
    run: Run, folder: Path, *, questions: Sequence[GoldQuestion], passages: Sequence[Passage]
) -> None:
    """Write what a run found, and the passages that hold evidence, into two files of `folder`.

    `questions` and `passages` are those that the run was made on. Raises BeirError rather than
    overwrite a file, or where an id holds white space.
    """
    asked = {row.id for row in run.rows}
    rankings = {row.id: tuple(map(Scored, row.ranking, row.scores)) for row in run.rows}
    qrels = judgements([q for q in questions if q.id in asked], passages)
    tag = "-".join(run.name.split())
    write_new(
        {
            folder / RUN_FILE: run_text(rankings, tag=tag),
            folder / QRELS_FILE: qrels_text(qrels),
        }
    )


def run_text(rankings: Mapping[str, Sequence[Scored]], *, tag: str) -> str:
    """Rankings, best first, as a run file; scores are lowered where they do not fall."""
    return "".join(
        _line(query, "Q0", found.id, str(rank), repr(score), tag)
        for query, ranking in rankings.items()
        for rank, (found, score) in enumerate(zip(ranking, _falling(ranking), strict=True), 1)
    )


def qrels_text(qrels: Qrels) -> str:
    """Judgements as a qrels file."""
    return "".join(
        _line(query, "0", document, str(grade))
        for query, grades in qrels.items()
        for document, grade in grades.items()
    )


def read_run(path: Path) -> dict[str, tuple[Scored, ...]]:
    """Rankings of a run file, best first as trec_eval sees it: by score, then by id, last first.

    Raises BeirError naming file and line.
    """
    rankings: dict[str, dict[str, float]] = {}
    for where, values in _rows(path, _RUN_COLUMNS):
        query, _, document, _, score, _ = values
        if document in rankings.setdefault(query, {}):
            raise BeirError(f"{where}: {document!r} is ranked twice for {query!r}; drop one line")
        rankings[query][document] = _score(score, where=where)
    return {
        query: tuple(Scored(id, scores[id]) for id in _ranked(scores))
        for query, scores in rankings.items()
    }


def read_qrels(path: Path) -> Qrels:
    """Judgements of a qrels file; raises BeirError naming file and line."""
    qrels: Qrels = {}
    for where, (query, _, document, grade) in _rows(path, _QRELS_COLUMNS):
        if document in qrels.setdefault(query, {}):
            raise BeirError(f"{where}: {query!r} and {document!r} are judged twice; drop one line")
        qrels[query][document] = grade_of(grade, where=where)
    return qrels


def score_files(run: Path, qrels: Path) -> RetrievalScores:
    """The measures of a run file against a qrels file, made by whatever system.

    A judged query that the run lacks scores 0. Raises BeirError where nothing is judged.
    """
    rankings, judged = read_run(run), read_qrels(qrels)
    if not judged:
        raise BeirError(f"{qrels} judges nothing; give the qrels that belong to {run}")
    ids = [[found.id for found in rankings.get(query, ())] for query in judged]
    return RetrievalScores(run.name, {"run": ranking_measures(ids, list(judged.values()))})


def _falling(ranking: Sequence[Scored]) -> Iterator[float]:
    highest = math.inf
    for found in ranking:
        score = min(found.score, highest)
        yield score
        highest = score - _GAP * max(abs(score), 1.0)


def _ranked(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda id: (scores[id], id), reverse=True)


def _line(*values: str) -> str:
    for value in values:
        if value.split() != [value]:
            raise BeirError(f"the id {value!r} is empty or holds white space; rename it")
    return " ".join(values) + "\n"


def _rows(path: Path, columns: int) -> Iterator[tuple[str, list[str]]]:
    for where, line in numbered_lines(path):
        values = line.split()
        if len(values) != columns:
            raise BeirError(f"{where}: {len(values)} columns, expected {columns}; mend the line")
        yield where, values


def _score(text: str, *, where: str) -> float:
    try:
        score = float(text)
    except ValueError as error:
        raise BeirError(f"{where}: the score is {text!r}, write a number") from error
    if not math.isfinite(score):
        raise BeirError(f"{where}: the score is {text!r}, which ranks nothing; write a number")
    return score
