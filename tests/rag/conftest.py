"""An assistant over the shipped report, opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from rag import Assistant, LlmOptions, Settings
from tests.llm_server import KEY, Scripted, Service, served

if TYPE_CHECKING:
    from index import Index

Writer = Callable[..., tuple[Assistant, Service]]


@pytest.fixture(scope="session")
def assistant(shipped_index: Index) -> Assistant:
    """The assistant with its settings as they come; it has no state that a test could change."""
    return Assistant(shipped_index, Settings())


@pytest.fixture
def writer(shipped_index: Index) -> Iterator[Writer]:
    """Make an assistant whose model's service gives these replies; options are the settings'."""
    with ExitStack() as stack:

        def make(*replies: Scripted, **options: object) -> tuple[Assistant, Service]:
            service = stack.enter_context(served(*replies))
            given = {"base_url": service.url, "model": "m", "key": KEY, "deadline_s": 5.0}
            llm = LlmOptions(**(given | options))
            return Assistant(shipped_index, Settings(llm=llm)), service

        yield make
