"""The subject of a question, which a follow-up that names another one (外资呢？) replaces.

Of 高新技术企业投资了多少 and 外资呢 is made 外资投资了多少, of 新建了多少个食堂 and 托育园呢
新建了多少个托育园. What a body does is asked of another body; a measure of the same thing
(增长率呢) replaces nothing.
"""

from __future__ import annotations

import re

from index import in_dictionary, is_stop_word

from .folded import folded_in_place
from .names import is_body
from .question import has_chinese

# A noun, as far as can be told: 同比多了还是少了 is none, nor are 其中 and 去年.
_ITEM = re.compile(
    r"(?![其这那它哪谁]|具体|[去今明前上]年)(?:(?![了着过还比])[\w.“”]){2,10}(?<!的)"
)
# 增长率, 面积: of the earlier subject, not beside it.
_MEASURE = re.compile(r"(?:[率额量数比]|比[例重]|面积|时间|原因|结果|情况|目的|依据)$")
_PERSON = re.compile(r"[男女人员者民]$")
_TIME = re.compile(
    r"^(?:(?:19|20)\d{2}年|全年|今年|去年|一年来|[上下]半年|第?[一二三四]季度|\d{1,2}月份?|[的,，])*"
)
_ASKS = re.compile(r"一?共?(?:多少|(?<!哪)几(?!乎)|多[大高长久快]|怎么?样|如何|什么|哪)")
# 投资了, 降到, 是, before what asks.
_VERB = re.compile(r"(?:是|有|为|占|一共|总共|共|分别|[\u3400-\u9fff]{1,2}[了过到至出])+$")
_DONE = frozenset("了过到至出是有为占共")
_LONGEST_VERB = 8
COUNT = re.compile(r"(?:多少|(?<!哪)几)[件个家人次起份条项户名位种处所座部类场]?余?")
"""What asks for a number, with its measure word."""

COUNTED = re.compile(rf"{COUNT.pattern}(?P<thing>[^?？。,，]{{2,}})")
"""A number asked for and the thing that is counted."""

# Measure words that not every thing takes: 多少件外资 is no question.
_PARTICULAR = re.compile(r"^(?:多少|几)[件次起份条项户名位种部类场人]")
_NOTHING_ELSE = re.compile(rf"(?:一共?)?{COUNT.pattern}[?？。]*")
# Fewer characters in common say nothing: 行政复议, 行政诉讼.
_ALIKE = 2
_NO_NOUN = "(?:was|were|is|are|did|do|does|has|have|had|in|on|at|for|of|by|to|from|with|the|there)"
_MANY_OF = re.compile(
    rf"\bhow (?:many|much) (?P<thing>(?!{_NO_NOUN}\b)[\w'-]+(?: (?!{_NO_NOUN}\b)[\w'-]+)*)",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\bthe (?P<thing>[\w'-]+(?: [\w'-]+)?)(?=\s*[?.]?$)", re.IGNORECASE)
_ENGLISH_ITEM = re.compile(r"(?:the )?[\w'-]+(?: [\w'-]+){0,2}", re.IGNORECASE)


def resubjected(earlier: str, item: str) -> str | None:
    """The earlier question with another subject, or None where what it is cannot be told."""
    if not has_chinese(earlier):
        return None if has_chinese(item) else _english(earlier, item)
    if not _ITEM.fullmatch(item) or _MEASURE.search(item) or item in earlier:
        return None
    folded = folded_in_place(earlier)
    span = _alike(folded, item) or _of_kind(folded, item)
    return earlier[: span[0]] + item + earlier[span[1] :] if span else None


def _english(earlier: str, item: str) -> str | None:
    """With "the" another thing of the last phrase; without, another thing that is counted."""
    named = item.lower().removeprefix("the ")
    if not _ENGLISH_ITEM.fullmatch(item) or any(map(is_stop_word, named.split())):
        return None
    is_the = named != item.lower()
    found = (_OF_THE if is_the else _MANY_OF).search(earlier)
    if not found:
        return None
    start = found.start(0 if is_the else "thing")
    return f"{earlier[:start]}{item}{earlier[found.end('thing') :]}"


def _alike(earlier: str, item: str) -> tuple[int, int] | None:
    """Where the earlier question names what begins like the item, as long as the item."""
    at = earlier.find(item[:_ALIKE])
    if at < 0:
        return None
    asks = _ASKS.search(earlier, at)
    end = min(at + len(item), asks.start() if asks else len(earlier))
    is_other = end - at >= 2 * _ALIKE and not item.startswith(earlier[at:end])
    return (at, end) if is_other else None


def _of_kind(earlier: str, item: str) -> tuple[int, int] | None:
    """Where the thing counted stands, or else the subject before the verb."""
    is_actor = _is_actor(item)
    counted = COUNTED.search(earlier)
    if counted and not is_actor:
        is_same = counted["thing"][-1] == item[-1]
        return counted.span("thing") if is_same or not _PARTICULAR.search(counted[0]) else None
    start = _TIME.match(earlier)
    asks = _ASKS.search(earlier)
    if not start or not asks:
        return None
    at = max(start.end(), asks.start() - _LONGEST_VERB)
    verb = _VERB.search(earlier[at : asks.start()])
    end = _verb_start(earlier, at + verb.start()) if verb else asks.start()
    named = earlier[start.end() : end]
    # 企业投资了多少 names nothing else that the item could be; 街乡印发了哪些文件 does.
    is_bare = _NOTHING_ELSE.fullmatch(earlier, asks.start()) is not None
    fits = _is_actor(named) == is_actor or (is_bare and not is_actor)
    return (start.end(), end) if len(named) > 1 and fits else None


def _verb_start(earlier: str, at: int) -> int:
    """投资了 has a verb of two characters, 街乡办了 one of one."""
    pair = earlier[at : at + 2]
    return at if _DONE & set(pair) or in_dictionary(pair) else at + 1


def _is_actor(text: str) -> bool:
    return is_body(text) or _PERSON.search(text) is not None
