"""A review as text: every claim with its verdict in sign and word, and its evidence below it."""

from __future__ import annotations

from collections import Counter

from rag import CheckedClaim, Language, Review, Verdict, language_of

from .place import path_label
from .terminal import print_line

SIGNS = dict(zip(Verdict, "✓≈✗?", strict=True))
"""One character a verdict, told apart without colour."""

_COLOURS = dict(zip(Verdict, ("green", "yellow", "red", "magenta"), strict=True))
_WORDS = {
    Language.ZH: ("有依据", "部分有依据", "与依据矛盾", "没有依据"),
    Language.ZH_HANT: ("有依據", "部分有依據", "與依據矛盾", "沒有依據"),
    Language.EN: ("supported", "partly supported", "contradicted", "not found"),
}


def print_review(review: Review) -> None:
    """Print the claims in the order of the text, then how many there are of each verdict."""
    language = language_of(review.text)
    for claim in review.claims:
        _print_claim(claim, language)
    if review.claims:
        totals = (f"{_said(v, language)} {count}" for v, count in counted(review).items())
        print_line("\n" + "  ".join(totals))


def counted(review: Review) -> dict[Verdict, int]:
    """How many claims got each verdict; a verdict that none got is left out."""
    found = Counter(claim.verdict for claim in review.claims)
    return {verdict: found[verdict] for verdict in Verdict if found[verdict]}


def _print_claim(claim: CheckedClaim, language: Language) -> None:
    marks = "".join(f" [{marker}]" for marker in claim.markers)
    text = " ".join(claim.text.split())
    print_line(f"{_said(claim.verdict, language)}  {text}{marks}", _COLOURS[claim.verdict])
    if claim.support:
        quote = " ".join(claim.support.quote.split())
        place = path_label(claim.support.section)
        print_line(f"    「{quote}」{f' {place}' if place else ''}", "dim")
    for reason in claim.reasons:
        print_line(f"    {reason}")


def _said(verdict: Verdict, language: Language) -> str:
    word = _WORDS[language][list(Verdict).index(verdict)]
    return f"{SIGNS[verdict]} {word}"
