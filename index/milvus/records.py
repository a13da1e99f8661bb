"""The documents and passages of an engine, as those of one segment.

A passage's number here is its place among all that the list of documents holds when it is read;
what another build adds or removes later is not seen, so nothing half-loaded is served.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from corpus import Document, Passage

from ..errors import StoreUnavailable
from ..types import DocumentRecord, LateArrays, Mask, Numbers
from . import texts
from .engine import Engine
from .rows import PLACE_BITS, document_of, late_of, passage_of

_DOCUMENTS = "document"
# As many passages as some questions find are kept, with their tokens.
_REMEMBERED = 8_192
_AT_ONCE = 1_000
_PASSAGES = 1 << PLACE_BITS


class EngineRecords:
    """Reads documents and passages; the list of documents is read once."""

    def __init__(self, engine: Engine) -> None:
        """Read the list of documents."""
        self._engine = engine
        listed = sorted(listed_documents(engine).items(), key=lambda item: item[1].doc_id)
        self._records = [record for _, record in listed]
        self._homes = np.array([number for number, _ in listed], dtype=np.int64)
        self._by_id = {record.doc_id: place for place, record in enumerate(self._records)}
        self._by_home = {int(home): place for place, home in enumerate(self._homes)}
        counts = [record.passages for record in self._records]
        self._firsts = np.cumsum([0, *counts]).astype(np.int64)
        self.documents, self.passages = len(counts), int(self._firsts[-1])
        self._bodies: dict[int, Mapping[str, Any]] = {}

    def document(self, number: int) -> Document:
        """A document with its text and sections."""
        found = texts.get(self._engine, owner(int(self._homes[number])))
        if found is None:
            raise changed(self._engine)
        return document_of(found[0])

    def number_of(self, doc_id: str) -> int | None:
        """The number of a document; None where it is not here."""
        return self._by_id.get(doc_id)

    def record(self, number: int) -> DocumentRecord:
        """What is known of a document, without its text."""
        return self._records[number]

    def records(self) -> Iterator[tuple[int, DocumentRecord]]:
        """Every document's number and record, in order."""
        return iter(enumerate(self._records))

    def span(self, document: int) -> tuple[int, int]:
        """The first passage of a document and the one after its last."""
        return int(self._firsts[document]), int(self._firsts[document + 1])

    def read(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Passages by their numbers."""
        bodies = self.bodies(numbers)
        return {number: passage_of(body) for number, body in zip(numbers, bodies, strict=True)}

    def late(self, numbers: Sequence[int]) -> LateArrays:
        """The tokens of the sentences of passages."""
        return late_of(self.bodies(numbers))

    def all_passages(self) -> Iterator[Passage]:
        """Every passage in order."""
        for at in range(0, self.passages, _AT_ONCE):
            numbers = range(at, min(at + _AT_ONCE, self.passages))
            yield from self.read(numbers).values()

    def passage_number(self, document: int, *, section: int, paragraph: int) -> int | None:
        """The number of a paragraph; None where there is none."""
        where = (
            f"document == {self._homes[document]} and body['section']['ordinal'] == {section} "
            f"and body['paragraph'] == {paragraph}"
        )
        found = self._engine.rows("passages", where, fields=["passage"], limit=1)
        places = self.places([row["passage"] for row in found])
        return int(places[0]) if len(places) else None

    def keys(self, numbers: Sequence[int] | Numbers) -> list[int]:
        """The numbers of passages in the engine."""
        wanted = np.asarray(numbers, dtype=np.int64)
        homes = np.searchsorted(self._firsts, wanted, side="right") - 1
        keys = (self._homes[homes] << PLACE_BITS) | (wanted - self._firsts[homes])
        return [int(key) for key in keys]

    def places(self, keys: Sequence[int]) -> Numbers:
        """Numbers of passages in the engine as numbers here, -1 where the list has them not."""
        homes = [self._by_home.get(key >> PLACE_BITS, -1) for key in keys]
        here = [
            self._firsts[home] + key % _PASSAGES if home >= 0 else -1
            for home, key in zip(homes, keys, strict=True)
        ]
        return np.array(here, dtype=np.int64)

    def within(self, mask: Mask | None) -> str:
        """The filter that leaves the documents whose passages a mask holds."""
        if mask is None:
            return ""
        there = self._firsts[:-1] < self._firsts[1:]
        starts = self._firsts[:-1][there]
        homes = self._homes[there][mask[starts]]
        return f"document in {homes.tolist()}"

    def bodies(self, numbers: Sequence[int]) -> list[Mapping[str, Any]]:
        """Passages with their tokens as the engine has them."""
        missing = [int(n) for n in numbers if int(n) not in self._bodies]
        if len(self._bodies) + len(missing) > _REMEMBERED:
            self._bodies, missing = {}, [int(n) for n in numbers]
        for at in range(0, len(missing), _AT_ONCE):
            self._fetch(missing[at : at + _AT_ONCE])
        try:
            return [self._bodies[int(number)] for number in numbers]
        except KeyError:
            raise changed(self._engine) from None

    def _fetch(self, numbers: Sequence[int]) -> None:
        where = f"passage in {self.keys(numbers)}"
        rows = self._engine.rows("passages", where, fields=["passage", "body"])
        places = self.places([row["passage"] for row in rows])
        bodies = (row["body"] for row in rows)
        self._bodies.update(zip(places.tolist(), bodies, strict=True))


def listed_documents(engine: Engine) -> dict[int, DocumentRecord]:
    """The documents that are wholly loaded, by their numbers."""
    found = {}
    for about in texts.owners(engine, _DOCUMENTS):
        fields = {name: about[name] for name in DocumentRecord.__dataclass_fields__}
        found[int(about["number"], 16)] = DocumentRecord(**fields)
    return found


def owner(number: int) -> str:
    """The name under which the text of a document is kept."""
    return f"{_DOCUMENTS}:{number:x}"


def changed(engine: Engine) -> StoreUnavailable:
    """The error for what a build removed while it was read."""
    return StoreUnavailable(
        f"a build has just changed the index at {engine.uri}; run this again to see what it holds"
    )
