"""The engine: three collections behind the few calls that are needed; whatever fails says so.

Nothing else here imports pymilvus, and this only when a store is opened.

    NAME_passages   one row a passage: its text and place, its sparse term weights
    NAME_windows    one row a window: its dense vector, the number of its passage
    NAME_texts      documents and published statistics, in parts that a field can hold
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, get_args

from ..errors import IndexMissing, StoreUnavailable
from ..types import MilvusOptions, Scores

Row = dict[str, Any]
Kind = Literal["passages", "windows", "texts"]

FIELD = 65_535
"""The most bytes that a text field takes."""

_UPSERTED, _SCANNED = 2_000, 1_000
MOST = 16_384
"""The engine answers no search for more."""

# The embedded engine compares all windows faster than it walks a graph.
_EXACT: dict[str, Any] = {"index_type": "FLAT"}
_GRAPH: dict[str, Any] = {"index_type": "HNSW", "params": {"M": 16, "efConstruction": 200}}
# Windows compared for each passage that is wanted: most have fewer among the nearest.
_EF, _MOST_EF, _MORE = 10, 32_768, 4
# An engine that is there connects within milliseconds.
_CONNECTING_S = 5.0


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
            for kind, fields in _fields(dimension, embedded=is_file(self.uri)).items():
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
        return self._search("passages", terms, count, where=where)

    def by_windows(self, vector: Scores, count: int, *, where: str = "") -> list[tuple[int, float]]:
        """Numbers and scores of the passages with the nearest windows, of those a filter names.

        The embedded engine groups a few windows for each passage that is wanted; where that gives
        too few passages it is asked for more.
        """
        asked = count
        while True:
            found = self._search("windows", vector, asked, where=where)
            if len(found) >= count or asked >= MOST:
                return found[:count]
            asked = min(_MORE * asked, MOST)

    def _search(
        self, kind: Kind, vector: object, count: int, *, where: str
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
        with _translated(self._options):
            yield


def reach_milvus(options: MilvusOptions, *, making: bool = False) -> Engine:
    """Connect; raises StoreUnavailable, IndexMissing where a file is not there to be read."""
    file = Path(options.uri).expanduser()
    embedded = is_file(options.uri)
    if embedded and not making and not file.exists():
        raise missing(options)
    with _translated(options):
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise StoreUnavailable(
                f"the store milvus needs pymilvus ({error}): pip install 'baipishu[milvus]'"
            ) from error
        # What it logs is in the error that follows.
        for name in ("pymilvus", "grpc._server"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        uri = str(file) if embedded else options.uri
        client = MilvusClient(uri, token=options.token, timeout=_CONNECTING_S)
    return Engine(client, options)


def is_file(uri: str) -> bool:
    """Whether the engine is the embedded one."""
    return "://" not in uri


def missing(options: MilvusOptions) -> IndexMissing:
    """The error for an engine that holds no index of this name."""
    return IndexMissing(
        f"there is no index {options.collection!r} at {options.uri}; make one: "
        f"{build_command(options.uri)}"
    )


def build_command(uri: str, *, paths: str = " FILE") -> str:
    """What is typed to fill a store."""
    return f"baipishu build{paths} --store milvus --milvus-uri {uri}"


@contextmanager
def _translated(options: MilvusOptions) -> Iterator[None]:
    try:
        import grpc
        from pymilvus.exceptions import MilvusException
    except ImportError:
        # `reach_milvus` says what to install.
        yield
        return
    try:
        yield
    except (MilvusException, grpc.RpcError, OSError) as error:
        reason = getattr(error, "message", None) or str(error) or type(error).__name__
        raise StoreUnavailable(
            f"the Milvus engine at {options.uri} did not do what was asked ({reason}); see that it "
            "runs and that --milvus-uri is right, then run this again: what is loaded is kept"
        ) from error


def _fields(dimension: int, *, embedded: bool) -> dict[str, dict[str, dict[str, Any]]]:
    from pymilvus import DataType as T

    number = {"datatype": T.INT64}
    text = {"datatype": T.VARCHAR, "max_length": FIELD}
    return {
        "passages": {
            "passage": {**number, "is_primary": True},
            "document": number,
            "folded": text,
            "body": {"datatype": T.JSON},
            "terms": {
                "datatype": T.SPARSE_FLOAT_VECTOR,
                "index": {"index_type": "SPARSE_INVERTED_INDEX"},
            },
        },
        "windows": {
            "window": {"datatype": T.VARCHAR, "max_length": 64, "is_primary": True},
            "passage": number,
            "document": number,
            "vector": {
                "datatype": T.FLOAT_VECTOR,
                "dim": dimension,
                "index": _EXACT if embedded else _GRAPH,
            },
        },
        "texts": {
            "part": {"datatype": T.VARCHAR, "max_length": 256, "is_primary": True},
            "owner": {"datatype": T.VARCHAR, "max_length": 128},
            "about": {"datatype": T.JSON},
            "body": text,
            # The engine takes no collection without a vector.
            "unused": {"datatype": T.FLOAT_VECTOR, "dim": 2, "index": _EXACT},
        },
    }
