"""The form that an answer must have: money, people, a share, a day, a reason, a list of names.

Finer than `Asked`, which says how to look for an answer: this says what no answer can be without.
Whether a sentence has the form is told by its wording in Chinese, the language of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from index import fold

from .types import Asked, Question
from .units import NUMBER


class Sought(StrEnum):
    """What a question asks for, where an answer to it can be told by its form."""

    STEPS = "steps"
    WHERE = "where"
    CLOCK = "clock"
    SCORE = "score"
    RANK = "rank"
    PERSON = "person"
    NAMES = "names"
    MONEY = "money"
    PEOPLE = "people"
    SHARE = "share"
    DURATION = "duration"
    AREA = "area"
    LENGTH = "length"
    DAY = "day"
    DATE = "date"
    REASON = "reason"
    BODY = "body"
    FIRM = "firm"
    COUNT = "count"


_HOW_MANY = "(?:多少|(?<!哪)几)"
_WHICH = r"哪[一几些两三四五六七八九\d]*"
_PEOPLE = (
    "人员|居民|群众|市民|律师|法官|检察官|干部|代表|学生|队员|社工|调解员|志愿者|会员|专家|员工"
    "|党员|顾问|委员|老人|儿童|人|工作者|局长|用户|粉丝|学员|患者|教师|医生"
)
_MONEY = (
    "成本|费用|经费|造价|花费|开销|开支|预算|报酬|工资|薪水|津贴|补贴|补助|奖金|租金|价格|票价|门票"
    "|房价|罚款|赔偿|补偿款?|资金|投资|外资|金额|总额|[业电水邮运刷学]费"
)
_OFFICES = "局长|区长|市长|县长|镇长|乡长|会长|院长|团长|所长|处长|科长|部长|站长|队长|书记|主任"
_PERSONS = f"{_OFFICES}|主席|负责人|律师|法官"
_ENGLISH_PEOPLE = (
    "people|persons?|residents|lawyers|judges|officers|officials|managers|staff|students|viewers"
    "|interpreters|members|employees|workers|volunteers|mediators|advis[eo]rs|experts|deputies"
    "|users|followers|cadres|citizens|smokers|children|representatives|leaders|inspectors"
    "|patients|teachers|auditors|applicants|delegates|visitors|participants|candidates"
)
_WH = r"\b(?:what|which) (?:\w+ )?"
# Tried in this order: the first form whose wording is found is the one.
_ASKS = {
    Sought.STEPS: (
        r"(?:哪些|什么|啥)(?:材料|证件|手续|条件|资格)|要带(?:什么|啥)"
        r"|怎么(?:申请|办理|报名|预约|找回|写)"
        rf"|{_WH}(?:documents|papers|materials|conditions)\b|\bhow (?:can|do) i\b"
    ),
    Sought.WHERE: r"地址|\baddress\b",
    Sought.CLOCK: r"几点|\bwhat time\b|\bopening hours\b",
    Sought.SCORE: r"平均分|(?:多少|几)分(?!之|钟)",
    Sought.RANK: r"第几|排名|排[在到]?(?:老?几|多少)|倒数|名次|\brank",
    Sought.PERSON: (
        rf"(?:{_PERSONS})[^,。]{{0,6}}(?:谁|叫什么|姓什么|姓名|是哪位|名字)|哪[些几]位?(?:{_OFFICES})"
        rf"|(?:谁|哪一?位)[^,。]{{0,4}}(?:{_PERSONS})|哪位(?:专家|干部)"
        r"|\bwho (?:is|was) (?:the )?(?:[\w'-]+ ){0,3}"
        r"(?:mayor|secretary|director|head|chief|chair\w*|president|judge|lawyer|leader)\b"
    ),
    Sought.NAMES: (
        r"叫(?:什么|啥)|名字(?:是|叫|有)|哪[两三四五六七八九十\d]+[个家位名项种类条份部所处座]"
        r"|[都分]别?是谁"
        r"|\bnames of\b|\bnamed\b"
    ),
    Sought.MONEY: (
        rf"多少钱|几个钱|多少块|(?:{_MONEY})(?:一共|总共|大概|到底|平均|最多)?[是有为达到了共]{{0,2}}"
        rf"(?:多少|几(?![家件个项])|多[大高])|多少[^,。?]{{0,5}}(?:{_MONEY}|钱)"
        r"|花了?多少(?![时天小])|(?:多少|几)[万亿千百]*[美欧港]?元"
        r"|\bhow much\b[^?]{0,60}\b(?:costs?|money|spen[dt]|pay|paid|invest\w*|fined?|fines|budget"
        r"|salary|capital|fund\w*)\b|\bcosts?\b(?!-)|\b(?:price|budget|salary|fees?|wages?|rent"
        r"|funding)\b|\bamount of (?:fines|money)"
    ),
    Sought.PEOPLE: (
        rf"{_HOW_MANY}[余多]?[个名位]?[^\W\d_成没的要]{{0,4}}?(?:{_PEOPLE})(?!次)"
        rf"|{_HOW_MANY}[名位]|{_HOW_MANY}人次"
        r"|\bhow many (?:(?!(?:for|of|in|by|to|with|about|did|were|was)\b)[\w'-]+ ){0,3}?"
        rf"(?:{_ENGLISH_PEOPLE})\b"
    ),
    Sought.SHARE: (
        r"百分之|几成|占比|比例|比重|几个百分点|多少%"
        r"|[^效功频一二三四五]率(?:一共|到底)?(?:[是为有达多?]|$|[^,。?]{0,8}(?:多少|几))"
        r"|\b(?:percent|percentage|share|rate|proportion)\b"
    ),
    Sought.DURATION: (
        rf"多久|多长时间|{_HOW_MANY}个?(?:天|小时|分钟|工作日|星期|周|月)(?!号)|多快"
        r"|\bhow (?:long|fast|quickly|soon)\b|\bprocessing time\b"
        r"|\bhow many (?:\w+ )?(?:days|hours|minutes|weeks|months)\b"
    ),
    Sought.AREA: (
        rf"面积|{_HOW_MANY}(?:公顷|平方|亩|平米)|占地多|\b(?:area|hectares|square met\w+)\b"
    ),
    Sought.LENGTH: rf"{_HOW_MANY}公里|\bhow many (?:kilomet|km)",
    Sought.DAY: rf"哪一?[天日]|几[号日](?!子)|几月几|{_WH}(?:day|date)\b",
    Sought.DATE: (
        r"何时|几时|什么时[候间]|啥时|哪一?个?[年月]|多会儿|几月"
        r"|(?:^|[,;] ?|\band )when (?:did|do|does|was|were|is|are|will|must|can)\b"
        rf"|\bsince (?:what|when)\b|{_WH}(?:year|month)\b"
    ),
    Sought.REASON: r"为什么|为何|为啥|何以|凭什么|原因|怎么会|\bwhy\b|\breasons?\b",
    Sought.BODY: (
        rf"{_WHICH}[个家]?(?:部门|单位|机关|局|委|法院)"
        rf"|{_WH}(?:department|agency|bod(?:y|ies)|office|committee|court)s?\b"
    ),
    Sought.FIRM: (
        rf"{_WHICH}家?(?:公司|企业|律所|商场)|(?:什么|哪个)(?:公司|企业)"
        r"|\bwhich (?:\w+ )?(?:company|companies|firms?|enterprises?)\b"
    ),
}
_ASKED = {form: re.compile(pattern) for form, pattern in _ASKS.items()}

_IN_WORDS = "[一二两三四五六七八九十百千半数几]+"
# A single one is as often none: 一处违法, 一次性, 一条龙.
_COUNT_IN_WORDS = "[二两三四五六七八九十百千万半数几]|[一二两三四五六七八九十百千]{2,}|[仅只共有]一"
_MEASURES = (
    "[件起例宗桩家户个次回场期处座所条项种类样门套支只部台份册本张枚幅封级层档届轮批辆篇卷名位人倍"
    "万亿余多]"
)
_SURNAMES = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤习]"
)
_TITLES = f"(?:总?{_OFFICES}|总理|主席|律师|法官|同志|先生|女士|教授|委员长|秘书长)"
_GIVES = {
    Sought.STEPS: r"材料|证件|证明|身份证|申请书|提交|具备|条件|携带",
    Sought.WHERE: r"位于|地址|设在|坐落|号楼|路\d+号|地点",
    Sought.CLOCK: r"\d{1,2}[点时:](?![代间])",
    Sought.SCORE: r"\d分(?![之钟局别])",
    Sought.RANK: r"第[一二三四五六七八九十\d]|排名|首位|前列|名列|居",
    Sought.PERSON: rf"(?<![一-鿿]){_SURNAMES}[一-鿿]{{1,2}}{_TITLES}|{_TITLES}:{_SURNAMES}[一-鿿]",
    Sought.NAMES: r"[^\d、,。;]{2}、[^\d、,。;]{2}|“[^”]+”|《[^》]+》|包括|分别",
    Sought.MONEY: rf"{NUMBER}[美欧港日]?(?:元|块|人民币)",
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
    Sought.COUNT: (
        r"(?<![\d.])(?!(?:19|20)\d{2}(?:年|\s*[—–~-]))\d+(?!\d*[年月])"
        rf"|(?:{_COUNT_IN_WORDS})(?:{_MEASURES}|分之|[成天])"
    ),
}
_GIVEN = {form: re.compile(pattern) for form, pattern in _GIVES.items()}
_OUTCOME = re.compile(r"导致|致使|使得|从而|因此|所以|于是")
_CAUSE = re.compile(r"因(?![此而])|由于|鉴于|为了|旨在|目的|受.{1,12}影响|面对|针对|基于|根据")
_NAMED = frozenset({Sought.NAMES, Sought.FIRM, Sought.BODY, Sought.PERSON})
# Of these the value itself can be pointed at, with what it is the value of around it.
_VALUES = frozenset(Sought) - {
    *(Sought.STEPS, Sought.WHERE, Sought.NAMES, Sought.REASON),
    *(Sought.BODY, Sought.FIRM, Sought.PERSON),
}
# Characters on either side of a value that say what it is the value of.
_BEFORE, _AFTER = 12, 10


def sought(question: Question) -> Sought | None:
    """The form that the wording asks for, or None where it tells none."""
    folded = fold(question.searched)
    for form, pattern in _ASKED.items():
        if pattern.search(folded):
            return form
    return Sought.COUNT if question.asks is Asked.FIGURE else None


def gives(form: Sought | None, text: str, *, told: str = "") -> bool:
    """Whether a text holds something of the form; any text does where none is asked for.

    A name is nothing new where it stands in what was `told`: the question itself.
    """
    if form is None:
        return True
    known = fold(told) if form in _NAMED else ""
    return any(found[0].strip("“”《》") not in known for found in _GIVEN[form].finditer(fold(text)))


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
