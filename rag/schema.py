"""Answers and hits as the JSON of the command line, field by field as answer.schema.json has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .question import clean_question, language_of
from .types import Answer, Hit

VERSION = 1

_SCHEMA_FILE = Path(__file__).with_name("answer.schema.json")


def answer_json(answer: Answer, *, id: str | None = None) -> dict[str, Any]:
    """An answer as a JSON object; `id` is that of a batch line, else None."""
    fields = asdict(answer)
    return {
        "schema": VERSION,
        "id": id,
        "question": fields["question"],
        "query": fields["query"],
        "language": fields["language"],
        "answer": fields["answer"],
        "answered_by": fields["answered_by"],
        "refused": fields["refused"],
        "reason": fields["reason"],
        "notes": fields["notes"],
        "citations": fields["citations"],
        "near": fields["near"],
        "hits": _hits(answer.hits),
        "conflicts": fields["conflicts"],
        "timings_ms": {name: round(ms, 3) for name, ms in fields["timings_ms"].items()},
    }


def search_json(
    question: str, hits: Sequence[Hit], *, id: str | None = None, retrieve_ms: float = 0.0
) -> dict[str, Any]:
    """The hits of a search as a JSON object: what an answer has, less what only answers have.

    The question is given as it was put, and stands there cleaned.
    """
    question = clean_question(question)
    return {
        "schema": VERSION,
        "id": id,
        "question": question,
        "query": None,
        "language": str(language_of(question)),
        "notes": [],
        "hits": _hits(hits),
        "timings_ms": {"retrieve": round(retrieve_ms, 3), "answer": 0.0},
    }


def json_schema() -> dict[str, Any]:
    """The JSON Schema of both objects, as shipped."""
    schema: dict[str, Any] = json.loads(_SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


def _hits(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    # Whether a page is exact is said of citations only; a hit's page is where its section starts.
    return [{k: v for k, v in asdict(hit).items() if k != "page_exact"} for hit in hits]
