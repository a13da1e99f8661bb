"""Constraints of a question that its evidence must meet: the place, the time, the names in it.

Near misses are the commonest wrong answers of a retriever: the right figure of another district,
or of another year. A place or a name must occur in the documents at all; a year or a period must be
one that the sentence speaks of, or its passage or title where it names none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index import fold

from .evidence import Candidate, Missing, Need
from .moments import date_parts, years
from .places import places_named
from .types import Asked, Question
from .units import counts

# A place that the list lacks, where the wording leaves no doubt: "临江区2020年…", "临江区的…".
_UNLISTED = re.compile(
    r"^(?P<place>[一-鿿]{2,3}[区县市])(?=(?:19|20)\d{2}|的|去年|今年|全年)(?<![小社园景地辖本全我老新各城校]区)"
    r"(?<![本全我该各城都]市)(?<![本全我该各]县)"
)
_TITLE = re.compile(r"《([^》]{2,})》")
# A title is known where another holds this much of its character pairs: people cut titles short
# and put a place or a year before them.
_SAME_TITLE = 0.6
# A shorter one, such as 条例, stands for many.
_WHOLE_TITLE = 4
# Of a year: "the first half", but "October".
_ORDINAL = re.compile(r"(?:first|second|third|fourth)\b", re.IGNORECASE)
_DATE = re.compile(
    r"(?:19|20)\d{2}(?:\s*[—–~至到-]\s*(?:19|20)\d{2})?年(?:\d{1,2}月)?(?:\d{1,2}日)?"
)


def absent_place(question: str, held: Callable[[str], bool]) -> str | None:
    """The first place that the question names and no document mentions, as it was written.

    `held` tells whether any document mentions a name.
    """
    for chinese, named in places_named(question):
        if not held(_stem(chinese)):
            return named
    unlisted = _UNLISTED.search(fold(question))
    if unlisted and not held(_stem(unlisted["place"])):
        return unlisted["place"]
    return None


def absent_title(question: str, named: Callable[[], Sequence[str]]) -> str | None:
    """The first 《title》 of the question that is none of those named, or None."""
    asked_for = _TITLE.findall(fold(question))
    titles = named() if asked_for else ()
    known = [_pairs(title) for title in titles]
    longer = tuple(title for title in titles if len(title) >= _WHOLE_TITLE)
    for title in asked_for:
        asked = _pairs(title)
        alike = (len(asked & other) >= _SAME_TITLE * len(asked) for other in known)
        if not any(alike) and not any(title.endswith(name) for name in longer):
            return f"《{title}》"
    return None


def unmet_time(
    question: Question, candidates: Sequence[Candidate], *, title_of: Callable[[str], str]
) -> Missing | None:
    """The year or period asked about that none of the candidates speaks of."""
    for year in question.years:
        if candidates and not any(
            speaks_of(candidate, year, question=question, title=title_of(candidate.hit.doc_id))
            for candidate in candidates
        ):
            return Missing(Need.YEAR, year)
    if question.period and question.asks is Asked.FIGURE and candidates:
        said = (fold(_said_before(candidate)) for candidate in candidates)
        if not any(_names_period(text, fold(question.period)) for text in said):
            is_ordinal = _ORDINAL.match(question.period) is not None
            return Missing(Need.PERIOD, f"the {question.period}" if is_ordinal else question.period)
    return None


def speaks_of(candidate: Candidate, year: str, *, question: Question, title: str) -> bool:
    """Whether a sentence speaks of a year: its own, else its passage's and its title's.

    The year of the title is every passage's; where no year is in sight every year is spoken of. A
    sentence that lacks the figure asked for, such as the caption of a lost chart, does not count.
    """
    if year in years(title):
        return True
    own = years(candidate.text)
    if question.asks is Asked.FIGURE and not _gives_figure(question, candidate.text):
        return False
    if own:
        return year in own
    said = years(_said_before(candidate))
    return year in said if said else not years(f"{title} {candidate.hit.text}")


def _gives_figure(question: Question, text: str) -> bool:
    without_dates = _DATE.sub("", text)
    if question.unit:
        return counts(without_dates, question.unit)
    return re.search(r"\d", without_dates) is not None


def _said_before(candidate: Candidate) -> str:
    """What the passage says up to the end of the sentence, under its headings."""
    return " ".join((*candidate.hit.section, candidate.hit.text[: candidate.end]))


def _names_period(text: str, period: str) -> bool:
    """Whether a text names a part of a year, in either language; by the letter where unknown."""
    wanted, said = ({part.key for part in date_parts(words)} for words in (period, text))
    return wanted <= said if wanted else period in text


def _stem(place: str) -> str:
    return place.rstrip("省市区")


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
