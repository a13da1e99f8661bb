"""BEIR folders (Thakur et al. 2021), read and written.

corpus.jsonl       {"_id": …, "title": …, "text": …} a line; title may be left out
queries.jsonl      {"_id": …, "text": …} a line, the queries of all splits
qrels/<split>.tsv  the header query-id, corpus-id, score, then such rows, with tabs; whole scores
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .errors import BeirError
from .types import Entry, Qrels, RetrievalSet

_CORPUS = "corpus.jsonl"
_QUERIES = "queries.jsonl"
_HEADER = ("query-id", "corpus-id", "score")


def read_beir(folder: Path, *, split: str = "test") -> RetrievalSet:
    """Read a BEIR folder, named after itself, with the judgements of one split.

    A judged document that the corpus lacks counts as never found. Raises BeirError naming file and
    line for anything missing or malformed, an id that occurs twice, or a query that is not there.
    """
    documents = tuple(
        Entry(id, _text(row, "title", where=where), _text(row, "text", where=where))
        for where, id, row in _objects(folder / _CORPUS)
    )
    queries = {
        id: _text(row, "text", where=where) for where, id, row in _objects(folder / _QUERIES)
    }
    qrels = _qrels(folder / "qrels" / f"{split}.tsv", queries)
    judged = {id for grades in qrels.values() for id in grades}
    if judged.isdisjoint(entry.id for entry in documents):
        raise BeirError(
            f"{folder / _CORPUS} holds none of the documents that qrels/{split}.tsv judges; "
            "put files of one set together"
        )
    return RetrievalSet(folder.resolve().name, documents, queries, qrels)


def write_beir(beir: RetrievalSet, folder: Path, *, split: str = "test") -> None:
    """Write a set as a BEIR folder; raises BeirError rather than overwrite a file."""
    corpus = ({"_id": e.id, "title": e.title, "text": e.text} for e in beir.documents)
    queries = ({"_id": id, "text": text} for id, text in beir.queries.items())
    rows = [(q, d, str(grade)) for q, grades in beir.qrels.items() for d, grade in grades.items()]
    texts = {
        folder / _CORPUS: _lines(corpus),
        folder / _QUERIES: _lines(queries),
        folder / "qrels" / f"{split}.tsv": "".join(
            "\t".join(row) + "\n" for row in (_HEADER, *rows)
        ),
    }
    write_new(texts)


def write_new(texts: Mapping[Path, str]) -> None:
    """Write files that do not exist yet, or none of them; raises BeirError."""
    for path in texts:
        if path.exists():
            raise BeirError(f"{path} exists and is left as it is; name another folder")
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BeirError(f"cannot write {path} ({error.strerror}); name another folder") from error


def numbered_lines(path: Path) -> Iterator[tuple[str, str]]:
    """("file:line", line) of a text file, blank lines left out; raises BeirError."""
    try:
        # Not splitlines, which also parts at separators that JSON leaves as they are.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BeirError(f"cannot read {path} ({error}); check the folder and the file") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}:{number}", line


def grade_of(text: str, *, where: str) -> int:
    """The grade of a judgement; raises BeirError where it is no whole number."""
    try:
        return int(text)
    except ValueError as error:
        raise BeirError(f"{where}: the grade is {text!r}, write a whole number") from error


def _objects(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Place, id and object of each line; at least one."""
    seen: set[str] = set()
    for where, line in numbered_lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BeirError(f"{where}: not JSON ({error}); mend the line") from error
        if not isinstance(row, dict) or not str(row.get("_id", "")).strip():
            raise BeirError(f'{where}: no object with an "_id"; mend the line')
        id = _text(row, "_id", where=where)
        if id in seen:
            raise BeirError(f"{where}: the _id {id!r} occurs twice; rename one")
        seen.add(id)
        yield where, id, row
    if not seen:
        raise BeirError(f"{path} is empty; give it a line for each _id")


def _text(row: Mapping[str, Any], name: str, *, where: str) -> str:
    value = row.get(name, "" if name == "title" else None)
    if not isinstance(value, str):
        raise BeirError(f"{where}: {name} is {value!r}, must be text; mend the line")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BeirError(f"{where}: {name} holds half a character (a lone surrogate); mend the line")
    return value


def _qrels(path: Path, queries: Mapping[str, str]) -> Qrels:
    lines = numbered_lines(path)
    where, header = next(lines, (f"{path}:1", ""))
    if tuple(header.split()) != _HEADER:
        raise BeirError(f"{where}: the header is {header!r}, write {chr(9).join(_HEADER)!r}")
    qrels: Qrels = {}
    for where, line in lines:
        values = line.rstrip("\r").split("\t")
        if len(values) != len(_HEADER):
            raise BeirError(f"{where}: {len(values)} columns, expected 3 with tabs between them")
        query, document, grade = (value.strip() for value in values)
        if query not in queries:
            raise BeirError(f"{where}: no query {query!r} in {_QUERIES}; add it or drop the line")
        if document in qrels.setdefault(query, {}):
            raise BeirError(f"{where}: {query!r} and {document!r} are judged twice; drop one line")
        qrels[query][document] = grade_of(grade, where=where)
    if not qrels:
        raise BeirError(f"{path} judges nothing; add lines or name another split")
    return qrels


def _lines(rows: Iterable[Mapping[str, str]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
