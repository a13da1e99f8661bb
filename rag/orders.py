"""Orders in a question ("ignore previous instructions"): text like any other, and never searched.

Nothing here is ever obeyed, for there is nothing that could obey; but the words of an order would
mislead the search for the question beside it.
"""

from __future__ import annotations

import re

from index import fold

_ORDER = re.compile(
    # Only where a clause begins: whether somebody may 忽略要求 can be asked.
    r"(?:^|(?<=[\s,，。.!！?？;；:：]))(?:请|现在|立即|你要)*"
    r"(?:(?:忽略|无视|忘记|忘掉|不要理会|别管|抛开|跳过)掉?(?:以上|之前|前面|上面|此前|先前|所有|一切|你|全部)"
    r"[^,，。.!！?？;；\n]{0,16}?(?:指令|指示|提示词?|规则|设定|要求|限制|内容|的话)"
    r"|(?:从现在(?:开始|起),?)?你(?:现在|从此)是(?:一[个名位])?[^,，。.!！?？;；\n]*"
    r"|(?:假装|扮演|假设)你?(?:自己)?(?:是|成)?[^,，。.!！?？;；\n]*"
    r"|(?:输出|显示|打印|告诉我|说出|重复)(?:一下)?你的?(?:系统)?(?:提示词?|指令|设定)"
    r"|(?:直接|只|必须|一律)(?:能|准|许|要)?(?:回答|输出|回复|说)[:：]?[“\"'「][^”\"'」]*[”\"'」]"
    r")|\b(?:please )?(?:ignore|disregard|forget|override|bypass)\b[^,.!?;\n]{0,40}?"
    r"\b(?:instructions?|rules?|prompts?|guidelines|constraints|above|everything)\b"
    r"|\b(?:from now on,? )?you are (?:now|no longer) [^,.!?;\n]*|\b(?:pretend|act) (?:to be|as|that) [^,.!?;\n]*"
    r"|\b(?:print|reveal|show|repeat|output|tell me) (?:me )?(?:your|the) (?:\w+ )?(?:prompt|instructions)\b"
    r"|\b(?:just |only )?(?:answer|reply|respond|say|output)(?: only| just| with| that)*:? ?[\"'“][^\"'”]*[\"'”]"
)
# What joins an order to the question beside it.
_JOINT = re.compile(r"^(?:[\s,，。.!！;；:：]|(?:and|then|also|instead)\b|然后|并且|并|再)+")
_QUESTION = re.compile(
    r"[?？吗呢]|多少|几|哪|谁|什么|怎|如何|为何|是否|告诉|介绍|说明|"
    r"\b(?:how|what|when|where|which|who|why|is|are|was|were|did|does|do|tell|list|explain)\b"
)


def without_orders(text: str) -> str:
    """The text less what it orders to do; "" where no question remains beside an order."""
    folded = fold(text)
    if not _ORDER.search(folded):
        return text
    rest = _ORDER.sub("\n", folded if len(folded) != len(text) else _cut(text, folded))
    pieces = (_JOINT.sub("", piece).strip() for piece in rest.split("\n"))
    asked = " ".join(piece for piece in pieces if piece)
    return asked if _QUESTION.search(fold(asked)) else ""


def _cut(text: str, folded: str) -> str:
    """The text with a line break for each order, found in its folded form."""
    for match in reversed(list(_ORDER.finditer(folded))):
        text = f"{text[: match.start()]}\n{text[match.end() :]}"
    return text
