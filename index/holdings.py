"""What an index holds, read when it is asked for: documents and passages of all its segments.

Numbers count over the segments in order; a removed document keeps its passages' numbers until the
segments are merged, but is not among the documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import overload

import numpy as np

from corpus import Document, Passage

from .protocols import Shelf
from .types import DocumentRecord, Mask, Numbers

# Passages are short, documents may be long.
_PASSAGES, _DOCUMENTS = 8192, 64


class Documents(Sequence[Document]):
    """The documents of an index in order, with their texts."""

    def __init__(self, segments: Sequence[Shelf], removed: Sequence[Collection[int]]) -> None:
        """Take the segments, and the numbers of documents in each that do not count."""
        self._segments = segments
        self._removed = [frozenset(numbers) for numbers in removed]
        self._places = [
            (home, number)
            for home, records in enumerate(segments)
            for number in range(records.documents)
            if number not in self._removed[home]
        ]
        self._read = lru_cache(maxsize=_DOCUMENTS)(self._document)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, at: int | slice) -> Document | tuple[Document, ...]:
        if isinstance(at, slice):
            return tuple(self._read(place) for place in self._places[at])
        return self._read(self._places[at])

    def __iter__(self) -> Iterator[Document]:
        return (self._document(place) for place in self._places)

    def records(self) -> Iterator[DocumentRecord]:
        """What is known of each document, without the texts."""
        for home, segment in enumerate(self._segments):
            yield from (r for n, r in segment.records() if n not in self._removed[home])

    def find(self, doc_id: str) -> Document | None:
        """A document by its id; None where it is not here."""
        place = self.place(doc_id)
        return self._read(place) if place else None

    def place(self, doc_id: str) -> tuple[int, int] | None:
        """The segment that holds a document, and its number there."""
        for home, segment in enumerate(self._segments):
            number = segment.number_of(doc_id)
            if number is not None and number not in self._removed[home]:
                return home, number
        return None

    def _document(self, place: tuple[int, int]) -> Document:
        home, number = place
        return self._segments[home].document(number)


class ById(Mapping[str, Document]):
    """Documents by their ids."""

    def __init__(self, documents: Documents) -> None:
        """Take the documents."""
        self._documents = documents

    def __getitem__(self, doc_id: str) -> Document:
        found = self._documents.find(doc_id)
        if found is None:
            raise KeyError(doc_id)
        return found

    def __iter__(self) -> Iterator[str]:
        return (record.doc_id for record in self._documents.records())

    def __len__(self) -> int:
        return len(self._documents)


class Passages(Sequence[Passage]):
    """The passages of an index by their numbers."""

    def __init__(self, segments: Sequence[Shelf], documents: Documents) -> None:
        """Take the segments, and the documents that count."""
        self._segments = segments
        self._documents = documents
        self._bases = [0]
        for segment in segments:
            self._bases.append(self._bases[-1] + segment.passages)
        self._known: dict[int, Passage] = {}

    def __len__(self) -> int:
        return self._bases[-1]

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        numbers = range(len(self))[at]
        if isinstance(numbers, range):
            return tuple(self.many(numbers))
        return self.many([numbers])[0]

    def __iter__(self) -> Iterator[Passage]:
        return chain.from_iterable(segment.all_passages() for segment in self._segments)

    def many(self, numbers: Sequence[int] | Numbers) -> list[Passage]:
        """Passages by number, read together."""
        wanted = [int(number) for number in numbers]
        found = {number: self._known[number] for number in wanted if number in self._known}
        missing = sorted(set(wanted) - found.keys())
        for home, segment in enumerate(self._segments):
            base, end = self._bases[home : home + 2]
            read = segment.read([number - base for number in missing if base <= number < end])
            found.update((base + number, passage) for number, passage in read.items())
        self._remember(found)
        return [found[number] for number in wanted]

    def number(self, passage_id: str) -> int | None:
        """The number of a passage; None where it is not here."""
        doc_id, _, place = passage_id.rpartition(":")
        section, _, paragraph = place.partition(".")
        home = self._documents.place(doc_id)
        if home is None or not (section.isdecimal() and paragraph.isdecimal()):
            return None
        number = self._segments[home[0]].passage_number(
            home[1], section=int(section), paragraph=int(paragraph)
        )
        return None if number is None else self._bases[home[0]] + number

    def within(self, doc_ids: Collection[str] | None) -> Mask | None:
        """The passages that count: those of these documents, or of all; None for every one."""
        if doc_ids is None and len(self._documents) == sum(s.documents for s in self._segments):
            return None
        ids = [r.doc_id for r in self._documents.records()] if doc_ids is None else doc_ids
        mask = np.zeros(len(self), dtype=bool)
        for place in filter(None, map(self._documents.place, ids)):
            first, end = self._segments[place[0]].span(place[1])
            base = self._bases[place[0]]
            mask[base + first : base + end] = True
        return mask

    def _remember(self, found: Mapping[int, Passage]) -> None:
        if len(self._known) > _PASSAGES:
            self._known = {}
        self._known.update(found)
