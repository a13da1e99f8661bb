"""A checked text as Markdown to keep; `rag.review_json` makes the same for programs.

What is quoted stands in code spans and blocks, where no character has a meaning of its own.
"""

from __future__ import annotations

import re

from rag import CheckedClaim, Language, Review

from .claims import support_place, verdict_label
from .strings import say
from .verdicts import counted

_TICKS = re.compile(r"`+")


def review_markdown(review: Review, language: Language) -> str:
    """The summary, then every sentence with its verdict, quote, place, offsets and reasons."""
    parts = [f"# {say('check_result', language)}"]
    totals = (f"{verdict_label(v, language)} {count}" for v, count in counted(review).items())
    parts.append(" · ".join([say("check_count", language, count=len(review.claims)), *totals]))
    for number, claim in enumerate(review.claims, 1):
        parts += _claim(claim, number, language=language)
    return "\n\n".join(parts) + "\n"


def _claim(claim: CheckedClaim, number: int, *, language: Language) -> list[str]:
    markers = "".join(f"\\[{marker}\\]" for marker in claim.markers)
    heading = f"## {number}. {verdict_label(claim.verdict, language)} {markers}".rstrip()
    why, place = say("check_why", language), say("check_place", language)
    parts, lines = [heading, _block(claim.text)], []
    if claim.support:
        parts += [say("check_source", language), _block(claim.support.quote)]
        span = f"{claim.support.source_start}-{claim.support.source_end}"
        named = " ".join(filter(None, (claim.support.doc_id, span)))
        lines = [f"- {place}: {_code(support_place(claim.support, language))} {_code(named)}"]
    lines += [f"- {why}: {_code(reason)}" for reason in claim.reasons]
    return [*parts, "\n".join(lines)] if lines else parts


def _fence(words: str, least: int) -> str:
    """More backticks than stand together anywhere in `words`."""
    return "`" * max([least, *(len(run) + 1 for run in _TICKS.findall(words))])


def _block(words: str) -> str:
    fence = _fence(words, 3)
    return f"{fence}\n{words}\n{fence}"


def _code(words: str) -> str:
    """One line; the spaces keep backticks at either end apart, and Markdown takes them off."""
    flat = " ".join(words.split())
    fence = _fence(flat, 1)
    return f"{fence} {flat} {fence}"
