"""What every system is given: passages, their vectors, questions and the questions' vectors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from index import Role
from rag import Assistant, Settings

from ..gold import load_gold
from ..types import GoldQuestion, Split


def write_material(folder: Path, *, split: Split) -> Path:
    """Write passages.jsonl, questions.jsonl and the two arrays of vectors; returns `folder`.

    The vectors are those of the model in use, one a passage and one a question, so that systems
    differ in what they make of them. Only answerable questions without earlier ones are asked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    assistant = Assistant.open(settings=Settings())
    passages = assistant.index.passages
    questions = asked(split)
    embedder = assistant.index.embedder
    _lines(folder / "passages.jsonl", [{"id": p.passage_id, "text": p.text} for p in passages])
    _lines(folder / "questions.jsonl", [{"id": q.id, "text": q.question} for q in questions])
    np.save(folder / "passages.npy", embedder.embed([p.text for p in passages], Role.PASSAGE))
    np.save(folder / "questions.npy", embedder.embed([q.question for q in questions], Role.QUERY))
    (folder / "split").write_text(split, encoding="utf-8")
    return folder


def asked(split: Split) -> tuple[GoldQuestion, ...]:
    """The questions that every system can be asked: answerable, and whole by themselves."""
    return tuple(q for q in load_gold(split=split) if q.answerable and not q.history)


def _lines(path: Path, rows: list[dict[str, str]]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
