"""Rag: a question -> retrieved evidence -> a cited answer, or a plain refusal."""

from .assistant import Assistant
from .cite import check_citations, markers
from .errors import QuestionError, RagError, SettingsError, UnknownDocument
from .evidence import Weighed
from .question import clean_question, language_of
from .refuse import RefusalFit, RefusalOptions, fit_text
from .retrieve import Mode, RetrievalOptions
from .schema import answer_json, json_schema, search_json
from .settings import Settings, load_settings
from .shipped import glossary_of
from .signals import SIGNALS
from .types import Answer, Citation, Conflict, ConflictValue, Hit, Language, Parts, Timings, Verdict

__all__ = [
    "SIGNALS",
    "Answer",
    "Assistant",
    "Citation",
    "Conflict",
    "ConflictValue",
    "Hit",
    "Language",
    "Mode",
    "Parts",
    "QuestionError",
    "RagError",
    "RefusalFit",
    "RefusalOptions",
    "RetrievalOptions",
    "Settings",
    "SettingsError",
    "Timings",
    "UnknownDocument",
    "Verdict",
    "Weighed",
    "answer_json",
    "check_citations",
    "clean_question",
    "fit_text",
    "glossary_of",
    "json_schema",
    "language_of",
    "load_settings",
    "markers",
    "search_json",
]
