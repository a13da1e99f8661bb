"""The form that an answer must have: money, people, a share, a day, a reason, a list of names.

Finer than `Asked`, which says how to look for an answer: this says what no answer can be without.
Whether a sentence has the form is told by its wording in Chinese, the language of the documents.
"""

from __future__ import annotations

import re
from enum import StrEnum

from index import fold

from .types import Asked, Question


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
    STAFF = "staff"
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
    MOST = "most"
    ITEMS = "items"
    COUNT = "count"


_HOW_MANY = "(?:多少|(?<!哪)几)"
_WHICH = r"哪[一几些两三四五六七八九\d]*"
_PEOPLE = (
    "人员|居民|群众|市民|律师|法官|检察官|干部|代表|学生|队员|社工|调解员|志愿者|会员|专家|员工"
    "|党员|顾问|委员|老人|儿童|人|工作者|局长|用户|粉丝|学员|患者|教师|医生"
)
_STAFF = (
    "律师|法官|检察官|社工|调解员|[审协查]\\w{0,2}员|队员|教师|医生|护士|警察|民警|会计|编辑|翻译"
)
_ENGLISH_STAFF = (
    "lawyers|judges|prosecutors|officers|staff|auditors|mediators|teachers|doctors|nurses"
    "|interpreters|inspectors|social workers|employees"
)
_MONEY = (
    "成本|费用|经费|造价|花费|开销|开支|预算|报酬|工资|薪水|津贴|补贴|补助|奖金|租金|价格|票价|门票"
    "|房价|罚款|赔偿|补偿款?|资金|投资|外资|金额|总额|[业电水邮运刷学]费"
)
NAMEABLE = "[个家名位项种类条份部所处座起件]"
"""Measure words of things that can be named one by one."""

OFFICES = "局长|区长|市长|县长|镇长|乡长|会长|院长|团长|所长|处长|科长|部长|站长|队长|书记|主任"
_PERSONS = f"{OFFICES}|主席|负责人|律师|法官"
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
    Sought.WHERE: r"地址|哪个窗口|去哪[里儿]?[交办申领报]|\baddress\b",
    Sought.CLOCK: r"几点|\bwhat time\b|\bopening hours\b",
    Sought.SCORE: r"平均分|(?:多少|几)分(?!之|钟)",
    Sought.RANK: r"第几|排名|排[在到]?(?:老?几|多少)|倒数|名次|\brank",
    Sought.PERSON: (
        rf"(?:{_PERSONS})[^,。]{{0,6}}(?:谁|叫什么|姓什么|姓名|是哪位|名字)"
        rf"|哪[些几]位?(?:{OFFICES}|专家|委员|律师|法官|干部|代表)"
        rf"|(?:谁|哪一?位)[^,。]{{0,4}}(?:{_PERSONS})|哪位(?:专家|干部)"
        r"|\bwho (?:is|was) (?:the )?(?:[\w'-]+ ){0,3}"
        r"(?:mayor|secretary|director|head|chief|chair\w*|president|judge|lawyer|leader)\b"
    ),
    Sought.NAMES: (
        rf"[\d一二三四五六七八九十百]多?{NAMEABLE}[^,。?]{{0,24}}[是有在]哪些"
        r"|叫(?:什么|啥)|名字(?:是|叫|有)|哪[两三四五六七八九十\d]+[个家位名项种类条份部所处座]"
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
    Sought.STAFF: (
        rf"{_HOW_MANY}[余多]?[个名位]?[^\W\d_成没的要]{{0,4}}?(?:{_STAFF})(?:[吗呢啊]?$|[?。,;])"
        rf"|(?:{_STAFF})(?:一共|总共|共)?有?{_HOW_MANY}[名位人]"
        r"|\bhow many (?:(?!(?:for|of|in|by|to|with|about|did|were|was)\b)[\w'-]+ ){0,3}?"
        rf"(?:{_ENGLISH_STAFF})\b"
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
        rf"多久|多长时间|{_HOW_MANY}个?(?:天|小时|分钟|工作日|星期|周|月|年)(?!号)|多快"
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
    Sought.MOST: (
        r"哪(?:一|个|些|家|类|种|项|条|起)[^,。?]{0,10}最|最[^,。?]{1,8}(?:是|为)(?:哪|什么|谁)"
        r"|\b(?:which|what|who)\b[^?]{0,60}\b(?:most|largest|biggest|highest|least|fewest|lowest)\b"
    ),
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

# Measure words of things, whose number is no share, sum or size.
_THINGS = frozenset("件起例宗桩家户次回场期个项处座所条种类样门套支只部台份册本张枚幅封")


def sought(question: Question) -> Sought | None:
    """The form that the wording asks for, or None where it tells none."""
    folded = fold(question.searched)
    for form, pattern in _ASKED.items():
        if pattern.search(folded):
            return form
    if question.asks is not Asked.FIGURE:
        return None
    return Sought.ITEMS if question.unit in _THINGS else Sought.COUNT
