"""What a text gives: whether it holds an answer of the form that a question asks for.

Told by the wording in Chinese, the language of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index import fold

from .sought import NAMEABLE, OFFICES, Sought
from .units import NUMBER

_IN_WORDS = "[一二两三四五六七八九十百千半数几]+"
# A single one is as often none: 一处违法, 一次性, 一条龙.
_COUNT_IN_WORDS = "[二两三四五六七八九十百千万半数几]|[一二两三四五六七八九十百千]{2,}|[仅只共有]一"
_MEASURES = (
    "[件起例宗桩家户个次回场期处座所条项种类样门套支只部台份册本张枚幅封级层档届轮批辆篇卷名位人倍"
    "万亿余多]"
)
# What follows a number that counts no things: another unit, a version (5G), a telephone line.
_OTHER_UNITS = (
    r"\s*(?:平方|公顷|公里|亩|米|美?元|欧元|小时|分钟|个?百分点|个月|[年月日号时%a-z]|微克|毫克"
    r"|[^\d,。;]{0,4}热线)"
)
_SURNAMES = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤习]"
)
_TITLES = f"(?:总?{OFFICES}|总理|主席|律师|法官|同志|先生|女士|教授|委员长|秘书长)"
_GIVES = {
    Sought.STEPS: r"材料|证件|证明|身份证|申请书|提交|具备|条件|携带",
    Sought.WHERE: r"位于|地址|设在|坐落|号楼|路\d+号|地点",
    Sought.CLOCK: r"\d{1,2}[点时:](?![代间])",
    Sought.SCORE: r"\d分(?![之钟局别])",
    Sought.RANK: r"第[一二三四五六七八九十\d]|排名|首位|前列|名列|居",
    Sought.PERSON: rf"(?<![一-鿿]){_SURNAMES}[一-鿿]{{1,2}}{_TITLES}|{_TITLES}:{_SURNAMES}[一-鿿]",
    Sought.NAMES: r"[^\d、,。;]{2}、[^\d、,。;]{2}|“[^”]+”|《[^》]+》|包括|分别",
    Sought.MONEY: rf"{NUMBER}[美欧港日]?(?:元|块|人民币)",
    Sought.STAFF: rf"(?:{NUMBER}|{_IN_WORDS})个?[人名位](?!次)",
    Sought.PEOPLE: rf"(?:{NUMBER}|{_IN_WORDS})个?[人名位]",
    Sought.SHARE: rf"\d%|分之|{_IN_WORDS}成|个百分点",
    Sought.DURATION: (
        rf"(?:{NUMBER}|{_IN_WORDS})个?(?:天|日|小时|分钟|工作日|月|年|周)(?![日月])|当[天日场]|即时|随时"
    ),
    Sought.AREA: rf"{NUMBER}(?:平方|公顷|亩)",
    Sought.LENGTH: rf"{NUMBER}(?:公里|千米|米)",
    Sought.DAY: r"\d月\d{1,2}[日号]|当[天日]|次日|同日|每[月周]|周[一二三四五六日]|随时",
    Sought.DATE: (
        r"\d{4}年|\d{1,2}月|上半年|下半年|年底|季度|[春夏秋冬]季|\d日|每[月周天日年]|周[一二三四五六日]"
        r"|随时"
    ),
    Sought.REASON: (
        r"因|由于|鉴于|为了|旨在|目的|导致|使得|受.{1,12}影响|从而|以便|为(?![主此止期])|意味|基于|面对"
        r"|针对|根据|需要|仍|不足|有利于|提供"
    ),
    Sought.BODY: r"[一-鿿](?:局|委|法院|检察院|政府|办公室|街道|乡|镇|中心|协会|联席会议|办)",
    Sought.FIRM: r"公司|集团|“[^”]+”|事务所|网(?![上络站格办])",
    Sought.MOST: r"最|第一|首位|居首|榜首|为主|主要|名列|占比|倒数|末位",
    Sought.ITEMS: (
        r"(?<![\d.,a-z第])(?!(?:19|20)\d{2}(?:年|\s*[—–~-]))"
        rf"\d[\d,.]*+[余多]?+[万亿千百]*+[余多]?+(?!{_OTHER_UNITS})"
        rf"|(?:{_COUNT_IN_WORDS}){_MEASURES}"
    ),
    Sought.COUNT: (
        r"(?<![\d.])(?!(?:19|20)\d{2}(?:年|\s*[—–~-]))\d+(?!\d*[年月])"
        rf"|(?:{_COUNT_IN_WORDS})(?:{_MEASURES}|分之|[成天])"
    ),
}
_GIVEN = {form: re.compile(pattern) for form, pattern in _GIVES.items()}
_OUTCOME = re.compile(r"导致|致使|使得|从而|因此|所以|于是")
_CAUSE = re.compile(r"因(?![此而])|由于|鉴于|为了|旨在|目的|受.{1,12}影响|面对|针对|基于|根据")
_NAMED = frozenset({Sought.NAMES, Sought.FIRM, Sought.BODY, Sought.PERSON})
_MANY = re.compile(rf"(?<![\d.])(\d{{2,3}})多?{NAMEABLE}")
# A list may be given in part (甲、乙、丙等12家), by one in so many.
_ABRIDGED = 5
# Of these the value itself can be pointed at, with what it is the value of around it.
_VALUES = frozenset(Sought) - {
    *(Sought.STEPS, Sought.WHERE, Sought.NAMES, Sought.REASON),
    *(Sought.BODY, Sought.FIRM, Sought.PERSON, Sought.MOST),
}
# Characters on either side of a value that say what it is the value of.
_BEFORE, _AFTER = 12, 10


def gives(form: Sought | None, text: str, *, told: str = "") -> bool:
    """Whether a text holds something of the form; any text does where none is asked for.

    A name is nothing new where it stands in what was `told`: the question itself.
    """
    if form is None:
        return True
    if form is Sought.NAMES and text.count("、") < _many(told) // _ABRIDGED:
        return False
    known = fold(told) if form in _NAMED else ""
    return any(found[0].strip("“”《》") not in known for found in _GIVEN[form].finditer(fold(text)))


def _many(told: str) -> int:
    """How many things a question wants named, where that is more than a sentence says by chance."""
    found = _MANY.search(fold(told))
    return int(found[1]) if found else 0


def values(form: Sought | None, clauses: Iterable[str]) -> list[str] | None:
    """The surroundings of each value of the form in clauses; None for a form without values."""
    if form not in _VALUES:
        return None
    return [
        clause[max(0, found.start() - _BEFORE) : found.end() + _AFTER]
        for clause in map(fold, clauses)
        for found in _GIVEN[form].finditer(clause)
    ]


def split_by_outcome(text: str) -> tuple[str, str]:
    """What led to something, and what it led to; "" for both where a text does not say it so.

    A text that names a cause as one (因, 由于) is not split: either half may be asked about.
    """
    folded = fold(text)
    found = _OUTCOME.search(folded)
    if not found or _CAUSE.search(folded):
        return "", ""
    return folded[: found.start()], folded[found.end() :]
