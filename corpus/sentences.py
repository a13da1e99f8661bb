"""Where sentences and clauses end, in Chinese and English.

Half-width punctuation is common in Chinese sources, so `,` `?` `;` count like their full-width
forms, but never within a number, within 《…》 or within brackets that close again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lines import columns

_Spans = tuple[tuple[int, int], ...]

# An English full stop counts before a capital or at the end: "28. 76亿元", "3.0版" stay whole.
_STOP = (
    r"""[。｡！？!?…⋯]+|\.(?=["”’')\]]*(?:\s+(?:\d{1,2}\.\s+)?["“‘'(\[]*[A-Z]|\s*\Z))"""
    r"|[\n\r\f\v\x85\u2028\u2029]"
)
_SENTENCE = re.compile(_STOP)
_CLAUSE = re.compile(_STOP + "|[,，;；:：]")
_CLOSERS = re.compile(r"""[”’」』）)】\]〕》〉"]*""")
_ABBREVIATION = re.compile(r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|cf|(?:[A-Za-z]\.)*[A-Z])$")
_BRACKET = re.compile(r"[()（）【】\[\]〔〕《》〈〉]")
_OPENERS = {"(": ")", "（": ")", "【": "]", "[": "]", "〔": "]", "《": "》", "〈": "》"}
_WIDTHS = {"）": ")", "】": "]", "〕": "]", "〉": "》"}
# Brackets further apart than this are a slip or hold sentences of their own.
_BRACKET_REACH = 300
# What goes on after a closing quote: the quote was no sentence of its own.
_GOES_ON = tuple("，,、；;：:")
_QUOTE_GOES_ON = (*_GOES_ON, "的", "等", "之")
# A line at least this wide (columns) may have been broken by an editor, a shorter one was meant.
_WRAP_COLUMNS = 40
_GAP = re.compile(r"\s*")
_NEW_ITEM = re.compile(r"[-*•·—#>]|\d{1,2}[.．、)）]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]")


def sentence_spans(text: str) -> _Spans:
    """The sentences of a text as (start, end), in order, without surrounding white space."""
    return tuple(_pieces(text, _SENTENCE))


def clause_spans(text: str) -> _Spans:
    """The clauses of a text as (start, end); they also end at , ; : but not at 、."""
    return tuple(_pieces(text, _CLAUSE))


def _pieces(text: str, stops: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in (*_cuts(text, stops), len(text)):
        piece = text[start:cut]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)
        start = cut


def _cuts(text: str, stops: re.Pattern[str]) -> Iterator[int]:
    shelters = iter(_shelters(text))
    shelter = next(shelters, None)
    start = quotes = counted = 0
    for match in stops.finditer(text):
        at, end = match.span()
        while shelter and shelter[1] <= at:
            shelter = next(shelters, None)
        if at < start or (shelter and shelter[0] < at) or not _ends(match, start):
            continue
        quotes, counted = quotes + text.count('"', counted, end), end
        cut = _after_closers(text, end, quote_open=quotes % 2 == 1)
        if not text.startswith(_QUOTE_GOES_ON if cut > end else _GOES_ON, cut):
            yield cut
            start = cut


def _after_closers(text: str, end: int, *, quote_open: bool) -> int:
    """The end of the closing marks at `end`; a straight quote closes only if one is open."""
    closers = _CLOSERS.match(text, end)
    found = closers.group() if closers else ""
    if '"' in found:
        return end + found.index('"') + (1 if quote_open else 0)
    return end + len(found)


def _ends(match: re.Match[str], start: int) -> bool:
    """Whether this mark ends a sentence or clause that began at `start`."""
    text, mark, (at, end) = match.string, match.group(), match.span()
    before, after = text[at - 1 : at], text[end : end + 1]
    if mark == ".":
        alone = text[start:at].strip().isdecimal()
        return not alone and not _ABBREVIATION.search(text[max(start, at - 12) : at])
    if mark.isspace():
        return _ends_line(text, at)
    if mark[-1] in "!?":
        return not (after.isascii() and (after.isalnum() or after in ("=", "/", "&", "_")))
    if mark in ",，:：":
        return not (before.isdigit() and after.isdigit()) and not text.startswith("//", end)
    return True


def _ends_line(text: str, at: int) -> bool:
    """Whether a line end is meant: a short line, an empty one after it, or a new list item."""
    gap = _GAP.match(text, at)
    following = gap.end() if gap else at
    if text.count("\n", at, following) > 1 or text.count("\r", at, following) > 1:
        return True
    line = re.split(r"[\n\r]", text[max(0, at - _WRAP_COLUMNS) : at])[-1]
    return columns(line) < _WRAP_COLUMNS or _NEW_ITEM.match(text, following) is not None


def _shelters(text: str) -> list[tuple[int, int]]:
    """Bracketed spans, overlapping ones merged, as (offset of the opener, end)."""
    stacks: dict[str, list[int]] = {")": [], "]": [], "》": []}
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        char, at = match.group(), match.start()
        if char in _OPENERS:
            stacks[_OPENERS[char]].append(at)
        elif stack := stacks[_WIDTHS.get(char, char)]:
            opened = stack.pop()
            if at - opened <= _BRACKET_REACH:
                pairs.append((opened, at + 1))
    return _merged(sorted(pairs))


def _merged(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for opened, closed in pairs:
        if merged and opened < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closed))
        else:
            merged.append((opened, closed))
    return merged
