"""Text pasted from elsewhere, parted into the answer and its list of sources."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .claims import marker_numbers

_HEADING = re.compile(
    r"^[ \t#*_>-]*(?:参考(?:资料|文献|来源)|參考(?:資料|文獻|來源)|(?:引用|资料|資料)?(?:来源|來源)"
    r"|引用|出处|出處|依据|依據|sources?|references?|citations?|evidence)[ \t*_:：]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ENTRY = re.compile(
    r"^[ \t>*-]*(?:[\[［【〔]\^?(\d{1,3})[\]］】〕][:：.]?|(\d{1,3})[.、．)])[ \t]*(?=\S)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a marker stands for; `text == pasted[start:end]`."""

    marker: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """The answer, which ends at `body`, and its sources in the order of the list."""

    text: str
    body: int
    sources: tuple[Source, ...]


def read_pasted(text: str) -> Pasted:
    """Find the list of sources: under a heading, or the last lines that each begin with a marker.

    Without one the whole text is the answer.
    """
    heading = max(_HEADING.finditer(text), key=lambda match: match.start(), default=None)
    if heading and (listed := _listed(text, heading.end())):
        return Pasted(text, heading.start(), listed)
    at = _trailing(text)
    return Pasted(text, at, _listed(text, at)) if at else Pasted(text, len(text), ())


def _listed(text: str, start: int) -> tuple[Source, ...]:
    entries = list(_ENTRY.finditer(text, start))
    ends = [*(entry.start() for entry in entries), len(text)][1:]
    sources = []
    for entry, end in zip(entries, ends, strict=True):
        body = text[entry.end() : end].rstrip()
        number = marker_numbers(entry[1] or entry[2])[0]
        sources.append(Source(number, entry.end(), entry.end() + len(body), body))
    return tuple(sources)


def _trailing(text: str) -> int:
    """Where the last run of lines begins that have a bracketed marker first; 0 where none does."""
    at = len(text)
    for line in reversed(text.splitlines(keepends=True)):
        entry = _ENTRY.match(line)
        if line.strip() and not (entry and entry[1]):
            break
        at -= len(line)
    return at if text[at:].strip() else 0
