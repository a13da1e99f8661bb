"""What a reader may ask next: subjects that the source treats beside what an answer cites.

They are taken from the source's own headings and leading sentences, so they exist in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus import Document, Passage, Section

# More would be a list to read rather than a hint.
_OFFERED = 3
# Shorter names are too general to ask about, longer ones are sentences.
_LENGTHS = range(4, 31)
_NUMBER = r"[\d零一二三四五六七八九十百]+"
_NUMBERING = re.compile(rf"^(?:第{_NUMBER}[章节條条编篇]|[(（]{_NUMBER}[)）]|{_NUMBER}[、.．])\s*")
_INNER = str.maketrans("“”「」", "‘’『』")


def topics_beside(
    document: Document, cited: Sequence[Passage], *, section: Iterable[Passage], asked: str
) -> tuple[str, ...]:
    """At most three subjects next to the first of the `cited` passages, nearest first.

    `section` holds the passages of its section, `asked` what has been asked already, which is not
    offered again.
    """
    here = cited[0].section
    known = {passage.passage_id for passage in cited}
    leads = (each.lead for each in section if each.passage_id not in known)
    names = dict.fromkeys(map(_named, (*leads, *_siblings(document, here))))
    fresh = [name for name in names if len(name) in _LENGTHS and name not in asked]
    return tuple(fresh[:_OFFERED])


def _siblings(document: Document, here: Section) -> Iterator[str]:
    """The headings under the same one, those that follow first."""
    parent = here.path[:-1]
    alike = [
        each
        for each in document.sections
        if each.path[:-1] == parent and each.path and each.ordinal != here.ordinal
    ]
    for each in sorted(alike, key=lambda each: (each.ordinal < here.ordinal, each.ordinal)):
        yield each.path[-1]


def _named(heading: str) -> str:
    """A heading without its number, its inner quotation marks made fit to be quoted."""
    return _NUMBERING.sub("", heading.strip()).translate(_INNER)
