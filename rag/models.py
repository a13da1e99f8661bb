"""The parts that need a language model, made where the settings name one and loaded only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Index

from .protocols import Answerer
from .settings import Settings

if TYPE_CHECKING:
    from .rewrite import Rewriter


def writer_of(index: Index, settings: Settings, *, fallback: Answerer) -> Answerer | None:
    """Who writes the answers in place of `fallback`; None where no model is named."""
    if not settings.llm.model:
        return None
    from .check import Checker
    from .generated import LLMAnswerer

    checker = Checker(index, nli=settings.check.nli)
    return LLMAnswerer(index, settings.llm, checker=checker, fallback=fallback)


def rewriter_of(settings: Settings) -> Rewriter | None:
    """Who rewords the questions; None where no model is named or rewording is not asked for."""
    if not (settings.llm.model and settings.llm.rewrite):
        return None
    from .rewrite import Rewriter

    return Rewriter(settings.llm)
