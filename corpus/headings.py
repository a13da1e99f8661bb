"""How the headings of Chinese official documents are numbered, seen one line at a time.

Knows 第X编/章/节/条, 壹、 一、 (一) 1. (1) 1) 1.1, and headings without a number (前言, 结束语,
附件1), in half and full width, simplified and traditional. Which candidate is a heading in its
place, and at what depth, is left to outline.py.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from .dates import han_number
from .lines import LEADER, SHORT, is_short_open


class Style(StrEnum):
    """A way to number headings, in the order in which they usually nest."""

    ANNEX = "附件"
    PART = "第一编"
    CHAPTER = "第一章"
    SECTION = "第一节"
    NAMED = "前言"
    FORMAL = "壹、"
    HAN = "一、"
    HAN_PAREN = "(一)"
    DIGIT = "1."
    DECIMAL = "1.1"
    DECIMAL_DEEP = "1.1.1"
    DIGIT_PAREN = "(1)"
    DIGIT_HALF = "1)"
    ARTICLE = "第一条"


class Mark(NamedTuple):
    """The enumerator at the start of a line; `end` is its length."""

    style: Style
    number: int
    end: int


ENUMERATED = frozenset(Style) - {
    Style.ANNEX, Style.PART, Style.CHAPTER, Style.SECTION, Style.NAMED, Style.ARTICLE
}  # fmt: skip
_HAN = "[〇零一二三四五六七八九十百千]+"
_FORMAL = "[壹贰貳贰叁參参肆伍陆陸柒捌玖拾]{1,3}"
# After "3." a digit means a number such as 3.5, save for "3.5G网络" and "1.2020年工作".
_MARK = re.compile(
    rf"""第\s*(?P<law>{_HAN}|\d{{1,4}})\s*(?P<unit>部分|[编編篇章节節条條])(?:之{_HAN})?
    |(?P<FORMAL>{_FORMAL})\s*[、.．]
    |(?P<HAN>{_HAN})\s*[、.．]
    |[(（]\s*(?P<HAN_PAREN>{_HAN})\s*[)）][、.．]?
    |[(（]\s*(?P<DIGIT_PAREN>\d{{1,2}})\s*[)）][、.．]?
    |(?:\d{{1,2}}[.．]){{2,3}}(?P<DECIMAL_DEEP>\d{{1,2}})[.．、]?(?=\s)
    |\d{{1,2}}[.．](?P<DECIMAL>\d{{1,2}})[.．、]?(?=\s)
    |(?P<DIGIT>\d{{1,2}})\s*[.．、](?:(?!\d)|(?=\d{{4}}\s*年|\dG))
    |(?P<DIGIT_HALF>\d{{1,2}})[)）]""",
    re.VERBOSE,
)
_UNITS = {
    "部分": Style.PART, "编": Style.PART, "編": Style.PART, "篇": Style.PART,
    "章": Style.CHAPTER, "节": Style.SECTION, "節": Style.SECTION,
    "条": Style.ARTICLE, "條": Style.ARTICLE,
}  # fmt: skip
_NAMED = re.compile(
    "前言|序言|引言|[导導]言|[导導][语語]|[绪緒][论論言]|摘要|[编編]者按|[结結]束?[语語]|[结結][论論]"
    "|[后後][记記]|致[谢謝]|跋|附[录錄]"
)
# Chapters of laws that carry no number of their own.
_CHAPTERS = re.compile("[总總分罚罰附][则則]")
_ANNEX = re.compile(
    r"附[件录錄表](?P<number>\d{1,2}|[一二三四五六七八九十]*)(?:\s*[：:\s]\s*\S.*)?"
)
# A spaced name such as "结  束  语" is no longer than this.
_NAMED_LENGTH = 12
# A run-in heading is a short first sentence; provisions and lists are told by their words.
_RUN_IN = 40
_NOT_RUN_IN = re.compile(r"[；;：:]|的[，,]|应当|不得|應當")
_TITLE = re.compile(rf"\s*(?:【[^】]{{1,40}}】|[(（](?!(?:{_HAN}|\d+)[)）])[^()（）]{{1,40}}[)）])")


def read_mark(text: str) -> Mark | None:
    """The enumerator that a line begins with, or the unnumbered heading that it is."""
    if match := _MARK.match(text):
        if match["law"]:
            return Mark(_UNITS[match["unit"]], han_number(match["law"]), match.end())
        style = match.lastgroup or ""
        return Mark(Style[style], han_number(match[style]), match.end())
    if len(text) <= _NAMED_LENGTH:
        name = "".join(text.split())
        if _CHAPTERS.fullmatch(name):
            return Mark(Style.CHAPTER, 0, len(text))
        if _NAMED.fullmatch(name):
            return Mark(Style.NAMED, 0, len(text))
    if text[0] == "附" and is_short_open(text) and (annex := _ANNEX.fullmatch(text)):
        return Mark(Style.ANNEX, han_number(annex["number"] or "0"), len(text))
    return None


def heading_end(text: str, mark: Mark) -> int:
    """How much of a line with this mark can be a heading: all, the first sentence, or 0."""
    if mark.style is Style.ARTICLE:
        title = _TITLE.match(text, mark.end)
        return title.end() if title else mark.end
    if LEADER.search(text):
        return 0
    if mark.style not in ENUMERATED:
        return len(text) if is_short_open(text) else 0
    if is_short_open(text.rstrip("？?")):
        return len(text) if len(text) > mark.end else 0
    return _run_in_end(text, mark)


def _run_in_end(text: str, mark: Mark) -> int:
    end = text.find("。", mark.end, _RUN_IN) + 1
    rest = len(text) - end
    return end if mark.end + 1 < end < rest and not _NOT_RUN_IN.search(text[:end]) else 0


def is_article_heading(text: str, mark: Mark) -> bool:
    """Whether an article's line is only its title: "第一条 合作内容"."""
    return mark.end < len(text) <= SHORT // 2 and is_short_open(text)


def label(text: str, mark: Mark) -> str:
    """A heading as an element of a path: one space for many, none in a spaced-out 总 则.

    An article's number is one word with the bracketed title that may follow it.
    """
    if mark.style is Style.ARTICLE and heading_end(text, mark) == len(text):
        return "".join(text.split())
    words = text.rstrip("。").split()
    spaced = sum(1 for _ in takewhile(lambda word: len(word) == 1, reversed(words)))
    if spaced > 1:
        words[-spaced:] = ["".join(words[-spaced:])]
    return " ".join(words)
