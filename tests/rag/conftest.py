"""An assistant over the shipped report, opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag import Assistant, Settings

if TYPE_CHECKING:
    from index import Index


@pytest.fixture(scope="session")
def assistant(shipped_index: Index) -> Assistant:
    """The assistant with its settings as they come; it has no state that a test could change."""
    return Assistant(shipped_index, Settings())
