"""Running a configuration: every gold question asked once, in order, and scored.

Sequential on purpose: a question takes some 20 ms, so 300 of them take six seconds, and timings
mean something only when nothing runs beside them.
"""

from __future__ import annotations

import hashlib
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from index import manifest_bytes
from rag import Answer, Assistant, Hit, Mode, Settings

from .gold import fingerprint
from .score import score
from .types import GoldQuestion, Run, Speed

Tick = Callable[[], None]

# Asked once before the clock starts, so that lazy loading is not charged to the first question.
_WARM_UP = "预热"
_SINGLE_VIEWS: tuple[Mode, ...] = ("dense", "lexical", "late")


def run(
    settings: Settings,
    questions: Sequence[GoldQuestion],
    *,
    name: str = "default",
    index: Path | None = None,
    tick: Tick = lambda: None,
) -> Run:
    """Open the index under these settings and ask every question; `tick` is called after each."""
    began = perf_counter()
    assistant = Assistant.open(index, settings)
    return measure(assistant, questions, name=name, open_s=perf_counter() - began, tick=tick)


def measure(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    *,
    name: str = "default",
    open_s: float = 0.0,
    tick: Tick = lambda: None,
) -> Run:
    """Ask an open assistant every question and score what it says."""
    answers = _answers(assistant, questions, tick=tick)
    documents = {document.doc_id: document for document in assistant.documents}
    return Run(
        name=name,
        gold_sha256=fingerprint(questions),
        manifest_sha256=hashlib.sha256(manifest_bytes(assistant.index.manifest)).hexdigest(),
        configuration=_configuration(assistant.settings),
        rows=tuple(
            score(question, answer, documents=documents, views=_views(assistant, answer))
            for question, answer in zip(questions, answers, strict=True)
        ),
        speed=_speed(answers, open_s),
    )


def _answers(
    assistant: Assistant, questions: Sequence[GoldQuestion], *, tick: Tick
) -> list[Answer]:
    assistant.ask(_WARM_UP)
    answers = []
    for question in questions:
        answers.append(assistant.ask(question.question, history=question.history))
        tick()
    return answers


def _views(assistant: Assistant, answer: Answer) -> dict[str, Sequence[Hit]]:
    """What each view finds by itself: a fault in one is easily hidden by the others."""
    searched = answer.query or answer.question
    return {mode: assistant.search(searched, mode=mode) for mode in _SINGLE_VIEWS}


def _configuration(settings: Settings) -> dict[str, Any]:
    """Every setting but where things lie, which is no part of what was measured, and the key.

    A language model is one where it wrote the answers.
    """
    values = asdict(settings)
    del values["cache_dir"], values["llm"]["key"]
    if not settings.llm.model:
        del values["llm"]
    return values


def _speed(answers: Sequence[Answer], opened: float) -> Speed:
    retrieve = [answer.timings_ms.retrieve for answer in answers]
    answer = [answer.timings_ms.answer for answer in answers]
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Speed(
        retrieve_p50=float(np.percentile(retrieve, 50)),
        retrieve_p95=float(np.percentile(retrieve, 95)),
        answer_p50=float(np.percentile(answer, 50)),
        answer_p95=float(np.percentile(answer, 95)),
        open_s=opened,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
    )
