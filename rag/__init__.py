"""Rag: a question -> retrieved evidence -> a cited answer, or a plain refusal."""

from .assistant import Assistant
from .check import Checker
from .cite import check_citations, markers
from .errors import CheckError, QuestionError, RagError, SettingsError, UnknownDocument
from .evidence import Weighed
from .llm import LlmOptions
from .nli import CheckOptions
from .question import clean_question, language_of
from .refuse import RefusalFit, RefusalOptions, fit_text
from .retrieve import Mode, RetrievalOptions
from .review import Reviewer, review_json
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

__all__ = [
    "SIGNALS",
    "Answer",
    "Assistant",
    "CheckError",
    "CheckOptions",
    "CheckedClaim",
    "Checker",
    "Citation",
    "ClaimCheck",
    "Conflict",
    "ConflictValue",
    "Hit",
    "Language",
    "LlmOptions",
    "Mode",
    "Parts",
    "QuestionError",
    "RagError",
    "Ranks",
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
    "review_json",
    "search_json",
]
