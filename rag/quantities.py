"""Figures with their units, normalised exactly: 3308万元 = 0.3308亿元, 三成 = 30%, 1.6万余件.

Every value is an exact Decimal in the unit's base; near and more than (近, 余, 超过) are kept
beside it. Dates are left to `moments`. This reads claims, which may be worded freely;
`measured` reads only what a report prints, and keeps its units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from .numerals import MAGNITUDES, NUMERALS, decimal, number


class Bound(StrEnum):
    """On which side of the figure the true value lies."""

    EXACT = "exact"
    BELOW = "below"
    ABOVE = "above"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at `[start, end)` of a folded text, hedges included."""

    start: int
    end: int
    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT

    @property
    def key(self) -> str:
        """What two figures share that mean the same."""
        return f"{self.value.normalize():f}{self.unit}"


_MAGNITUDES = {
    **MAGNITUDES,
    **{"千万": 10**7, "百万": 10**6, "千": 10**3, "百": 100},
    **{"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
}
# A unit, the one that it is counted in, and how many of those it holds.
_SCALED = {
    **{"公里": ("米", 1000), "千米": ("米", 1000), "平方公里": ("平方米", 10**6)},
    **{"公顷": ("平方米", 10**4), "吨": ("千克", 1000), "公斤": ("千克", 1), "小时": ("分钟", 60)},
    **{"percent": ("%", 1), "per cent": ("%", 1), "percentage points": ("个百分点", 1)},
    **{"yuan": ("元", 1), "元人民币": ("元", 1), "人民币元": ("元", 1), "us dollars": ("美元", 1)},
    **{"dollars": ("美元", 1), "个工作日": ("工作日", 1), "余": ("", 1)},
}
_PREFIXES = {"usd": "美元", "us$": "美元", "$": "美元", "cny": "元", "rmb": "元", "¥": "元"}
_COUNTERS = (
    "个百分点 百分点 % 美元 欧元 港元 日元 元人民币 人民币元 元 人次 家次 户次 件次 个月 "
    "个工作日 工作日 "
    "平方公里 平方米 立方米 公里 千米 公顷 公斤 千克 小时 分钟 街道 社区 "
    "个 件 起 宗 人 名 位 户 家 条 项 份 次 场 期 篇 册 本 部 台 套 辆 处 座 所 间 栋 幢 棵 株 "
    "亩 米 吨 秒 "
    "天 日 年 周 岁 倍 级 批 组 支 队 村 乡 镇 站 点 门 片 张 枚 种 类 届 轮 遍 款 编 章 节 卷 "
    "号 页 层 字 分 "
    "percentage#points per#cent percent yuan us#dollars dollars"
).split()
_UNIT = "|".join(re.escape(unit.replace("#", " ")) for unit in sorted(_COUNTERS, key=len)[::-1])
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+|\.\s\d{1,4}(?=[万亿%千百]))?"
_FIGURE = re.compile(
    rf"""
    (?:(?P<hedge>接近|将近|近|约|大约|超过|超|逾|突破|不足|不到
      |nearly|almost|about|around|more\ than|over)\s{{0,2}})?
    (?P<ordinal>第)?(?:(?P<prefix>usd|us\$|\$|cny|rmb|¥)\s{{0,2}})?
    (?:(?P<hundredths>百分之)(?P<share>[\d.]+|[{NUMERALS}]+(?:点[{NUMERALS}]+)?)
      |(?P<arabic>{_ARABIC})|(?P<words>[{NUMERALS}]+))
    (?P<more>[余多])?\s?(?P<magnitude>万亿|千万|百万|[万亿千百]|(?:thousand|million|billion|trillion)\b)?
    (?P<more_after>[余多])?\s?
    (?P<tenths>成(?![立员果为功效本份年人长就套品]))?(?P<unit>{_UNIT})?(?P<roughly>左右|上下)?
    """,
    re.VERBOSE,
)
_RANGE = re.compile(r"\s*(?:[—–~-]+|至|到)\s*")
_HEDGES = {
    **dict.fromkeys(("近", "接近", "将近", "不足", "不到", "nearly", "almost"), Bound.BELOW),
    **dict.fromkeys(("约", "大约", "about", "around", "左右", "上下"), Bound.AROUND),
    **dict.fromkeys(("超过", "超", "逾", "突破", "余", "多", "more than", "over"), Bound.ABOVE),
}


def quantities(text: str) -> tuple[Quantity, ...]:
    """The figures of a folded text, in order; the first of a range takes the unit of the second."""
    found = list(_found(text))
    for i in range(len(found) - 2, -1, -1):
        this, following = found[i], found[i + 1]
        if not this.unit and _RANGE.fullmatch(text[this.end : following.start]):
            found[i] = replace(this, unit=following.unit)
    return tuple(found)


def _found(text: str) -> Iterator[Quantity]:
    for match in _FIGURE.finditer(text):
        value = _value(match)
        if value is not None:
            unit, scale = _unit(match)
            yield Quantity(match.start(), match.end(), value * scale, unit, _bound(match))


def _value(match: re.Match[str]) -> Decimal | None:
    if match["hundredths"]:
        return _share(match["share"])
    if match["arabic"]:
        value: Decimal | None = decimal(match["arabic"])
    else:
        value = _counted(match)
    if value is None:
        return None
    if match["tenths"]:
        value *= 10
    return value * _MAGNITUDES.get(match["magnitude"] or "", 1)


def _counted(match: re.Match[str]) -> Decimal | None:
    """Numerals are a figure only where something is counted: 一带一路, 统一 and 一个 are words."""
    counts = match["unit"] or match["tenths"] or match["ordinal"]
    if not counts or (match["words"] == "一" and not match["ordinal"]):
        return None
    return number(match["words"])


def _share(words: str) -> Decimal | None:
    whole, _, rest = words.replace("点", ".").partition(".")
    if whole.isdecimal():
        return Decimal(words.strip(".") or 0)
    value, part = number(whole), number(rest) if rest else None
    return value if value is None or part is None else Decimal(f"{value}.{part}")


def _unit(match: re.Match[str]) -> tuple[str, int]:
    if match["hundredths"] or match["tenths"]:
        return "%", 1
    unit = match["unit"] or _PREFIXES.get(match["prefix"] or "", "")
    base, scale = _SCALED.get(unit, (unit, 1))
    return ("第" + base, 1) if match["ordinal"] else (base, scale)


def _bound(match: re.Match[str]) -> Bound:
    words = (match["hedge"], match["more"], match["more_after"], match["roughly"])
    return next((_HEDGES[word] for word in words if word), Bound.EXACT)
