"""What a run found, scored on the gold set, and the table of all runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean

from rag import Assistant, Settings

from ..measures import every_evidence_at, ndcg_at, rank_of
from .known import System
from .material import asked

_DEPTH = 10
_FIRST = 5
_HEAD = (
    *("system", "every evidence@5", "nDCG@10", "import s", "build s", "cold ms"),
    *("warm p50 ms", "p95 ms", "peak MiB"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One system's figures: quality from 0 to 1, import and build in seconds, questions in ms."""

    name: str
    made_of: str
    n: int
    every_evidence: float
    ndcg: float
    import_s: float
    build_s: float
    cold_ms: float
    warm_p50_ms: float
    warm_p95_ms: float
    memory_mib: float


def measured(system: System, *, material: Path, found: Path) -> Measured:
    """Score the rankings that a run wrote to `found`."""
    result = json.loads(found.read_text(encoding="utf-8"))
    rankings = result.pop("rankings")
    questions = asked("test" if (material / "split").read_text() == "test" else "dev")
    passages = {p.passage_id: p for p in Assistant.open(settings=Settings()).index.passages}
    ranks = [
        [rank_of(each, [passages[id] for id in rankings[q.id]]) for each in q.evidence]
        for q in questions
    ]
    return Measured(
        name=system.name,
        made_of=system.made_of,
        n=len(questions),
        every_evidence=mean(every_evidence_at(each, _FIRST) for each in ranks),
        ndcg=mean(ndcg_at(each, _DEPTH) for each in ranks),
        **result,
    )


def markdown(results: Sequence[Measured]) -> str:
    """The table, with what each system is made of under it."""
    rows = ["| " + " | ".join(_HEAD) + " |", "|---" * len(_HEAD) + "|"]
    rows += ["| " + " | ".join(_cells(each)) + " |" for each in results]
    parts = [f"- {each.name}: {each.made_of}; {each.n} questions" for each in results]
    return "\n".join([*rows, "", *parts])


def save(results: Sequence[Measured], folder: Path) -> None:
    """Write rivals.md and rivals.json."""
    (folder / "rivals.md").write_text(markdown(results) + "\n", encoding="utf-8")
    text = json.dumps([asdict(each) for each in results], ensure_ascii=False, indent=1)
    (folder / "rivals.json").write_text(text + "\n", encoding="utf-8")


def _cells(each: Measured) -> tuple[str, ...]:
    return (
        each.name,
        f"{each.every_evidence:.2f}",
        f"{each.ndcg:.2f}",
        f"{each.import_s:.1f}",
        f"{each.build_s:.2f}",
        f"{each.cold_ms:.0f}",
        f"{each.warm_p50_ms:.1f}",
        f"{each.warm_p95_ms:.1f}",
        f"{each.memory_mib:.0f}",
    )
