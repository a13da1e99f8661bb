"""The question as the user put it: cleaned, and its language and script recognised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache

import opencc

from index import is_stop_word

from .errors import QuestionError
from .types import Language

MAX_CHARACTERS = 2000
"""Longer input is a document, not a question."""

Wording = Mapping[Language, str]
"""What we say, in Simplified Chinese and English."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_SPACES = re.compile(r"\s+")
_UNPRINTED = {"Cc", "Cs", "Co", "Zl", "Zp"}


def clean_question(text: str) -> str:
    """Strip what no question needs: control characters, lone surrogates, runs of white space.

    Raises QuestionError for a question that is empty, without a letter or digit, or too long.
    """
    question = _SPACES.sub(" ", printable(text)).strip()
    if len(question) > MAX_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question)} characters, at most {MAX_CHARACTERS} can be "
            "answered; ask one thing at a time"
        )
    if not any(character.isalnum() for character in question):
        raise QuestionError(
            f"the question {question[:20]!r} holds no word to search for; type a question such as: "
            "baipishu ask 全年审理了多少件行政复议案件？"
        )
    return question


def printable(text: str) -> str:
    """The text with spaces for control characters and lone surrogates; line ends stay.

    Invisible characters (zero width, soft hyphen) go without leaving a space: words run on.
    """
    return "".join(map(_kept, text))


def clean_history(history: Iterable[str]) -> tuple[str, ...]:
    """The earlier questions, cleaned; what could not be answered then is no subject now."""
    cleaned = []
    for earlier in history:
        with suppress(QuestionError):
            cleaned.append(clean_question(earlier))
    return tuple(cleaned)


def language_of(question: str) -> Language:
    """English where it has no Chinese character or English words of grammar, else by script.

    A text is Traditional when folding it to Simplified changes characters, and no fewer than the
    reverse, which changes some that both scripts use (台).
    """
    words = _LATIN_WORD.findall(question.lower())
    if not has_chinese(question) or any(len(w) > 1 and is_stop_word(w) for w in words):
        return Language.EN
    traditional = _changed(question, "t2s")
    is_traditional = traditional and traditional >= _changed(question, "s2t")
    return Language.ZH_HANT if is_traditional else Language.ZH


@cache
def converter(direction: str) -> opencc.OpenCC:
    """The OpenCC converter for a direction such as "s2t" (Simplified to Traditional)."""
    return opencc.OpenCC(direction)


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def worded(texts: Wording, language: Language) -> str:
    """The text in a language and script; Traditional is converted from Simplified.

    What it quotes is put in afterwards, so that it stays as it was written.
    """
    if language is Language.ZH_HANT:
        return str(converter("s2tw").convert(texts[Language.ZH]))
    return texts[language]


def _kept(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    return "" if category == "Cf" else " " if category in _UNPRINTED else character


def _changed(text: str, direction: str) -> int:
    converted = str(converter(direction).convert(text))
    return sum(a != b for a, b in zip(text, converted, strict=False))
