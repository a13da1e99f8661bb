"""Serving a page within a test, without gradio's own leaks failing it."""

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from ui.access import EVERYONE, Access
from ui.page import Served, start
from ui.page.protocols import Answering


@contextmanager
def gradio_leaks_ignored() -> Iterator[None]:
    """Gradio makes event loops that it never closes; their warnings pass here, nowhere else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@contextmanager
def served(assistant: Answering, access: Access = EVERYONE) -> Iterator[Served]:
    """A page on a free port of this computer."""
    with gradio_leaks_ignored():
        page = start(assistant, host="127.0.0.1", port=0, access=access)
    try:
        yield page
    finally:
        with gradio_leaks_ignored():
            page.close()
