"""An answer that a language model writes, shown on a terminal while it grows."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack

from rag import Answer

from .terminal import printable


def followed(answers: Iterable[Answer]) -> Answer:
    """The last of the answers; on a terminal those before it stand there until it comes.

    What stood there goes when the last one is known, which is printed as any other is.
    """
    with ExitStack() as stack:
        view = None
        held = None
        for answer in answers:
            # Only what has a successor is shown: most answers come whole.
            if held and held.answer and sys.stdout.isatty():
                from rich.console import Console
                from rich.live import Live

                if view is None:
                    console = Console(highlight=False)
                    view = Live(console=console, transient=True, auto_refresh=False)
                    stack.enter_context(view)
                view.update(printable(held.answer, style="dim"), refresh=True)
            held = answer
    if held is None:
        raise ValueError("a question has at least one answer")
    return held
