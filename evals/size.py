"""What size costs: an index of many paragraphs is built, added to and asked, stage by stage.

Each stage runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import json
import lzma
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import chain, groupby, islice
from pathlib import Path
from time import perf_counter

import numpy as np

from corpus import Document, Section, clause_spans
from index import Entry, Making, build_index, build_processes, open_index, update_index
from rag import Assistant, Settings

from .errors import EvalError
from .types import SizeRow

# Paragraphs that are added to the index that was built.
MORE = 1_000
_QUERIES, _WARM = 200, 20
_SHORTEST, _LONGEST = 8, 30
_SEED = 0
_MB = 1e6
# What the peak of memory is counted in: bytes on macOS, KiB elsewhere.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def measured(passages: Path, rows: int, *, folder: Path) -> SizeRow:
    """Build an index of so many paragraphs in an empty folder and measure it."""
    built = _stage("built", passages, rows=rows, folder=folder)
    first = _stage("first", passages, rows=rows, folder=folder)
    asked = _stage("asked", passages, rows=rows, folder=folder)
    more = _stage("more", passages, rows=rows, folder=folder)
    return SizeRow(rows=rows, **built, **first, **asked, **more)


def built(passages: Path, rows: int, *, folder: Path) -> dict[str, float]:
    """Build the index: seconds, peak of memory with its workers, bytes, recall."""
    began = perf_counter()
    manifest = build_index(documents(passages, 0, stop=rows), folder)
    seconds = perf_counter() - began
    own, children = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    # The largest child stands for each; there are at most as many as a build takes.
    workers = build_processes() if children else 0
    return {
        "passages": manifest.passages,
        "windows": manifest.windows,
        "build_s": seconds,
        "build_peak_mb": _RSS_UNIT * (own + workers * children) / _MB,
        "bytes_per_passage": sum(manifest.sizes.values()) / manifest.passages,
        "recall_at_10": min(one.recall for one in manifest.segments),
    }


def first(passages: Path, rows: int, *, folder: Path) -> dict[str, float]:
    """Open the index and answer one question; the caller adds the start of the process."""
    Assistant(open_index(folder), Settings()).ask("消防设施由谁负责维护？")
    return {}


def asked(passages: Path, rows: int, *, folder: Path) -> dict[str, float]:
    """Warm searches for clauses of the paragraphs, and answers to some."""
    assistant = Assistant(open_index(folder), Settings())
    queries = _queries(assistant)
    for query in queries[:_WARM]:
        assistant.search(query)
    search_ms = [_ms(assistant.search, query) for query in queries[_WARM:]]
    answer_ms = [_ms(assistant.ask, query) for query in queries[-_WARM:]]
    return {
        "query_p50_ms": float(np.percentile(search_ms, 50)),
        "query_p95_ms": float(np.percentile(search_ms, 95)),
        "answer_p50_ms": float(np.percentile(answer_ms, 50)),
        "query_peak_mb": _RSS_UNIT * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB,
    }


def more(passages: Path, rows: int, *, folder: Path) -> dict[str, float]:
    """Add further paragraphs to the index."""
    began = perf_counter()
    update_index(map(Entry, documents(passages, rows, stop=rows + MORE)), folder, making=Making())
    return {"more_s": perf_counter() - began}


def documents(passages: Path, start: int, *, stop: int) -> Iterator[Document]:
    """Paragraphs number `start` to `stop` of a file of JSON lines, grouped by their document."""
    try:
        with lzma.open(passages, "rt", encoding="utf-8") as lines:
            rows = (json.loads(line) for line in islice(lines, start, stop))
            for number, (_, group) in enumerate(groupby(rows, key=lambda row: row["doc"])):
                yield _document(f"d{start + number}-{start}", list(group))
    except (OSError, ValueError, LookupError, lzma.LZMAError) as error:
        raise EvalError(
            f"{passages} cannot be read ({error!r}): name an xz file of JSON lines with doc, "
            "title, heading and text"
        ) from error


def _document(doc_id: str, rows: list[dict[str, str]]) -> Document:
    """Built rather than parsed, so that every line stays one paragraph under its heading."""
    text, sections = "", []
    for ordinal, (heading, group) in enumerate(groupby(rows, key=lambda row: row["heading"]), 1):
        head = f"{heading}\n" if heading else ""
        start, body = len(text), len(text) + len(head)
        text += head + "".join(f"{' '.join(row['text'].split())}\n" for row in group)
        path = (rows[0]["title"], heading) if heading else (rows[0]["title"],)
        sections.append(Section(ordinal, path, start, body, len(text)))
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(doc_id, rows[0]["title"], "", "", text, tuple(sections), digest)


def _queries(assistant: Assistant) -> list[str]:
    """Clauses of paragraphs taken at random, each once."""
    rng = np.random.default_rng(_SEED)
    index = assistant.index
    count = min(8 * (_QUERIES + _WARM), len(index.passages))
    chosen = index.passages.many(rng.choice(len(index.passages), count, replace=False))
    clauses = chain.from_iterable(
        (p.text[a:b] for a, b in clause_spans(p.text) if _SHORTEST <= b - a <= _LONGEST)
        for p in chosen
    )
    return list(dict.fromkeys(islice(clauses, 4 * count)))[::2][: _QUERIES + _WARM]


def _ms(call: Callable[[str], object], query: str) -> float:
    began = perf_counter()
    call(query)
    return 1000 * (perf_counter() - began)


def _stage(name: str, passages: Path, *, rows: int, folder: Path) -> dict[str, float]:
    """Run a stage in a process of its own and time it as a whole."""
    call = [sys.executable, "-m", "evals.bench", str(passages), "--stage", name]
    began = perf_counter()
    done = subprocess.run(
        [*call, "--rows", str(rows), "--index", str(folder)], capture_output=True, text=True
    )
    seconds = perf_counter() - began
    if done.returncode:
        raise EvalError(f"the stage {name!r} of {rows} paragraphs failed: {done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout)
    return {**found, "first_answer_s": seconds} if name == "first" else found
