"""Composing an answer: quotes, verbatim, in a frame of the asker's language, each with its marker.

The frame is ours, the quotes are the source's; a citation's answer span is its quote and nothing
else. English askers get the glossary's English for the terms quoted, and figures converted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus import Document, GlossaryEntry

from .figures import conversions
from .question import converter
from .types import Citation, Language, Quote, Verdict
from .widen import english_terms

# More terms than this is a dictionary, not a help.
_MAX_TERMS = 6

_LEAD = {
    Language.ZH: "",
    Language.ZH_HANT: "報告原文：\n",
    Language.EN: "The report says (quoted in the original Chinese):\n",
}
_NO_EVIDENCE = {
    Language.ZH: "报告没有说明：没有一段话足以作为依据。",
    Language.EN: "The report does not say: no passage in it is close enough to be evidence.",
}
_NOT_ABOUT = {
    Language.ZH: "报告没有说明：其中没有讲到{what}的情况。",
    Language.EN: "The report does not say: it has nothing on this about {what}.",
}
_WEAK = {
    Language.ZH: "依据较弱：原文与问题的用词相差较大，请核对所引段落。",
    Language.EN: "Weak evidence: the text is far from your wording; check the passage cited.",
}


def compose(
    quotes: Sequence[Quote],
    language: Language,
    *,
    documents: Mapping[str, Document],
    glossary: Sequence[GlossaryEntry],
) -> tuple[str, tuple[Citation, ...]]:
    """The answer's text and its citations, numbered in order of first use."""
    text = _LEAD[language]
    citations = []
    for marker, quote in enumerate(quotes, 1):
        title = documents[quote.hit.doc_id].title
        citations.append(_citation(marker, quote, at=len(text), doc_title=title))
        text += f"{quote.text} [{marker}]\n"
    if language is Language.EN:
        text += _explained(" ".join(quote.text for quote in quotes), glossary)
    return text.rstrip("\n"), tuple(citations)


def no_evidence(language: Language) -> str:
    """The sentence of a refusal for want of evidence, in the asker's language and script."""
    return _worded(_NO_EVIDENCE, language)


def not_about(what: str, language: Language) -> str:
    """The sentence of a refusal because the report does not cover a place or a year."""
    year = what.isdecimal() and language is not Language.EN
    return _worded(_NOT_ABOUT, language).format(what=f"{what}年" if year else what)


def weak_note(language: Language) -> str:
    """The warning beside an answer whose evidence is weak."""
    return _worded(_WEAK, language)


def _worded(texts: Mapping[Language, str], language: Language) -> str:
    if language is Language.ZH_HANT:
        return str(converter("s2tw").convert(texts[Language.ZH]))
    return texts[language]


def _citation(marker: int, quote: Quote, *, at: int, doc_title: str) -> Citation:
    hit = quote.hit
    return Citation(
        marker=marker,
        doc_id=hit.doc_id,
        doc_title=doc_title,
        section=hit.section,
        page=hit.page,
        page_exact=hit.page_exact,
        paragraph=hit.paragraph,
        passage_id=hit.passage_id,
        quote=quote.text,
        source_start=hit.start + quote.start,
        source_end=hit.start + quote.end,
        answer_spans=((at, at + len(quote.text)),),
        score=quote.score,
        # A verbatim quote supports itself.
        verdict=Verdict.SUPPORTED,
    )


def _explained(quoted: str, glossary: Sequence[GlossaryEntry]) -> str:
    lines = []
    terms = english_terms(glossary, quoted)[:_MAX_TERMS]
    if terms:
        lines.append("Terms: " + "; ".join(f"{term} = {english}" for term, english in terms))
    figures = conversions(quoted)
    if figures:
        pairs = (f"{figure.text} = {figure.english}" for figure in figures)
        lines.append("Figures (converted): " + "; ".join(pairs))
    return "\n".join(lines)
