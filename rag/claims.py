"""Splitting a text into claims with the markers that follow them; offsets are the text's own.

Markers are [1], full-width 【1】［1］, grouped [1][3], [1,3] or [1-3]. Mark-up of HTML and Markdown
is passed over. A sentence with several markers is several claims, each ending at its marker.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import sentence_spans

MARKER = r"[\[［【〔]\s*\^?(\d{1,3}(?:\s*[,，、;；\-–—~]\s*\^?\d{1,3})*)\s*[\]］】〕]"
"""A marker, its numbers in a group; four digits are a year: "〔2020〕15号" is a document."""

_MARKER = re.compile(rf"{MARKER}(?!\()")
_MARK_UP = re.compile(
    r"(?is)<!--(?:(?!<!--).)*?-->|<(script|style)\b(?:(?!<\1\b).)*?</\1\s*>"
    r"|</?[a-z][^<>]{0,300}>|&(?:[a-z]{2,8}|#\d{1,6});|(?<=\n\n)\n+"
    r"|^[ \t]*(?:#{1,6}\s[^\n]*|(?:>+|[-*+]|```\w*)(?=\s|$))|\*\*|__|~~|`+"
    r"|(?<=\])\([^()\s]{1,300}\)|^[ \t|:-]+$|\|",
    re.MULTILINE,
)
# After these a line was meant to end, whatever script the next one is in.
_LINE_END = re.compile(r"(?<=[.!?])[ \t]*\n")
# A line that only announces what follows.
_LEAD = re.compile(r"[:：]\s*$")
_MOST_OF_A_RANGE = 50
# A longer stretch without a full stop is no sentence; aligning it would take minutes.
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of a text and the numbers of the sources that it cites, in order, each once.

    `words` are those of `[start, end)` with spaces for mark-up.
    """

    start: int
    end: int
    words: str
    markers: tuple[int, ...] = ()


def split_claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text in order; lines without a letter or digit, and leads, are none."""
    plain = _MARK_UP.sub(_blank, text)
    found = list(_MARKER.finditer(plain))
    bare = _MARKER.sub(lambda match: " " * len(match[0]), plain)
    claims: list[Claim] = []
    cuts = [match.start() for match in (*found, *_LINE_END.finditer(bare))]
    for start, end in _pieces(bare, sorted(cuts)):
        if any(character.isalnum() for character in bare[start:end]):
            claims.append(Claim(start, end, bare[start:end]))
    starts = [claim.start for claim in claims]
    for match in found if claims else ():
        # A marker belongs to the claim before it, or to the first one.
        number = max(bisect_left(starts, match.start()) - 1, 0)
        claims[number] = _citing(claims[number], match)
    return tuple(claim for claim in claims if claim.markers or not _LEAD.search(claim.words))


def _blank(match: re.Match[str]) -> str:
    """Spaces for mark-up, and for all but the first of many empty lines."""
    return " " * len(match[0]) if not match[0].strip() else re.sub(r"[^\n]", " ", match[0])


def marker_numbers(words: str) -> tuple[int, ...]:
    """The numbers of one marker: 1,3 is 1 and 3, 1-3 is 1, 2 and 3."""
    numbers: list[int] = []
    for part in re.split(r"[,，、;；]", unicodedata.normalize("NFKC", words)):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        last = min(ends[-1], ends[0] + _MOST_OF_A_RANGE)
        numbers += range(ends[0], last + 1) if len(ends) > 1 else ends
    return tuple(dict.fromkeys(numbers))


def _pieces(bare: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Sentences, parted where a marker stands inside them."""
    for start, end in sentence_spans(bare):
        at = start
        ends = {
            *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)],
            *range(start + _LONGEST, end, _LONGEST),
        }
        for cut in sorted({*ends, end}):
            piece = bare[at:cut]
            lead = len(piece) - len(piece.lstrip(" \t\n，,、；;。.）)"))
            if piece[lead:].strip():
                yield at + lead, at + lead + len(piece[lead:].rstrip())
            at = cut


def _citing(claim: Claim, match: re.Match[str]) -> Claim:
    markers = dict.fromkeys((*claim.markers, *marker_numbers(match[1])))
    return replace(claim, markers=tuple(markers))
