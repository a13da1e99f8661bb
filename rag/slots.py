"""The slots of a question that a follow-up fills anew: year, part of the year, place, item."""

from __future__ import annotations

import re
from collections.abc import Callable

from .folded import folded_in_place
from .moments import years
from .names import without_names
from .places import place_in
from .question import has_chinese
from .subjects import COUNT, resubjected

_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WRITTEN_YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=年)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)年?")
_PERIOD = re.compile(
    r"[上下]半年|(?:第?[一二三四1-4]|前[二三两])季度|(?<!\d)(?:1[0-2]|[1-9])月份?(?:\d{1,2}日)?|年[初中底末]"
    r"|\b(?:first|second) half\b|\b(?:first|second|third|fourth) quarter\b"
    r"|\b(?:q[1-4]|h[12])\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
)
# What may stand beside a year or its part.
_AROUND = re.compile(r"\b(?:in|for|of|during|the)\b|[的在全年\s]", re.IGNORECASE)
# Where an item of a question may begin: after grammar or punctuation.
_BEFORE_ITEM = "的了和与及、,，。在对从比被把为是有年月日 "
# 投资 in 投资了多少 is what is done, no item.
_AFTER_VERB = frozenset("了过")
_ITEM = re.compile(r"[\u3400-\u9fff]{2,8}")
_PREPOSITION = re.compile(
    r"^(in|at|on|for|by|of|from|among|with) (?:the )?([\w' -]+)$", re.IGNORECASE
)


def years_of(question: str) -> tuple[str, ...]:
    """The years that a question names, in order, those in the names of documents left out."""
    return tuple(sorted(years(without_names(in_digits(question)))))


def period_of(question: str) -> str:
    """The part of a year that a question names (上半年, 一季度, October), as it stands, or ""."""
    text = without_names(question)
    found = _PERIOD.search(folded_in_place(text))
    return text[found.start() : found.end()] if found else ""


def in_digits(question: str) -> str:
    """二〇二〇年 as 2020年."""
    return _WRITTEN_YEAR.sub(lambda found: found[0].translate(_CHINESE_DIGITS), question)


def refilled(earlier: str, item: str) -> str | None:
    """The earlier question with its slot of the item's kind filled by the item, or None.

    `item` is what a follow-up names: 2019年, 上半年, 海淀区, 调解成功率, "in the towns".
    """
    fillings: tuple[Callable[[str, str], str | None], ...] = (
        _year,
        _period,
        _place,
        _phrase,
        _like,
        resubjected,
    )
    return next(filter(None, (fill(earlier, item) for fill in fillings)), None)


def _year(earlier: str, item: str) -> str | None:
    return _swapped(_YEAR, earlier, item=in_digits(item))


def _period(earlier: str, item: str) -> str | None:
    return _swapped(_PERIOD, earlier, item=item)


def _swapped(pattern: re.Pattern[str], earlier: str, *, item: str) -> str | None:
    """The slot of a pattern exchanged, or put in front where the earlier question has none."""
    found = pattern.search(item)
    if not found or _AROUND.sub("", item.replace(found[0], "")):
        return None
    value = found[0]
    if pattern is _YEAR and has_chinese(earlier):
        value = value.removesuffix("年") + "年"
    if not pattern.search(earlier):
        return (
            f"{earlier.rstrip('?？')} {item}?" if not has_chinese(earlier) else f"{value}{earlier}"
        )
    return pattern.sub(value, earlier, count=1)


def _place(earlier: str, item: str) -> str | None:
    """Both name a place that is listed: 海淀区 for 朝阳区."""
    named, before = place_in(item), place_in(earlier)
    if not named or not before or len(item) > len(named) + 1:
        return None
    return earlier.replace(before, item if has_chinese(before) == has_chinese(item) else named)


def _phrase(earlier: str, item: str) -> str | None:
    """The last phrase of the earlier question with the same preposition: in the district."""
    found = _PREPOSITION.match(item)
    if not found:
        return None
    parts = re.split(rf"\b{found[1]}\b", earlier, flags=re.IGNORECASE)
    return f"{found[1].join(parts[:-1])}{item}?" if len(parts) > 1 else None


def _like(earlier: str, item: str) -> str | None:
    """An item that ends alike: 调解成功率 for 纠错率."""
    if not _ITEM.fullmatch(item):
        return None
    for end in range(len(earlier), 1, -1):
        start = max(earlier.rfind(mark, 0, end) for mark in _BEFORE_ITEM) + 1
        start += max((found.end() for found in COUNT.finditer(earlier[start:end])), default=0)
        old = earlier[start:end]
        if earlier[end : end + 1] in _AFTER_VERB:
            continue
        if old.endswith(item[-1]) and _ITEM.fullmatch(old) and old != item:
            return earlier[:start] + item + earlier[end:]
    return None
