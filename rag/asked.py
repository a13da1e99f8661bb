"""What kind of thing a question asks for, as far as its wording tells."""

from __future__ import annotations

import re

from .types import Asked

_DATE = re.compile(
    r"何时|几时|什么时[候间]|啥时|哪一?[年天月日]|几[月号]|日期|多会儿|\bwhen\b"
    r"|\bwhat (?:date|day|year|month)\b|\bwhich (?:date|day|year|month)\b|\bsince what\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"多少|几(?!乎)|多[大高长久快少远]|占比|比例|百分|[总人金数]额|数量|[^效功频]率(?:是|为|有|达|\b|$)|"
    r"\bhow (?:many|much|long|fast|large|big|often|far|quickly)\b"
    r"|\b(?:percent|percentage|share|rate|number|amount|total|area)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:什么|哪些?|哪[一几]?[份部项个]|啥)(?:文件|办法|规定|方案|条例|法规|清单|意见|制度|手册|规划)"
    r"|名称|叫什么|叫啥|\b(?:what|which) (?:document|regulation|plan|law|rule|list|measure)s?\b",
    re.IGNORECASE,
)
_HOLDS = {
    Asked.FIGURE: re.compile(r"\d"),
    Asked.DATE: re.compile(r"\d{4}年|\d{1,2}月|上半年|下半年|年底"),
    Asked.TITLE: re.compile(r"《[^》]+》|“[^”]+”"),
}


def asked_for(question: str) -> Asked:
    """Classify by the wording; a question that tells nothing is OTHER."""
    for kind, pattern in ((Asked.DATE, _DATE), (Asked.FIGURE, _FIGURE), (Asked.TITLE, _TITLE)):
        if pattern.search(question):
            return kind
    return Asked.OTHER


def holds(asked: Asked, text: str) -> bool:
    """Whether a text holds anything of the kind; every text holds OTHER."""
    pattern = _HOLDS.get(asked)
    return pattern is None or pattern.search(text) is not None
