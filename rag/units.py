"""Measure words: which one a question asks for, and whether a text counts in it or its kin."""

from __future__ import annotations

import re
from functools import cache

from index import fold

# Words that count the same things; the first of each group stands for it where English asks.
_KIN = (
    "件 起 例 宗 桩 件次",
    "人 名 位 人次 人员",
    "家 户 个",
    "元 美元 万元 亿元 钱",
    "% 成 个百分点",
    "次 回 场 期 人次 件次",
    "天 日 小时 个工作日 工作日 分钟 个月 年",
    "平方公里 平方米 公顷 亩",
    "个 项 处 座 所 家 条 种 类 样 门 套 支 只 部 台",
    "份 册 本 张 枚 段 幅 封",
    "条 项 款 个",
    "户 家",
    "级 层 档",
    "微克 微克/立方米",
)
_GROUPS = tuple(tuple(group.split()) for group in _KIN)
MEASURES = frozenset(unit for group in _GROUPS for unit in group)
"""Every measure word and unit."""

NUMBER = r"\d[\d,.]*\s*[余多]?[万亿千百]*[余多]?"
"""A pattern of a number in digits as it stands before what it counts: 1.6万余."""

_LISTED = "|".join(sorted(MEASURES, key=lambda unit: (-len(unit), unit)))
_CHINESE = re.compile(rf"(?:多少|(?<!哪)几(?!乎))(?:余|多)?({_LISTED})")
_OF = r"(?:of (?:the|these|those|them) )?(?:(?!for |in |to |did |were )[\w-]+ ){0,3}"
# What the wording asks for where no measure word follows its question word.
_WORDINGS = {
    "%": r"百分之几|几成|占比|比例|比重|多大一[块份]|[^效功频]率"
    r"|\b(?:percent|percentage|share|rate)\b",
    "元": r"多少(?:资金|外资|投资|经费)|金额|总额"
    r"|(?:资金?|投入|经费|花费?|拨款?|赔偿?|退还|补助)(?:了|有|是|达到?|共|总共|一共)*多少(?![人力])"
    r"|\bhow much (?:\w+ )?(?:money|cost|invest|capital)"
    r"|\b(?:amount|budget|cost|price|yuan|dollars)\b",
    "天": r"多久|多长时间|多快"
    r"|\bhow (?:long|fast|quickly|soon)\b|\bhow many (?:\w+ )?(?:days|hours)\b",
    "平方公里": r"面积|多大(?!一)|\bhow (?:large|big)\b|\barea\b",
    "件": rf"\bhow many {_OF}(?:cases|approvals|disputes|lawsuits|inspections)\b",
    "人": rf"\bhow many {_OF}"
    r"(?:people|residents|lawyers|officers|managers|staff|persons|students|viewers|officials)\b",
    "家": rf"\bhow many {_OF}(?:companies|enterprises|firms|businesses|organi[sz]ations)\b",
    "次": r"\bhow (?:often|many times)\b",
    "份": rf"\bhow many {_OF}(?:copies|documents|booklets|letters)\b",
    "个": rf"\bhow many {_OF}(?:parks|towns|townships|sites|estates|centres|centers|halls)\b",
}
_WORDED = {unit: re.compile(pattern) for unit, pattern in _WORDINGS.items()}


def unit_of(question: str) -> str:
    """The Chinese measure word or unit that a question asks for, or ""."""
    folded = fold(question)
    named = _CHINESE.search(folded)
    if named:
        return "元" if named[1] == "钱" else named[1]
    return next((unit for unit, pattern in _WORDED.items() if pattern.search(folded)), "")


def counts(text: str, unit: str) -> bool:
    """Whether a figure in the text is followed by the unit or by one of its kin."""
    return _figure(unit).search(text) is not None


@cache
def _figure(unit: str) -> re.Pattern[str]:
    kin = {unit, *(other for group in _GROUPS if unit in group for other in group)}
    listed = "|".join(map(re.escape, sorted(kin, key=lambda other: (-len(other), other))))
    share = r"|百分之|\d%|％" if "%" in kin else ""
    return re.compile(rf"{NUMBER}(?:{listed}){share}")
