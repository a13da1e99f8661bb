"""The way to an engine, and what is said where there is none; nothing is imported before that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import IndexMissing, StoreUnavailable
from ..types import MilvusOptions

# An engine that is there connects within milliseconds.
_CONNECTING_S = 5.0


def connect(options: MilvusOptions, *, making: bool) -> Any:  # noqa: ANN401 - untyped
    """Connect; raises StoreUnavailable, IndexMissing where a file is not there to be read."""
    file = Path(options.uri).expanduser()
    embedded = is_file(options.uri)
    if embedded and not making and not file.exists():
        raise missing(options)
    with translated(options):
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
    return client


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
def translated(options: MilvusOptions) -> Iterator[None]:
    """Whatever the engine or the way to it raises becomes StoreUnavailable."""
    try:
        import grpc
        from pymilvus.exceptions import MilvusException
    except ImportError:
        # `connect` says what to install.
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
