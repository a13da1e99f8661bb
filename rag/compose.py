"""Composing an answer: quotes, verbatim, in a frame of the asker's language, each with its marker.

The frame is ours, the quotes are the source's; a citation's answer spans are its quote and the
figures of it that the frame names again, nothing else. English askers get the glossary's English
for the terms quoted, and figures and dates converted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import Document, GlossaryEntry

from .cite import citation
from .dates import dates
from .evidence import Clash, Computed, Place
from .figures import conversions
from .phrases import computed_lead, computed_words, conflict_lead, lead
from .types import Citation, Conflict, ConflictValue, Language, Quote, Verdict
from .widen import english_terms

# More terms than this is a dictionary, not a help.
_MAX_TERMS = 6


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer's text, its citations in order of first use, and the conflicts that it names."""

    text: str
    citations: tuple[Citation, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Extras:
    """What the frame adds to the quotes: a computed figure, a conflict."""

    computed: Computed | None = None
    clash: Clash | None = None


class Composer:
    """Puts quotes into words; knows the documents and the glossary."""

    def __init__(
        self, documents: Mapping[str, Document], glossary: Sequence[GlossaryEntry]
    ) -> None:
        """Take the documents by their id."""
        self._documents = documents
        self._glossary = glossary

    def composed(
        self, quotes: Sequence[Quote], language: Language, *, extras: Extras | None = None
    ) -> Composed:
        """The answer's text and its citations, numbered in order of first use."""
        extras = extras or Extras()
        draft = _Draft(lead(language))
        for quote in quotes:
            draft.cite(quote, doc_title=self._documents[quote.hit.doc_id].title)
        if extras.computed:
            _compute(draft, extras.computed, language=language)
        if extras.clash:
            joint = "; " if language is Language.EN else "；"
            draft.name(conflict_lead(language), extras.clash.places, joint=joint, end="")
        if language is Language.EN:
            draft.text += self._explained(" ".join(quote.text for quote in quotes))
        conflicts = (_conflict(extras.clash),) if extras.clash else ()
        return Composed(draft.text.rstrip("\n"), tuple(draft.citations), conflicts)

    def _explained(self, quoted: str) -> str:
        lines = []
        terms = english_terms(self._glossary, quoted)[:_MAX_TERMS]
        if terms:
            lines.append("Terms: " + "; ".join(f"{term} = {english}" for term, english in terms))
        for label, converted in (("Figures", conversions(quoted)), ("Dates", dates(quoted))):
            if converted:
                pairs = (f"{found.text} = {found.english}" for found in converted)
                lines.append(f"{label} (converted): " + "; ".join(pairs))
        return "\n".join(lines)


class _Draft:
    """A text under construction, with its citations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.citations: list[Citation] = []

    def cite(self, quote: Quote, *, doc_title: str) -> None:
        """Add a line with a quote and a new marker."""
        marker = len(self.citations) + 1
        spans = ((len(self.text), len(self.text) + len(quote.text)),)
        # A verbatim quote supports itself.
        self.citations.append(
            citation(
                quote, marker=marker, doc_title=doc_title, spans=spans, verdict=Verdict.SUPPORTED
            )
        )
        self.text += f"{quote.text} [{marker}]\n"

    def name(self, before: str, places: Sequence[Place], *, joint: str, end: str) -> None:
        """Add a line that names figures of the quotes again, each with its quote's marker."""
        self.text += before
        for number, place in enumerate(places):
            self.text += joint if number else ""
            span = (len(self.text), len(self.text) + len(place.text))
            cited = self.citations[place.quote]
            spans = (*cited.answer_spans, span)
            self.citations[place.quote] = replace(cited, answer_spans=spans)
            self.text += f"{place.text} [{cited.marker}]"
        self.text += f"{end}\n"


def _compute(draft: _Draft, found: Computed, *, language: Language) -> None:
    joint, end = computed_words(found, language)
    draft.name(computed_lead(language), found.places, joint=joint, end=end)


def _conflict(clash: Clash) -> Conflict:
    return Conflict(
        clash.about, tuple(ConflictValue(place.text, place.quote + 1) for place in clash.places)
    )
