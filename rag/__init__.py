"""Rag: a question -> retrieved evidence -> a cited answer, or a plain refusal."""

from .assistant import Assistant
from .check import Checker
from .cite import check_citations, markers
from .errors import QuestionError, RagError, SettingsError, UnknownDocument
from .question import clean_question, language_of
from .refuse import RefusalOptions
from .retrieve import Mode, RetrievalOptions
from .schema import answer_json, json_schema, search_json
from .settings import Settings, load_settings
from .shipped import glossary_of
from .types import (
    Answer,
    Citation,
    ClaimCheck,
    Conflict,
    ConflictValue,
    Hit,
    Language,
    Parts,
    Timings,
    Verdict,
)

__all__ = [
    "Answer",
    "Assistant",
    "Checker",
    "Citation",
    "ClaimCheck",
    "Conflict",
    "ConflictValue",
    "Hit",
    "Language",
    "Mode",
    "Parts",
    "QuestionError",
    "RagError",
    "RefusalOptions",
    "RetrievalOptions",
    "Settings",
    "SettingsError",
    "Timings",
    "UnknownDocument",
    "Verdict",
    "answer_json",
    "check_citations",
    "clean_question",
    "glossary_of",
    "json_schema",
    "language_of",
    "load_settings",
    "markers",
    "search_json",
]
