"""What kind of thing a question asks for, as far as its wording tells, and what holds one."""

from __future__ import annotations

import re

from index import fold

from .types import Asked
from .units import counts

_COUNT_OF = "两二三四五六七八九十0-9"
_THING = "件份部项个种类条家位名样块处所座级步档头方面层支只道套"
_FILE = "文件|办法|规定|方案|条例|法规|清单|意见|制度|手册|规划|读本"
_NAMED = (
    "部门|单位|机构|机关|人|街道|法院|公司|平台|系统|软件|组织|地方|会议|大会"
    "|荣誉|称号|牌子|奖|身份|职务"
)
_WH = r"(?:what|which)"
# Tried in this order: the first kind whose wording is found is the one.
_ASKS = {
    Asked.REASON: r"为什么|为何|为啥|干嘛|何以|凭什么|原因|\bwhy\b|\breasons?\b|\bwhat for\b",
    Asked.COMPARISON: (
        r"同比|相比|对比|哪[一个类边头方者].{0,8}[更最多少高低大]|(?:还是|或是?).{0,6}[多少高低升降增减快慢]了?"
        r"|(?:不同|区别|差别|差异|不一样)|[跟和与同].{1,12}比|比.{1,12}[多少高低快]了?(?:多少|几|百分)"
        r"|比(?:[去上前往头]一?年|同期).{0,6}[好坏差强多少高低快慢大小]"
        r"|\bcompar|\bmore or less\b|\bdiffer|\bversus\b|\bup or down\b"
        rf"|\b{_WH} (?:\w+ )?(?:drew|had|got|was|were|is) (?:more|fewer|less|higher|lower)\b"
        r"|\bhow much (?:more|less|longer|higher|lower|bigger|fewer)\b"
    ),
    Asked.DATE: (
        r"何时|几时|什么时[候间]|啥时|哪一?[几两三]?个?[年天月日]|几[月号]|日期|多会儿"
        rf"|\bwhen\b|\bsince what\b|\b{_WH} (?:date|day|year|month)\b"
    ),
    Asked.FIGURE: (
        r"多少|(?<!哪)几(?!乎)|多[大高长久快少远]|占比|比例|百分|[总人金数]额|数量|[^效功频一二三四五]率(?:是|为|有|达|\b|$)"
        r"|\bhow (?:many|much|long|fast|large|big|often|far|quickly)\b"
        r"|\b(?:percent|percentage|share|rate|number|amount|total|area)\b"
    ),
    Asked.TITLE: (
        rf"(?:什么|哪些?|哪[一{_COUNT_OF}][份部项个]|啥)(?:{_FILE})|名称|文号|叫什么|叫啥"
        rf"|\b{_WH} (?:\w+ )?(?:document|regulation|plan|law|rule|list|measure)s?\b"
    ),
    Asked.NAME: (
        rf"谁|哪一?[家位]|哪[一个些套次块]*.?(?:{_NAMED})|(?:什么|啥).{{0,4}}(?:{_NAMED})"
        r"|(?:^|[,;?.] ?(?:and )?|\b(?:by|to|with|from) )who(?:se|m)?\b"
        rf"|\b{_WH} (?:body|department|agency|court|office|committee|title|honou?r|award)\b"
    ),
    Asked.METHOD: (
        r"怎么(?!样|了)|怎样|咋(?!样|了)|如何(?=\w)|(?:什么|啥|哪些)(?:方式|手段|法子|途径|措施|方法)"
        r"|[拿靠用](?:什么|啥)|\bhow (?:do|does|did|is|are|was|were|can|could|should|to|has|have)\b"
    ),
    Asked.DEFINITION: (
        r"什么是|是什么意思|指的?是?(?:什么|啥|哪)|何为|何谓|含义|定义|啥叫|什么叫"
        r"|\bmeans?\b|\bmeaning\b|\bdefin|\bwhat is (?!the\b|its\b)"
    ),
    Asked.LIST: (
        rf"哪些|哪[几{_COUNT_OF}][{_THING}]|(?:有|做|包括|是)了?(?:些|哪)?(?:什么|啥)|分别"
        r"|\bwhat (?:are|were|kinds?|types?|steps)\b|\blist\b|\bname the\b"
        rf"|\b{_WH} (?!does|was|is|has|this)(?:\w+ )?\w+s\b"
    ),
    Asked.YES_NO: (
        r"[吗么]\s*[?？]?\s*$|是不是|是否|有没有|能不能|会不会|可不可以|要不要"
        r"|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b"
    ),
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _ASKS.items()}

_HOLDS = {
    Asked.FIGURE: r"\d",
    Asked.DATE: r"\d{4}年|\d{1,2}月|上半年|下半年|年底|季度|[春夏秋冬]季",
    Asked.TITLE: r"《[^》]+》|“[^”]+”",
    Asked.NAME: (
        r"《[^》]+》|“[^”]+”"
        r"|[\u4e00-\u9fff](?:局|委员会|中心|办公室|协会|公司|平台|系统|小组|法院|领导|书记|主任)"
    ),
    Asked.LIST: r"、|包括|分为|一是|首先",
    Asked.DEFINITION: r"是指|指的是|所谓|即|就是|包括|“[^”]+”",
    Asked.REASON: (
        r"因为|由于|鉴于|为了|旨在|目的|原因|从而|以便|导致|(?:^|[,，;；。])为(?![主此止])"
    ),
    Asked.METHOD: r"通过|采取|采用|按照|建立|利用|依托|运用|方式|开展|推行|实行",
    Asked.COMPARISON: (
        r"同比|上升|下降|增长|减少|提高|超过|[高低多少]于|比.{1,12}[高低多少增减]|分别"
    ),
}
_HELD = {kind: re.compile(pattern) for kind, pattern in _HOLDS.items()}
# Kinds of things that can be told by their form; a reason may be given without any "because".
_FORMED = frozenset({Asked.FIGURE, Asked.DATE, Asked.TITLE})


def asked_for(question: str) -> Asked:
    """Classify by the wording; a question that tells nothing is OTHER."""
    folded = fold(question)
    for kind, pattern in _PATTERNS.items():
        if pattern.search(folded):
            return kind
    return Asked.OTHER


def holds(asked: Asked, text: str, *, unit: str = "") -> float:
    """How well a text can hold what is asked for, from 0 to 1; any text holds OTHER and YES_NO.

    A figure in the unit asked for, or in one of its kin (万元 for 元), is worth 1, another half.
    """
    if asked not in _HELD:
        return 1.0
    if not _HELD[asked].search(text):
        return 0.0
    return 0.5 if unit and asked is Asked.FIGURE and not counts(text, unit) else 1.0


def has_form(asked: Asked, text: str, *, unit: str = "") -> float:
    """As `holds`, where the kind can be told by its form for certain; else 1."""
    return holds(asked, text, unit=unit) if asked in _FORMED else 1.0
