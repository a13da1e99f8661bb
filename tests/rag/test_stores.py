"""The ranking is ours: the shipped report gives the same hits from files and from an engine."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus import shipped_glossary, shipped_report
from evals import load_gold
from index import (
    Entry,
    Making,
    MilvusOptions,
    load_entries,
    open_milvus,
    publish_entries,
    reach_milvus,
)
from rag import Assistant, Hit, Settings

# The embedded engine takes a second a question: EVERY_QUESTION=1 asks all, else every twelfth.
_STEP = 1 if os.environ.get("EVERY_QUESTION") else 12
# Both add numbers of single precision in their own order: the last bits may differ.
_TIE = 1e-5


def _alike(some: Sequence[Hit], others: Sequence[Hit]) -> bool:
    """Whether two rankings name the same passages, but for the order of those that tie."""
    pairs = zip(some, others, strict=True)
    return all(
        one.passage_id == other.passage_id or abs(one.score - other.score) <= _TIE
        for one, other in pairs
    )


@pytest.mark.slow
def test_an_engine_gives_the_first_ten_that_files_give(tmp_path: Path, capsys) -> None:
    report, making = shipped_report(), Making(glossary=shipped_glossary())
    options = MilvusOptions(uri=str(tmp_path / "x.db"))
    engine = reach_milvus(options, making=True)
    load_entries(engine, [Entry(report)], making=making, first=lambda: [report])
    publish_entries(engine, making=making)
    files, stored = Assistant.open(), Assistant(open_milvus(options), Settings())
    questions = [gold.question for gold in load_gold(split="dev")][::_STEP]
    found = [(files.search(text), stored.search(text)) for text in questions]
    same = sum([h.passage_id for h in a] == [h.passage_id for h in b] for a, b in found)
    with capsys.disabled():
        print(f"{same} of {len(found)} questions: the same first ten, in the same order")
    assert [q for q, (a, b) in zip(questions, found, strict=True) if not _alike(a, b)] == []
