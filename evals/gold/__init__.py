"""The gold set: read, checked, and pinned. `python -m evals.gold [FILE]` validates a file.

Format: one JSON object a line with exactly the fields of `GoldQuestion`; evidence is a list of
{"text", "start", "end", "alternatives": [{"text", "start", "end"}]}. A span may name its "doc_id";
it must where the same text stands at the same place of several documents.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from corpus import Document
from rag import Language

from ..errors import GoldError
from ..locate import located
from ..types import Evidence, GoldQuestion, Kind, Span, Split, Style

_SHIPPED = Path(__file__).parent / "questions.jsonl"
_REFUSALS = Path(__file__).parent / "refusals.jsonl"
_FIELDS = tuple(field.name for field in fields(GoldQuestion))
_SPAN_FIELDS = {"text", "start", "end"}


def load_gold(
    path: Path | None = None,
    *,
    split: Split | None = None,
    documents: Sequence[Document] = (),
) -> tuple[GoldQuestion, ...]:
    """Read a gold file, the shipped one by default; `split` keeps one part of it.

    `documents`, where given, are what the spans must match. Raises GoldError naming file and line
    for a broken line, an unknown field or value, a span that does not match, or an id that occurs
    twice.
    """
    path = path or _SHIPPED
    try:
        # Not splitlines, which also parts at separators that JSON leaves as they are.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot read the gold file {path}: {error}; check the path") from error
    questions = [
        _parsed(line, where=f"{path}:{number}", documents=documents)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    _require_distinct(questions, path)
    if not questions:
        raise GoldError(f"{path} holds no question; make a first one: baipishu eval init")
    return tuple(q for q in questions if split is None or q.split == split)


def load_refusals(
    *, split: Split | None = None, documents: Sequence[Document] = ()
) -> tuple[GoldQuestion, ...]:
    """The shipped questions that refusals are fitted by, beside the gold ones; as `load_gold`."""
    return load_gold(_REFUSALS, split=split, documents=documents)


def gold_lines(questions: Iterable[GoldQuestion]) -> str:
    """Questions as the lines of a gold file."""
    return "".join(json.dumps(_row(q), ensure_ascii=False) + "\n" for q in questions)


def fingerprint(questions: Sequence[GoldQuestion]) -> str:
    """The sha256 of the questions as they would be written: which gold set a run was scored on."""
    return hashlib.sha256(gold_lines(questions).encode("utf-8")).hexdigest()


def _parsed(line: str, *, where: str, documents: Sequence[Document]) -> GoldQuestion:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{where}: not JSON ({error}); mend the line") from error
    if not isinstance(row, dict):
        raise GoldError(f"{where}: not an object; see evals/gold/README.md for the fields")
    odd = sorted(set(row) ^ set(_FIELDS))
    if odd:
        raise GoldError(f"{where}: fields missing or unknown: {', '.join(odd)}; mend the line")
    try:
        question = _question(row)
        return located(question, documents) if documents else question
    except (GoldError, ValueError, TypeError, LookupError) as error:
        raise GoldError(f"{where}: {error}; mend the line") from error


def _question(row: dict[str, Any]) -> GoldQuestion:
    if row["split"] not in get_args(Split):
        raise ValueError(f"split is {row['split']!r}, must be dev or test")
    return GoldQuestion(
        id=_text(row, "id"),
        lang=Language(row["lang"]),
        kind=Kind(row["kind"]),
        style=Style(row["style"]),
        question=_text(row, "question"),
        history=tuple(map(str, row["history"])),
        answer=str(row["answer"]),
        must=tuple(tuple(map(str, group)) for group in row["must"]),
        evidence=tuple(
            Evidence(
                _span({k: v for k, v in item.items() if k != "alternatives"}),
                tuple(_span(other) for other in item["alternatives"]),
            )
            for item in row["evidence"]
        ),
        split=row["split"],
        note=str(row["note"]),
    )


def _span(item: dict[str, Any]) -> Span:
    odd = sorted((_SPAN_FIELDS ^ set(item)) - {"doc_id"})
    if odd:
        raise ValueError(f"fields of a span missing or unknown: {', '.join(odd)}")
    doc_id = str(item.get("doc_id", ""))
    return Span(str(item["text"]), int(item["start"]), int(item["end"]), doc_id)


def _text(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} is {value!r}, must be text")
    return value


def _require_distinct(questions: Sequence[GoldQuestion], path: Path) -> None:
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise GoldError(f"{path}: the id {question.id!r} occurs twice; rename one")
        seen.add(question.id)


def _row(question: GoldQuestion) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(question, name) for name in _FIELDS}
    row["evidence"] = [
        {**_span_row(e.span), "alternatives": [_span_row(other) for other in e.alternatives]}
        for e in question.evidence
    ]
    return row


def _span_row(span: Span) -> dict[str, Any]:
    row: dict[str, Any] = {"text": span.text, "start": span.start, "end": span.end}
    return row | {"doc_id": span.doc_id} if span.doc_id else row
