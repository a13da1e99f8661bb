"""The engine: three collections behind the few calls that are needed; whatever fails says so.

pymilvus is imported when a store is opened, never before.

    NAME_passages   one row a passage: its text and place, its sparse term weights
    NAME_windows    one row a window: its dense vector, the number of its passage
    NAME_texts      documents and published statistics, in parts that a field can hold
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal, get_args

from ..types import MilvusOptions, Scores
from .connection import connect, is_file, translated
from .schema import fields_of

Row = dict[str, Any]
Kind = Literal["passages", "windows", "texts"]

_UPSERTED, _SCANNED = 2_000, 1_000
MOST = 16_384
"""The engine answers no search for more."""

# Windows compared for each passage that is wanted: most have fewer among the nearest.
_EF, _MOST_EF, _MORE = 10, 32_768, 4


class Engine:
    """One index in an engine."""

    def __init__(self, client: Any, options: MilvusOptions) -> None:  # noqa: ANN401 - untyped
        """Take a connected client."""
        self._client = client
        self._options = options

    @property
    def uri(self) -> str:
        """Where the engine is."""
        return self._options.uri

    def exists(self) -> bool:
        """Whether all collections of the index are there; they are made ready to be read."""
        names = [self._name(kind) for kind in get_args(Kind)]
        timeout = self._options.timeout
        with self._answered():
            if not all(self._client.has_collection(name, timeout=timeout) for name in names):
                return False
            for name in names:
                self._client.load_collection(name, timeout=timeout)
        return True

    def create(self, dimension: int) -> None:
        """Make the collections where they are not there yet."""
        with self._answered():
            for kind, fields in fields_of(dimension, embedded=is_file(self.uri)).items():
                if not self._client.has_collection(self._name(kind)):
                    self._create(kind, fields)
        self.exists()

    def upsert(self, kind: Kind, rows: Sequence[Row]) -> None:
        """Write rows; one of a key that is there replaces it."""
        for at in range(0, len(rows), _UPSERTED):
            with self._answered():
                self._client.upsert(
                    self._name(kind),
                    list(rows[at : at + _UPSERTED]),
                    timeout=self._options.timeout,
                )

    def delete(self, kind: Kind, where: str) -> None:
        """Remove the rows that a filter names."""
        with self._answered():
            self._client.delete(self._name(kind), filter=where, timeout=self._options.timeout)

    def remove(self, document: int) -> None:
        """Remove the windows and passages of a document."""
        self.delete("windows", f"document == {document}")
        self.delete("passages", f"document == {document}")

    def rows(self, kind: Kind, where: str, *, fields: Sequence[str], limit: int = 0) -> list[Row]:
        """The rows that a filter names, in no order."""
        more = {"limit": limit} if limit else {}
        with self._answered():
            found = self._client.query(
                self._name(kind),
                filter=where,
                output_fields=list(fields),
                timeout=self._options.timeout,
                **more,
            )
        return list(found)

    def scan(self, kind: Kind, *, fields: Sequence[str], where: str = "") -> Iterator[list[Row]]:
        """Blocks of all rows that a filter names."""
        with self._answered():
            pages = self._client.query_iterator(
                self._name(kind),
                batch_size=_SCANNED,
                filter=where,
                output_fields=list(fields),
                timeout=self._options.timeout,
            )
            while block := pages.next():
                yield list(block)
            pages.close()

    def by_terms(
        self, terms: Mapping[int, float], count: int, *, where: str = ""
    ) -> list[tuple[int, float]]:
        """Numbers and scores of the passages that terms weigh most in, of those a filter names."""
        return self._search("passages", terms, count=count, where=where)

    def by_windows(self, vector: Scores, count: int, *, where: str = "") -> list[tuple[int, float]]:
        """Numbers and scores of the passages with the nearest windows, of those a filter names.

        The embedded engine groups a few windows for each passage that is wanted; where that gives
        too few passages it is asked for more.
        """
        asked = count
        while True:
            found = self._search("windows", vector, count=asked, where=where)
            if len(found) >= count or asked >= MOST:
                return found[:count]
            asked = min(_MORE * asked, MOST)

    def _search(
        self, kind: Kind, vector: object, *, count: int, where: str
    ) -> list[tuple[int, float]]:
        dense = kind == "windows"
        walked = dense and not is_file(self.uri)
        params = {"ef": min(_EF * count, _MOST_EF)} if walked else {}
        grouped = {"group_by_field": "passage"} if dense else {}
        with self._answered():
            (found,) = self._client.search(
                self._name(kind),
                data=[vector],
                anns_field="vector" if dense else "terms",
                limit=min(count, MOST),
                filter=where,
                output_fields=["passage"],
                search_params={"metric_type": "IP", "params": params},
                timeout=self._options.timeout,
                **grouped,
            )
        return [(int(hit["entity"]["passage"]), float(hit["distance"])) for hit in found]

    def _name(self, kind: str) -> str:
        return f"{self._options.collection}_{kind}"

    def _create(self, kind: str, fields: Mapping[str, Mapping[str, Any]]) -> None:
        schema = self._client.create_schema(enable_dynamic_field=False)
        index = self._client.prepare_index_params()
        for name, about in fields.items():
            schema.add_field(name, **{k: v for k, v in about.items() if k != "index"})
            if "index" in about:
                index.add_index(name, metric_type="IP", **about["index"])
        self._client.create_collection(
            self._name(kind), schema=schema, index_params=index, consistency_level="Strong"
        )

    @contextmanager
    def _answered(self) -> Iterator[None]:
        with translated(self._options):
            yield


def reach_milvus(options: MilvusOptions, *, making: bool = False) -> Engine:
    """Connect; raises StoreUnavailable, IndexMissing where a file is not there to be read."""
    return Engine(connect(options, making=making), options)
