"""Rag: a question -> retrieved evidence -> a cited answer, or a plain refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .assistant import Assistant
from .catalogue import Catalogue, Titled
from .cite import check_citations, markers
from .difference import Difference
from .errors import CheckError, QuestionError, RagError, SettingsError, UnknownDocument
from .evidence import Weighed
from .llm import LlmOptions
from .nli import CheckOptions
from .opinions import Opinion, Place, Reason, place_of, place_today
from .question import clean_question, language_of
from .refuse import RefusalFit, RefusalOptions, fit_text
from .retrieve import Mode, RetrievalOptions
from .schema import answer_json, json_schema, search_json
from .settings import Settings, key_environment, load_settings
from .shipped import glossary_of
from .signals import SIGNALS
from .types import (
    Answer,
    CheckedClaim,
    Citation,
    ClaimCheck,
    Conflict,
    ConflictValue,
    Hit,
    Language,
    Parts,
    Review,
    Support,
    Timings,
    Verdict,
)
from .views import Ranks, Shares, Viewed, Views

if TYPE_CHECKING:
    from .check import Checker
    from .feedback import Feedback, FeedbackError, FeedbackLocked
    from .review import Reviewer, review_json

__all__ = [
    "SIGNALS",
    "Answer",
    "Assistant",
    "Catalogue",
    "CheckError",
    "CheckOptions",
    "CheckedClaim",
    "Checker",
    "Citation",
    "ClaimCheck",
    "Conflict",
    "ConflictValue",
    "Difference",
    "Feedback",
    "FeedbackError",
    "FeedbackLocked",
    "Hit",
    "Language",
    "LlmOptions",
    "Mode",
    "Opinion",
    "Parts",
    "Place",
    "QuestionError",
    "RagError",
    "Ranks",
    "Reason",
    "RefusalFit",
    "RefusalOptions",
    "RetrievalOptions",
    "Review",
    "Reviewer",
    "Settings",
    "SettingsError",
    "Shares",
    "Support",
    "Timings",
    "Titled",
    "UnknownDocument",
    "Verdict",
    "Viewed",
    "Views",
    "Weighed",
    "answer_json",
    "check_citations",
    "clean_question",
    "fit_text",
    "glossary_of",
    "json_schema",
    "key_environment",
    "language_of",
    "load_settings",
    "markers",
    "place_of",
    "place_today",
    "review_json",
    "search_json",
]

_LATER = {
    "Checker": "check",
    "Feedback": "feedback",
    "FeedbackError": "feedback",
    "FeedbackLocked": "feedback",
    "Reviewer": "review",
    "review_json": "review",
}


def __getattr__(name: str) -> object:
    """The checker and the feedback, imported when asked for: most questions need none of them."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LATER[name]}", __name__), name)
